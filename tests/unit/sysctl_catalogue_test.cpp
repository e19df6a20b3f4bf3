// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/sysctl_catalogue.h"

#include <gtest/gtest.h>

#include <set>

namespace ls::kernel {
namespace {

TEST(SysctlCatalogue, BuiltInListIsWhole) {
    const auto catalogue = SysctlCatalogue::builtIn();
    ASSERT_TRUE(catalogue) << catalogue.error().text;
    std::set<std::string> keys;
    for (const SysctlEntry& entry : catalogue->entries()) {
        EXPECT_TRUE(keys.insert(entry.key).second) << entry.key << " stands twice";
        EXPECT_TRUE(entry.meaning.ends_with('.')) << entry.key;
        EXPECT_FALSE(entry.source.empty()) << entry.key;
        EXPECT_TRUE(!entry.defaults.empty() || !entry.defaultNote.empty()) << entry.key;
        EXPECT_TRUE(entry.type == SysctlType::Text || entry.min < entry.max) << entry.key;
        for (const auto& candidate : entry.defaults) {
            if (entry.scope == SysctlScope::Namespace) {
                EXPECT_TRUE(catalogue->validate(entry.key, candidate.value)) << entry.key;
            }
        }
    }
    EXPECT_TRUE(keys.contains("net.core.somaxconn"));
}

TEST(SysctlCatalogue, DefaultDependsOnTheKernel) {
    const auto catalogue = SysctlCatalogue::builtIn().value();
    EXPECT_EQ(catalogue.find("net.core.somaxconn")->defaultFor({6, 18}), "4096");
    EXPECT_EQ(catalogue.find("net.core.somaxconn")->defaultFor({5, 3}), "128");
    EXPECT_EQ(catalogue.find("net.ipv4.tcp_syn_linear_timeouts")->defaultFor({6, 5}), "4");
    EXPECT_EQ(catalogue.find("net.ipv4.tcp_syn_linear_timeouts")->defaultFor({6, 1}), std::nullopt);
    EXPECT_EQ(catalogue.find("net.ipv4.no_such_key"), nullptr);
}

TEST(SysctlCatalogue, ValidatesBeforeAnythingStarts) {
    const auto catalogue = SysctlCatalogue::builtIn().value();
    const auto accepts = [&](std::string_view key, std::string_view value) {
        return catalogue.validate(key, value).has_value();
    };
    EXPECT_TRUE(accepts("net.core.somaxconn", "0"));
    EXPECT_TRUE(accepts("net.core.somaxconn", "2147483647"));
    EXPECT_TRUE(accepts("net.ipv4.ip_local_port_range", "1024 65535"));
    EXPECT_TRUE(accepts("net.ipv4.tcp_rmem", "4096 131072 6291456"));
    EXPECT_TRUE(accepts("net.ipv4.tcp_congestion_control", "cubic"));
    EXPECT_TRUE(accepts("net.ipv4.some_key_of_a_later_kernel", "whatever"));

    EXPECT_FALSE(accepts("net.core.somaxconn", "-1"));
    EXPECT_FALSE(accepts("net.core.somaxconn", "2147483648"));
    EXPECT_FALSE(accepts("net.core.somaxconn", "many"));
    EXPECT_FALSE(accepts("net.core.somaxconn", "12x"));
    EXPECT_FALSE(accepts("net.core.somaxconn", ""));
    EXPECT_FALSE(accepts("net.core.somaxconn", "1 2"));
    EXPECT_FALSE(accepts("net.ipv4.ip_local_port_range", "1024"));
    EXPECT_FALSE(accepts("net.ipv4.tcp_abort_on_overflow", "2"));
    EXPECT_FALSE(accepts("kernel.hostname", "x"));
    EXPECT_FALSE(accepts("net.core.netdev_max_backlog", "1000"));

    const auto outOfRange = catalogue.validate("net.ipv4.tcp_syn_retries", "0");
    ASSERT_FALSE(outOfRange);
    EXPECT_EQ(outOfRange.error().code, ErrorCode::BadInput);
    EXPECT_EQ(outOfRange.error().advice, "give a number from 1 to 127");
    EXPECT_EQ(catalogue.validate("net.ipv4.ip_local_port_range", "1").error().advice, "give 2 numbers from 1 to 65535");
}

TEST(SysctlCatalogue, BrokenTextIsAnErrorAndNotACrash) {
    for (const std::string_view json :
         {"", "{", "[1]", "[{\"key\":5}]", "[{\"key\":\"net.core.x\"}]",
          "[{\"key\":\"net.core.x\",\"type\":\"integer\",\"defaults\":[{\"since\":\"x\"}]}]"}) {
        const auto catalogue = SysctlCatalogue::parse(json);
        ASSERT_FALSE(catalogue) << json;
        EXPECT_EQ(catalogue.error().code, ErrorCode::BadInput);
    }
}

} // namespace
} // namespace ls::kernel
