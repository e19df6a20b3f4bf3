// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener_protocol.h"
#include "engine/netns/refusal.h"
#include "engine/netns/sysctl_store.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace ls::netns {
namespace {

using protocol::isLabSysctlKey;
using protocol::Stage;

TEST(SysctlKey, OnlyTheNetworkTree) {
    EXPECT_TRUE(isLabSysctlKey("net.core.somaxconn"));
    EXPECT_TRUE(isLabSysctlKey("net.ipv4.conf.all.rp_filter"));
    EXPECT_TRUE(isLabSysctlKey("net.ipv6.conf.eth0-x.mtu"));
    for (const std::string_view key :
         {"", "net", "net.", "net.core", "net.core.", "net..core.x", "kernel.hostname", "net.core.a..b", "net.core.a/b",
          "net.core.../../kernel/hostname", "net.netfilter.nf_hooks_lwtunnel", "NET.core.x", "net.core.so max", "vm.x",
          "net.core.a.", "net.ipv4.\n"}) {
        EXPECT_FALSE(isLabSysctlKey(key)) << key;
    }
    EXPECT_FALSE(isLabSysctlKey("net.core." + std::string(200, 'a')));
}

TEST(SysctlValue, IsOneLineWithSingleSpaces) {
    EXPECT_EQ(normalizeSysctlValue("32768\t60999\n"), "32768 60999");
    EXPECT_EQ(normalizeSysctlValue("4096\n"), "4096");
    EXPECT_EQ(normalizeSysctlValue("\n"), "");
}

TEST(HostSysctls, AreReadAndNeverWritten) {
    HostSysctls host;
    EXPECT_TRUE(host.readSysctl("net.core.somaxconn"));
    const auto written = host.writeSysctl("net.core.somaxconn", "4096");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Refused);
}

struct RefusalCase {
    Stage stage;
    int err;
    RefusalFacts facts;
    std::string_view named;
};

class Refusal : public testing::TestWithParam<RefusalCase> {};

TEST_P(Refusal, NamesItsSwitch) {
    const RefusalCase& c = GetParam();
    protocol::Reply refusal;
    refusal.stage = c.stage;
    refusal.err = c.err;
    const Error error = explainRefusal(refusal, c.facts);
    EXPECT_EQ(error.code, ErrorCode::Refused);
    EXPECT_EQ(error.sysErrno, c.err);
    EXPECT_NE(error.advice.find(c.named), std::string::npos) << error.advice;
}

RefusalFacts with(void (*change)(RefusalFacts&)) {
    RefusalFacts facts;
    facts.maxUserNamespaces = 96365;
    facts.maxNetNamespaces = 96365;
    change(facts);
    return facts;
}

INSTANTIATE_TEST_SUITE_P(
    Refusals, Refusal,
    testing::Values(
        RefusalCase{Stage::UserNamespace, ENOSPC, with([](RefusalFacts& f) { f.maxUserNamespaces = 0; }),
                    "sysctl user.max_user_namespaces="},
        RefusalCase{Stage::NetNamespace, ENOSPC, with([](RefusalFacts& f) { f.maxNetNamespaces = 0; }),
                    "sysctl user.max_net_namespaces="},
        RefusalCase{Stage::UserNamespace, EPERM, with([](RefusalFacts& f) { f.unprivilegedUsernsClone = 0; }),
                    "kernel.unprivileged_userns_clone=1"},
        RefusalCase{Stage::UserMap, EPERM, with([](RefusalFacts& f) { f.apparmorRestrictsUserns = 1; }),
                    "kernel.apparmor_restrict_unprivileged_userns=0"},
        RefusalCase{Stage::LoopbackUp, EPERM, with([](RefusalFacts& f) { f.apparmorRestrictsUserns = 1; }),
                    "AppArmor profile"},
        RefusalCase{Stage::NetNamespace, EPERM, with([](RefusalFacts& f) { f.apparmorRestrictsUserns = 1; }),
                    "AppArmor profile"},
        RefusalCase{Stage::Links, EOPNOTSUPP, with([](RefusalFacts&) {}), "CONFIG_VETH"},
        RefusalCase{Stage::Sockets, EAFNOSUPPORT, with([](RefusalFacts&) {}), "CONFIG_PACKET"},
        RefusalCase{Stage::Tun, EACCES, with([](RefusalFacts&) {}), "/dev/net/tun"},
        RefusalCase{Stage::UserNamespace, EPERM, with([](RefusalFacts& f) { f.chrooted = true; }), "chroot"},
        RefusalCase{Stage::UserNamespace, EPERM, with([](RefusalFacts& f) { f.seccompFilter = true; }), "seccomp"},
        RefusalCase{Stage::UserNamespace, EPERM, with([](RefusalFacts&) {}), "security module"},
        RefusalCase{Stage::UserNamespace, EINVAL, with([](RefusalFacts&) {}), "CONFIG_USER_NS"}));

TEST(Refusal, OfAWireNamesBothWaysThatWereTried) {
    protocol::Reply refusal;
    refusal.stage = Stage::Links;
    refusal.err = EOPNOTSUPP;
    refusal.tunErr = EACCES;
    const std::string text = explainRefusal(refusal, {}).text;
    EXPECT_NE(text.find("veth pairs: EOPNOTSUPP"), std::string::npos) << text;
    EXPECT_NE(text.find("TUN devices instead: EACCES"), std::string::npos) << text;
}

TEST(RefusalFacts, CanBeReadOnThisMachine) {
    // Whatever they are here: reading them must not fail, and this test does not run in a chroot.
    EXPECT_TRUE(readRefusalFacts().maxUserNamespaces.has_value());
}

} // namespace
} // namespace ls::netns
