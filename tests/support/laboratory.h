// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/netns/net_namespace.h"
#include "engine/netns/opener_location.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace ls::test {

/// A test that needs a private namespace. Where this machine refuses one the test is skipped with the reason, except
/// when LISTENSCOPE_REQUIRE_NAMESPACE is set (as in CI): there a skip would hide that nothing was tested.
class LaboratoryTest : public testing::Test {
protected:
    void SetUp() override {
        auto net = netns::NetNamespace::create(netns::findOpener().value());
        if (net) {
            m_net = std::move(*net);
        } else if (net.error().code == ErrorCode::Refused && std::getenv("LISTENSCOPE_REQUIRE_NAMESPACE") == nullptr) {
            GTEST_SKIP() << net.error().text << "; " << net.error().advice;
        } else {
            FAIL() << net.error().text << "; " << net.error().advice;
        }
    }

    [[nodiscard]] netns::NetNamespace& net() { return *m_net; }

    /// Skips the test where this user may not have TUN devices, which is another machine's right.
    void layWire(netns::protocol::Link link) {
        const auto laid = net().layWire(link);
        if (!laid && link == netns::protocol::Link::Tun) {
            GTEST_SKIP() << laid.error().text;
        }
        ASSERT_TRUE(laid) << laid.error().text;
    }

    std::unique_ptr<netns::NetNamespace> m_net;
};

/// For tests that hold for each link that may join the namespaces to the wire.
inline std::string linkName(const testing::TestParamInfo<netns::protocol::Link>& info) {
    return info.param == netns::protocol::Link::Tun ? "Tun" : "Veth";
}

} // namespace ls::test
