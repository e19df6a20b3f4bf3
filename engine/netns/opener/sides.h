// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/unique_fd.h"
#include "engine/netns/opener/isolation.h"
#include "engine/netns/opener/sysctl_file.h"
#include "engine/netns/opener/tun_device.h"
#include "engine/netns/opener_protocol.h"

#include <array>

namespace ls::netns::opener {

/// The network namespaces of one laboratory, and which of them this process is in. They live while this holds their
/// descriptors or somebody has a socket there.
class Sides final {
public:
    /// In the namespace this process is in, fresh and with `lo` up: the server's.
    explicit Sides(protocol::Isolation isolation);

    /// Leaves all of them for a fresh server's namespace.
    [[nodiscard]] Entry startOver();
    /// Makes the clients' and the wire's namespaces, and joins the three: see wire_addresses.h. A failure leaves the
    /// server's namespace alone.
    [[nodiscard]] Entry layWire(const SysctlDirectory& sysctls, protocol::Link link);

    /// Goes there (setns(2)). 0; ENONET where no wire is laid; or setns()'s errno.
    [[nodiscard]] int enter(protocol::Side side);
    /// The device that joins the clients' or the server's side to the wire; not open where a veth pair does.
    [[nodiscard]] const TunDevice& tunOf(protocol::Side side) const { return m_tuns[static_cast<std::size_t>(side)]; }

private:
    [[nodiscard]] UniqueFd& fd(protocol::Side side) { return m_fds[static_cast<std::size_t>(side)]; }
    [[nodiscard]] Entry addFresh(protocol::Side side);
    [[nodiscard]] Entry joinAll(const SysctlDirectory& sysctls, protocol::Link link);
    [[nodiscard]] Entry joinBy(protocol::Link link);
    [[nodiscard]] Entry makeVethPairs();
    [[nodiscard]] int makeTuns();
    [[nodiscard]] Entry done() const { return {protocol::Stage::None, 0, m_isolation}; }
    void dropWire();

    protocol::Isolation m_isolation;
    protocol::Side m_current = protocol::Side::Server;
    std::array<UniqueFd, protocol::kSides> m_fds;
    std::array<TunDevice, protocol::kSides> m_tuns;
};

} // namespace ls::netns::opener
