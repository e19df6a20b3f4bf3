// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/sock_diag.h"

#include "engine/kernel/attributes.h"
#include "engine/kernel/netlink_messages.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <sys/socket.h>

namespace ls::kernel {

namespace {

// The kernel fills datagrams up to what the reader has shown it can take, 32 KiB at most (netlink_dump(),
// net/netlink/af_netlink.c).
constexpr std::size_t kBufferSize = 64 * 1024;

constexpr const char* kTcpModules = "inet_diag and tcp_diag (CONFIG_INET_DIAG, CONFIG_INET_TCP_DIAG)";
constexpr const char* kUdpModules = "inet_diag and udp_diag (CONFIG_INET_DIAG, CONFIG_INET_UDP_DIAG)";
constexpr const char* kUnixModules = "unix_diag (CONFIG_UNIX_DIAG)";

struct InetRequest {
    nlmsghdr header;
    inet_diag_req_v2 request;
};

/// The request of kernels before 3.3, which later ones still take. It alone can ask for both families at once
/// (inet_diag_rcv_msg_compat(), net/ipv4/inet_diag.c).
struct BothFamiliesRequest {
    nlmsghdr header;
    inet_diag_req request;
};

struct UnixRequest {
    nlmsghdr header;
    unix_diag_req request;
};

InetRequest inetRequest(std::uint8_t family, std::uint8_t protocol, std::uint32_t states) {
    InetRequest message{};
    message.request.sdiag_family = family;
    message.request.sdiag_protocol = protocol;
    message.request.idiag_states = states;
    return message;
}

UnixRequest unixRequest(std::uint32_t states) {
    UnixRequest message{};
    message.request.sdiag_family = AF_UNIX;
    message.request.udiag_states = states;
    message.request.udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN | UDIAG_SHOW_UID;
    return message;
}

void copyCookie(std::uint64_t cookie, __u32 (&to)[2]) {
    to[0] = static_cast<__u32>(cookie);
    to[1] = static_cast<__u32>(cookie >> 32);
}

/// The errno of an NLMSG_ERROR, or of the NLMSG_DONE of a dump that the kernel could not make (netlink_dump_done(),
/// net/netlink/af_netlink.c): both begin with it. EBADMSG where it is none.
std::optional<int> failureOf(const nlmsghdr& header, std::span<const std::byte> payload) {
    constexpr int kLast = 4095; // MAX_ERRNO, include/linux/err.h
    if (header.nlmsg_type != NLMSG_ERROR && header.nlmsg_type != NLMSG_DONE) {
        return std::nullopt;
    }
    const int code = payload.size() >= sizeof(int) ? leading<int>(payload) : 0;
    if (header.nlmsg_type == NLMSG_DONE && code >= 0) {
        return std::nullopt;
    }
    return code < 0 && code >= -kLast ? -code : EBADMSG;
}

} // namespace

TcpRow toTcpRow(const inet_diag_msg& message) {
    TcpRow row;
    row.state = static_cast<TcpState>(message.idiag_state);
    row.local = localEnd(message);
    row.remote = remoteEnd(message);
    row.receiveQueue = message.idiag_rqueue;
    row.sendQueue = message.idiag_wqueue;
    return row;
}

SockDiag::SockDiag(std::unique_ptr<NetlinkTransport> transport)
    : m_transport(std::move(transport))
    , m_buffer(kBufferSize) {
}

Result<DumpOutcome> SockDiag::dumpTcp(IpFamily family, std::uint32_t states, const RowVisitor& visit) {
    InetRequest message = inetRequest(family == IpFamily::V6 ? AF_INET6 : AF_INET, IPPROTO_TCP, states);
    m_modules = kTcpModules;
    return ask(message, NLM_F_DUMP, [&](std::span<const std::byte> payload) {
        const bool isRow = payload.size() >= sizeof(inet_diag_msg);
        if (isRow) {
            visit(*reinterpret_cast<const inet_diag_msg*>(payload.data()));
        }
        return isRow;
    });
}

Result<DumpOutcome> SockDiag::dumpInet(const InetQuery& query, const InetVisitor& visit) {
    const PayloadVisitor visitRow = [&](std::span<const std::byte> payload) {
        const auto row = parseInetRow(payload);
        if (row) {
            visit(*row);
        }
        return row.has_value();
    };
    m_modules = query.protocol == IPPROTO_UDP ? kUdpModules : kTcpModules;
    if (query.family == AF_UNSPEC) {
        BothFamiliesRequest both{};
        both.header.nlmsg_type = TCPDIAG_GETSOCK;
        both.request.idiag_ext = query.extensions;
        both.request.idiag_states = query.states;
        both.request.id.idiag_sport = htons(query.localPort);
        return ask(both, NLM_F_DUMP, visitRow);
    }
    InetRequest message = inetRequest(query.family, query.protocol, query.states);
    message.request.idiag_ext = query.extensions;
    message.request.id.idiag_sport = htons(query.localPort);
    return ask(message, NLM_F_DUMP, visitRow);
}

Result<DumpOutcome> SockDiag::dumpUnix(std::uint32_t states, const UnixVisitor& visit) {
    UnixRequest message = unixRequest(states);
    m_modules = kUnixModules;
    return ask(message, NLM_F_DUMP, [&](std::span<const std::byte> payload) {
        auto row = parseUnixRow(payload);
        if (row) {
            visit(*std::move(row));
        }
        return row.has_value();
    });
}

Result<std::optional<InetRow>> SockDiag::findListener(const InetRow& listener) {
    const IpAddress& address = listener.local.address;
    InetRequest message = inetRequest(address.isV6 ? AF_INET6 : AF_INET, IPPROTO_TCP, stateBit(TcpState::Listen));
    message.request.idiag_ext = kShowMemory;
    message.request.id.idiag_sport = htons(listener.local.port);
    std::memcpy(message.request.id.idiag_src, address.bytes.data(), address.bytes.size());
    message.request.id.idiag_if = listener.interface;
    copyCookie(listener.cookie, message.request.id.idiag_cookie);
    m_modules = kTcpModules;
    std::optional<InetRow> found;
    auto outcome = ask(message, 0, [&](std::span<const std::byte> payload) {
        found = parseInetRow(payload);
        return found.has_value();
    });
    if (!outcome && (outcome.error().sysErrno == ENOENT || outcome.error().sysErrno == ESTALE)) {
        return std::optional<InetRow>();
    }
    LS_TRY(outcome);
    return found;
}

Result<std::optional<UnixRow>> SockDiag::findUnix(const UnixRow& socket) {
    UnixRequest message = unixRequest(kAllTcpStates);
    message.request.udiag_ino = static_cast<__u32>(socket.inode);
    copyCookie(socket.cookie, message.request.udiag_cookie);
    m_modules = kUnixModules;
    std::optional<UnixRow> found;
    auto outcome = ask(message, 0, [&](std::span<const std::byte> payload) {
        found = parseUnixRow(payload);
        return found.has_value();
    });
    if (!outcome && (outcome.error().sysErrno == ENOENT || outcome.error().sysErrno == ESTALE)) {
        return std::optional<UnixRow>();
    }
    LS_TRY(outcome);
    return found;
}

template <typename Request>
Result<DumpOutcome> SockDiag::ask(Request& message, std::uint16_t flags, const PayloadVisitor& visit) {
    message.header.nlmsg_len = sizeof message;
    if (message.header.nlmsg_type == 0) {
        message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    }
    message.header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
    message.header.nlmsg_seq = ++m_sequence;
    m_isDump = flags != 0;
    LS_TRY(m_transport->send(std::as_bytes(std::span(&message, 1))));

    DumpOutcome outcome;
    for (bool more = true; more;) {
        LS_TRY_ASSIGN(more, readDatagram(visit, outcome));
    }
    return outcome;
}

Failure SockDiag::refusal(int err) const {
    // Asked for one socket, ENOENT says that it has gone. EOPNOTSUPP is the answer to TCPDIAG_GETSOCK without
    // inet_diag.
    if (err == EPROTONOSUPPORT || err == EOPNOTSUPP || (err == ENOENT && m_isDump)) {
        return failure(ErrorCode::Refused, "sock_diag has no handler for these sockets on this kernel",
                       fmt::format("load the modules {}", m_modules));
    }
    return sysFailure("sock_diag", err);
}

Result<bool> SockDiag::readDatagram(const PayloadVisitor& visit, DumpOutcome& outcome) {
    LS_TRY_ASSIGN(const std::size_t size, m_transport->receive(m_buffer));
    std::optional<Failure> refused;
    bool more = true;
    forEachMessage(std::span(m_buffer).first(size), [&](const nlmsghdr& header, std::span<const std::byte> payload) {
        if (header.nlmsg_seq != m_sequence) {
            return true; // the rest of a dump that was given up
        }
        outcome.interrupted = outcome.interrupted || (header.nlmsg_flags & NLM_F_DUMP_INTR) != 0;
        if (const auto err = failureOf(header, payload)) {
            refused = refusal(*err);
        } else if (header.nlmsg_type == SOCK_DIAG_BY_FAMILY || header.nlmsg_type == TCPDIAG_GETSOCK) {
            outcome.rows += visit(payload) ? 1 : 0;
        }
        more = m_isDump && header.nlmsg_type != NLMSG_DONE;
        return more && !refused;
    });
    if (refused) {
        return *std::move(refused);
    }
    return more;
}

} // namespace ls::kernel
