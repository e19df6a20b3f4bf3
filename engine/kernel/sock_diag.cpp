// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/sock_diag.h"

#include <libmnl/libmnl.h>

#include <cerrno>

#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>

namespace ls::kernel {

namespace {

// The kernel fills datagrams up to what the reader has shown it can take, 32 KiB at most (netlink_dump(),
// net/netlink/af_netlink.c).
constexpr std::size_t kBufferSize = 64 * 1024;

Failure diagFailure(int err) {
    if (err == ENOENT || err == EPROTONOSUPPORT) {
        return failure(ErrorCode::Refused, "sock_diag has no TCP handler on this kernel",
                       "load the modules inet_diag and tcp_diag (CONFIG_INET_DIAG, CONFIG_INET_TCP_DIAG)");
    }
    return sysFailure("sock_diag dump of TCP sockets", err);
}

/// mnl_nlmsg_ok() takes a length of 2 GiB or more for a negative one, and so for one that fits.
bool isWhole(const nlmsghdr* header, int left) {
    return mnl_nlmsg_ok(header, left) && header->nlmsg_len <= static_cast<std::uint32_t>(left);
}

/// Of an NLMSG_ERROR; EBADMSG where it carries none.
int errnoOf(const nlmsghdr* header) {
    constexpr int kLast = 4095; // MAX_ERRNO, include/linux/err.h
    if (mnl_nlmsg_get_payload_len(header) < sizeof(nlmsgerr)) {
        return EBADMSG;
    }
    const int error = static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(header))->error;
    return error < 0 && error >= -kLast ? -error : EBADMSG;
}

} // namespace

TcpRow toTcpRow(const inet_diag_msg& message) {
    TcpRow row;
    row.state = static_cast<TcpState>(message.idiag_state);
    row.localAddress = ntohl(message.id.idiag_src[0]);
    row.remoteAddress = ntohl(message.id.idiag_dst[0]);
    row.localPort = ntohs(message.id.idiag_sport);
    row.remotePort = ntohs(message.id.idiag_dport);
    row.receiveQueue = message.idiag_rqueue;
    row.sendQueue = message.idiag_wqueue;
    return row;
}

SockDiag::SockDiag(std::unique_ptr<NetlinkTransport> transport)
    : m_transport(std::move(transport))
    , m_buffer(kBufferSize) {
}

Result<DumpOutcome> SockDiag::dumpTcp4(std::uint32_t states, const RowVisitor& visit) {
    struct {
        nlmsghdr header;
        inet_diag_req_v2 request;
    } message{};
    message.header.nlmsg_len = sizeof message;
    message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    message.header.nlmsg_seq = ++m_sequence;
    message.request.sdiag_family = AF_INET;
    message.request.sdiag_protocol = IPPROTO_TCP;
    message.request.idiag_states = states;
    LS_TRY(m_transport->send(std::as_bytes(std::span(&message, 1))));

    DumpOutcome outcome;
    for (bool more = true; more;) {
        LS_TRY_ASSIGN(more, readDatagram(visit, outcome));
    }
    return outcome;
}

Result<bool> SockDiag::readDatagram(const RowVisitor& visit, DumpOutcome& outcome) {
    LS_TRY_ASSIGN(const std::size_t size, m_transport->receive(m_buffer));
    int left = static_cast<int>(size);
    for (const auto* header = reinterpret_cast<const nlmsghdr*>(m_buffer.data()); isWhole(header, left);
         header = mnl_nlmsg_next(header, &left)) {
        if (header->nlmsg_seq != m_sequence) {
            continue; // the rest of a dump that was given up
        }
        outcome.interrupted = outcome.interrupted || (header->nlmsg_flags & NLM_F_DUMP_INTR) != 0;
        if (header->nlmsg_type == NLMSG_DONE) {
            return false;
        }
        if (header->nlmsg_type == NLMSG_ERROR) {
            return diagFailure(errnoOf(header));
        }
        if (header->nlmsg_type == SOCK_DIAG_BY_FAMILY && mnl_nlmsg_get_payload_len(header) >= sizeof(inet_diag_msg)) {
            visit(*static_cast<const inet_diag_msg*>(mnl_nlmsg_get_payload(header)));
            ++outcome.rows;
        }
    }
    return true;
}

} // namespace ls::kernel
