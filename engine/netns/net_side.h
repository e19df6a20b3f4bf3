// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/unique_fd.h"
#include "engine/netns/opener_channel.h"
#include "engine/netns/opener_protocol.h"
#include "engine/netns/socket_source.h"
#include "engine/netns/sysctl_store.h"
#include "engine/netns/wire_end.h"

namespace ls::netns {

/// One of the laboratory's network namespaces: what is opened here belongs to it. Made by NetNamespace, which outlives
/// it. Any thread; calls wait for the opener. While no wire is laid, asking another side than the server's fails with
/// ENONET.
class NetSide final : public SysctlStore, public SocketSource {
public:
    NetSide(Guarded<OpenerChannel>& channel, protocol::Side side)
        : m_channel(channel)
        , m_side(side) {}

    [[nodiscard]] Result<SocketBatch> takeTcpSockets(IpFamily family, std::size_t count, std::size_t ahead) override;
    [[nodiscard]] Result<UniqueFd> openTcpSocket();
    /// TCP over IPv6.
    [[nodiscard]] Result<UniqueFd> openTcp6Socket();
    [[nodiscard]] Result<UniqueFd> openSockDiag();
    /// A NETLINK_ROUTE socket (rtnetlink(7)).
    [[nodiscard]] Result<UniqueFd> openRoutes();
    [[nodiscard]] Result<UniqueFd> openProcFile(protocol::ProcFile file);
    /// A descriptor of the namespace itself, for comparison and setns(2).
    [[nodiscard]] Result<UniqueFd> openNamespace();
    /// This side's end of the wire: it receives what this side sends, and what is sent on it this side receives; of its
    /// own frames it sees none. A packet socket gets its own copy of every frame from now on, a TUN device's file
    /// shares them with every other. Not for Side::Wire.
    [[nodiscard]] Result<WireEnd> openWireEnd();

    /// Makes every address of the clients' IPv6 network (wire_addresses.h) local here, as all of 127.0.0.0/8 is. Where
    /// a wire is laid the clients' side has them already. ErrorCode::Refused where this kernel has no IPv6.
    [[nodiscard]] Result<> takeInClients6();

    [[nodiscard]] Result<std::string> readSysctl(std::string_view key) const override;
    /// Reads this machine's own value before and after; if that moved, the write went to the wrong place and is an
    /// error.
    [[nodiscard]] Result<> writeSysctl(std::string_view key, std::string_view value) override;

private:
    [[nodiscard]] protocol::Request request(protocol::RequestKind kind) const;
    [[nodiscard]] protocol::Request socketRequest(protocol::SocketKind kind, std::size_t count) const;
    [[nodiscard]] Result<protocol::Request> sysctlRequest(protocol::RequestKind kind, std::string_view key,
                                                          std::string_view value) const;
    [[nodiscard]] Result<UniqueFd> openOne(const protocol::Request& request, std::string_view what);
    /// `count`: how many the opener may give at most; at least one.
    [[nodiscard]] Result<std::vector<UniqueFd>> openSome(const protocol::Request& request, std::size_t count,
                                                         std::string_view what);

    Guarded<OpenerChannel>& m_channel;
    protocol::Side m_side;
};

} // namespace ls::netns
