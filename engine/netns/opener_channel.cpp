// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener_channel.h"

#include <fmt/format.h>

#include <array>
#include <cstring>
#include <utility>

#include <poll.h>
#include <sys/socket.h>

namespace ls::netns {

using namespace protocol;

namespace {

Failure openerGone() {
    return failure(ErrorCode::OpenerGone,
                   "listenscope-opener ended: the laboratory's namespace is closed to new sockets",
                   "start again; if it was not killed on purpose, see the kernel log");
}

/// Takes every descriptor out of the control data before anything can fail, so that none is lost.
void adoptDescriptors(msghdr& message, std::vector<UniqueFd>& out) {
    for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof fd);
            out.emplace_back(fd);
        }
    }
}

} // namespace

Result<> OpenerChannel::send(const Request& request) {
    const ssize_t sent = ::send(m_socket.get(), &request, sizeof request, MSG_NOSIGNAL);
    const int err = errno;
    if (sent == static_cast<ssize_t>(sizeof request)) {
        return {};
    }
    if (err == EPIPE || err == ECONNRESET) {
        return openerGone();
    }
    return sysFailure(fmt::format("send(request {} to listenscope-opener)", static_cast<unsigned>(request.kind)), err);
}

Result<Reply> OpenerChannel::receiveMessage(OpenerAnswer& answer) {
    pollfd ready{m_socket.get(), POLLIN, 0};
    int polled = 0;
    do {
        polled = ::poll(&ready, 1, static_cast<int>(m_deadline.count()));
    } while (polled < 0 && errno == EINTR);
    if (polled == 0) {
        return failure(ErrorCode::Timeout,
                       fmt::format("listenscope-opener did not answer within {} ms", m_deadline.count()));
    }

    Reply reply;
    iovec data{&reply, sizeof reply};
    alignas(cmsghdr) std::array<std::byte, CMSG_SPACE(kMaxBatch * sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t got = ::recvmsg(m_socket.get(), &message, MSG_CMSG_CLOEXEC);
    const int err = errno;
    if (got == 0 || (got < 0 && err == ECONNRESET)) {
        return openerGone();
    }
    if (got < 0) {
        return sysFailure("recvmsg(from listenscope-opener)", err);
    }
    adoptDescriptors(message, answer.descriptors);
    answer.truncated = answer.truncated || (message.msg_flags & MSG_CTRUNC) != 0;
    if (got != static_cast<ssize_t>(sizeof reply) || reply.magic != kMagic) {
        return failure(ErrorCode::Protocol, "listenscope-opener speaks another protocol version",
                       "install listenscope-opener from the same package as the program");
    }
    reply.text.back() = '\0';
    return reply;
}

Result<OpenerAnswer> OpenerChannel::receive() {
    OpenerAnswer answer;
    for (;;) {
        LS_TRY_ASSIGN(const Reply reply, receiveMessage(answer));
        if (reply.kind == ReplyKind::Done) {
            answer.done = reply;
            return answer;
        }
    }
}

Result<OpenerAnswer> OpenerChannel::call(const Request& request) {
    if (m_aheadAsked) {
        m_aheadAsked = false;
        LS_TRY_ASSIGN(m_ahead, receive());
    }
    LS_TRY(send(request));
    return receive();
}

Result<> OpenerChannel::askAhead(const Request& request) {
    LS_TRY(send(request));
    m_aheadAsked = true;
    m_aheadFor = request.side;
    m_aheadOf = static_cast<SocketKind>(request.what);
    return {};
}

Result<std::optional<OpenerAnswer>> OpenerChannel::takeAhead(Side side, SocketKind kind) {
    if (side != m_aheadFor || kind != m_aheadOf) {
        return std::nullopt;
    }
    if (m_aheadAsked) {
        m_aheadAsked = false;
        LS_TRY_ASSIGN(m_ahead, receive());
    }
    return std::exchange(m_ahead, std::nullopt);
}

Result<> OpenerChannel::dropAhead() {
    LS_TRY(takeAhead(m_aheadFor, m_aheadOf));
    return {};
}

} // namespace ls::netns
