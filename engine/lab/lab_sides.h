// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/lab/lab_setup.h"
#include "engine/lab/tcp_stacks.h"
#include "engine/load/source_addresses.h"
#include "engine/netns/net_namespace.h"

#include <string>
#include <string_view>
#include <vector>

namespace ls::lab {

/// Where the server and where the clients of one laboratory live: in one namespace and on its loopback, or, with a
/// wire, in two. As a SysctlStore it keeps both alike: a value is written on both sides (somaxconn matters at the
/// server, tcp_syn_retries at the clients) and read at the server's. The namespace outlives it.
class LabSides final : public netns::SysctlStore {
public:
    LabSides(netns::NetNamespace& net, const LabSetup& setup)
        : m_net(net)
        , m_family(setup.family)
        , m_wired(setup.isWired()) {}

    /// In the namespace's fresh state: lays the wire where one is wanted, and gives loopback the IPv6 addresses of the
    /// clients where they need them. Before anything else.
    [[nodiscard]] Result<> prepare();

    [[nodiscard]] bool isWired() const { return m_wired; }
    [[nodiscard]] netns::NetSide& server() { return m_net.side(netns::protocol::Side::Server); }
    [[nodiscard]] netns::NetSide& clients();
    [[nodiscard]] Result<TcpStacks> openStacks();

    /// Where the server listens; port 0.
    [[nodiscard]] IpEndpoint serverAddress() const;
    /// From where clients come.
    [[nodiscard]] load::AddressRange clientAddresses() const;

    [[nodiscard]] Result<std::string> readSysctl(std::string_view key) const override;
    [[nodiscard]] Result<> writeSysctl(std::string_view key, std::string_view value) override;

private:
    [[nodiscard]] std::vector<netns::NetSide*> stacks();

    netns::NetNamespace& m_net;
    IpFamily m_family;
    bool m_wired;
};

} // namespace ls::lab
