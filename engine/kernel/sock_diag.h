// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/inet_row.h"
#include "engine/kernel/netlink.h"
#include "engine/kernel/tcp_state.h"
#include "engine/kernel/unix_row.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <arpa/inet.h>
#include <linux/inet_diag.h>

namespace ls::kernel {

/// One TCP socket as sock_diag(7) reports it, without what InetRow knows beyond: of these many are held.
struct TcpRow {
    TcpState state = TcpState::Close;
    IpEndpoint local;
    IpEndpoint remote;
    std::uint32_t receiveQueue = 0; ///< LISTEN: connections waiting for accept(); else unread bytes
    std::uint32_t sendQueue = 0;    ///< LISTEN: effective backlog; else unacknowledged bytes
};

[[nodiscard]] TcpRow toTcpRow(const inet_diag_msg& message);

/// How a dump ended.
struct DumpOutcome {
    std::size_t rows = 0;
    bool interrupted = false; ///< NLM_F_DUMP_INTR: the table changed under the dump, rows may be missing or twice
};

constexpr std::uint32_t stateBit(TcpState state) {
    return 1U << static_cast<unsigned>(state);
}

// Extensions of InetQuery; each makes a row dearer (a second copy of the dump's cost together).
inline constexpr std::uint8_t kShowInfo = 1U << (INET_DIAG_INFO - 1);        ///< InetRow::figures
inline constexpr std::uint8_t kShowMemory = 1U << (INET_DIAG_SKMEMINFO - 1); ///< InetRow::drops

/// Which TCP or UDP sockets, and what of them.
struct InetQuery {
    /// AF_INET, AF_INET6 or, for TCP, AF_UNSPEC: both in one walk of the kernel's table.
    std::uint8_t family = AF_INET;
    std::uint8_t protocol = IPPROTO_TCP; ///< IPPROTO_TCP or IPPROTO_UDP
    std::uint32_t states = kAllTcpStates;
    std::uint8_t extensions = 0;
    std::uint16_t localPort = 0; ///< only this one, picked by the kernel; 0: any
};

/// Asks the kernel for sockets over NETLINK_SOCK_DIAG. One thread at a time. No privilege is needed for any of it.
/// A kernel without the handler answers ErrorCode::Refused, with the module's name in the advice.
class SockDiag final {
public:
    using RowVisitor = std::function<void(const inet_diag_msg&)>;
    using InetVisitor = std::function<void(const InetRow&)>;
    using UnixVisitor = std::function<void(UnixRow&&)>;

    explicit SockDiag(std::unique_ptr<NetlinkTransport> transport);

    /// Every TCP socket of the family in one of `states` (bits 1 << TcpState). No extensions are asked for: they double
    /// the cost.
    [[nodiscard]] Result<DumpOutcome> dumpTcp(IpFamily family, std::uint32_t states, const RowVisitor& visit);

    [[nodiscard]] Result<DumpOutcome> dumpInet(const InetQuery& query, const InetVisitor& visit);

    /// Every AF_UNIX socket in one of `states`, with name, peer, queue lengths and owner. There is no cheaper question:
    /// the kernel has no filter but the state.
    [[nodiscard]] Result<DumpOutcome> dumpUnix(std::uint32_t states, const UnixVisitor& visit);

    /// One listener, by the address and cookie it was dumped with; nullopt when it has gone. Of an SO_REUSEPORT group
    /// the kernel finds one member only: dump the port there.
    [[nodiscard]] Result<std::optional<InetRow>> findListener(const InetRow& listener);
    /// One AF_UNIX socket, by inode and cookie; nullopt when it has gone.
    [[nodiscard]] Result<std::optional<UnixRow>> findUnix(const UnixRow& socket);

private:
    /// Whether it was a row.
    using PayloadVisitor = std::function<bool(std::span<const std::byte>)>;

    /// `Request` starts with its nlmsghdr.
    template <typename Request>
    [[nodiscard]] Result<DumpOutcome> ask(Request& message, std::uint16_t flags, const PayloadVisitor& visit);
    [[nodiscard]] Failure refusal(int err) const;
    [[nodiscard]] Result<bool> readDatagram(const PayloadVisitor& visit, DumpOutcome& outcome);

    std::unique_ptr<NetlinkTransport> m_transport;
    std::vector<std::byte> m_buffer;
    std::uint32_t m_sequence = 0;
    bool m_isDump = true; ///< of the question under way
    const char* m_modules = "";
};

} // namespace ls::kernel
