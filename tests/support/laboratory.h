// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/netns/net_namespace.h"
#include "engine/netns/opener_location.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>

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

    std::unique_ptr<netns::NetNamespace> m_net;
};

} // namespace ls::test
