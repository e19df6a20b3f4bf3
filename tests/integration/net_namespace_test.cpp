// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/socket_address.h"
#include "engine/base/text_file.h"
#include "engine/kernel/netlink.h"
#include "engine/kernel/sock_diag.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/netns/net_namespace.h"
#include "engine/netns/opener_location.h"
#include "engine/netns/opener_process.h"
#include "engine/netns/wire_addresses.h"
#include "tests/support/eventually.h"
#include "tests/support/laboratory.h"
#include "tests/support/process.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

namespace ls::netns {
namespace {

using protocol::Isolation;
using protocol::ProcFile;
using test::LaboratoryTest;

ino_t inodeOf(int fd) {
    struct stat status {};
    EXPECT_EQ(::fstat(fd, &status), 0);
    return status.st_ino;
}

ino_t ownNamespace() {
    const UniqueFd self(::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
    return inodeOf(self.get());
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

int bindTo(int fd, const sockaddr_in& address) {
    return ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

int connectTo(int fd, const sockaddr_in& address) {
    return ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

std::uint16_t portOf(int fd) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    EXPECT_EQ(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size), 0);
    return ntohs(address.sin_port);
}

TEST_F(LaboratoryTest, IsANamespaceOfItsOwnAndThisProcessStaysOutside) {
    const ino_t before = ownNamespace();
    const UniqueFd lab = net().openNamespace().value();
    EXPECT_NE(inodeOf(lab.get()), before);
    EXPECT_EQ(ownNamespace(), before);
}

TEST_F(LaboratoryTest, UsesAUserNamespaceForRootAndUserAlike) {
    // Root without CAP_SYS_ADMIN restrictions could do without; it takes the same path all the same.
    EXPECT_EQ(net().isolation(), Isolation::UserAndNet);
}

TEST_F(LaboratoryTest, SocketsWorkThereAndNotHere) {
    const UniqueFd listener = net().openTcpSocket().value();
    ASSERT_EQ(bindTo(listener.get(), loopback(0)), 0);
    ASSERT_EQ(::listen(listener.get(), 5), 0);
    const std::uint16_t port = portOf(listener.get());

    const UniqueFd inside = net().openTcpSocket().value();
    EXPECT_TRUE(connectTo(inside.get(), loopback(port)) == 0 || errno == EINPROGRESS);
    const UniqueFd outside(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    EXPECT_EQ(connectTo(outside.get(), loopback(port)), -1);
    EXPECT_EQ(errno, ECONNREFUSED);

    const UniqueFd accepted(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    EXPECT_TRUE(accepted.isOpen());
}

TEST_F(LaboratoryTest, BatchesArriveWholeNonBlockingAndCloseOnExec) {
    const SocketBatch batch = net().takeTcpSockets(IpFamily::V4, protocol::kMaxBatch, 0).value();
    ASSERT_EQ(batch.sockets.size(), protocol::kMaxBatch);
    EXPECT_EQ(batch.err, 0);
    for (const UniqueFd& fd : batch.sockets) {
        ASSERT_NE(::fcntl(fd.get(), F_GETFL) & O_NONBLOCK, 0);
        ASSERT_NE(::fcntl(fd.get(), F_GETFD) & FD_CLOEXEC, 0);
    }
}

TEST_F(LaboratoryTest, WhatWasAskedAheadIsGivenNextAndOtherCallsGoBetween) {
    EXPECT_EQ(net().takeTcpSockets(IpFamily::V4, 3, 7).value().sockets.size(), 3U);
    EXPECT_EQ(net().readSysctl("net.core.somaxconn").value(), "4096");
    EXPECT_EQ(net().takeTcpSockets(IpFamily::V4, 100, 2).value().sockets.size(), 7U);
    EXPECT_EQ(net().takeTcpSockets(IpFamily::V4, 100, 0).value().sockets.size(), 2U);
    EXPECT_EQ(net().takeTcpSockets(IpFamily::V4, 4, 0).value().sockets.size(), 4U);
}

TEST_F(LaboratoryTest, WhatWasAskedAheadIsOfItsFamily) {
    const auto familyOf = [](const SocketBatch& batch) {
        int family = 0;
        socklen_t size = sizeof family;
        EXPECT_EQ(::getsockopt(batch.sockets.front().get(), SOL_SOCKET, SO_DOMAIN, &family, &size), 0);
        return family;
    };
    EXPECT_EQ(familyOf(net().takeTcpSockets(IpFamily::V6, 1, 5).value()), AF_INET6);
    const SocketBatch other = net().takeTcpSockets(IpFamily::V4, 3, 0).value();
    EXPECT_EQ(familyOf(other), AF_INET);
    EXPECT_EQ(other.sockets.size(), 3U);
    EXPECT_EQ(net().takeTcpSockets(IpFamily::V6, 1, 0).value().sockets.size(), 5U);
}

TEST_F(LaboratoryTest, ClientsHaveIpv6AddressesOfTheirOwnOnceTheyAreTakenIn) {
    ASSERT_TRUE(net().freshen());
    const SocketAddress one({clientsNetwork(IpFamily::V6).withNumber(4711), 0});
    NetSide& side = net().side(protocol::Side::Server);
    const UniqueFd before = side.openTcp6Socket().value();
    EXPECT_NE(::bind(before.get(), one.get(), one.size()), 0);
    ASSERT_TRUE(side.takeInClients6());
    EXPECT_TRUE(side.takeInClients6()) << "more than once";
    const UniqueFd after = side.openTcp6Socket().value();
    EXPECT_EQ(::bind(after.get(), one.get(), one.size()), 0);
}

TEST_F(LaboratoryTest, TheOpenersCopiesAreClosedWhenABatchArrives) {
    // A copy left open would keep the connection alive: no FIN would reach the other side.
    const UniqueFd listener = net().openTcpSocket().value();
    ASSERT_EQ(bindTo(listener.get(), loopback(0)), 0);
    ASSERT_EQ(::listen(listener.get(), 5), 0);
    SocketBatch batch = net().takeTcpSockets(IpFamily::V4, 1, 0).value();
    ASSERT_TRUE(connectTo(batch.sockets[0].get(), loopback(portOf(listener.get()))) == 0 || errno == EINPROGRESS);
    const UniqueFd accepted(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    ASSERT_TRUE(accepted.isOpen());
    batch.sockets.clear();
    char byte = 0;
    EXPECT_EQ(::recv(accepted.get(), &byte, 1, 0), 0);
}

TEST_F(LaboratoryTest, TooFewDescriptorsHereIsEmfileAndWhatCameIsKept) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const UniqueFd probe(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const rlimit tight{static_cast<rlim_t>(probe.get()) + 15, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    auto batch = net().takeTcpSockets(IpFamily::V4, 50, 50);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    ASSERT_TRUE(batch);
    EXPECT_EQ(batch->err, EMFILE);
    EXPECT_GT(batch->sockets.size(), 0U);
    EXPECT_LT(batch->sockets.size(), 50U);
    // Nothing was asked ahead after that, and the channel is in step.
    EXPECT_EQ(net().takeTcpSockets(IpFamily::V4, 2, 0).value().sockets.size(), 2U);
}

TEST_F(LaboratoryTest, SysctlsAreItsOwn) {
    const HostSysctls host;
    const std::string hostValue = host.readSysctl("net.core.somaxconn").value();
    ASSERT_TRUE(net().writeSysctl("net.core.somaxconn", "77"));
    EXPECT_EQ(net().readSysctl("net.core.somaxconn").value(), "77");
    EXPECT_EQ(host.readSysctl("net.core.somaxconn").value(), hostValue);
    ASSERT_TRUE(net().writeSysctl("net.ipv4.ip_local_port_range", "2000 3000"));
    EXPECT_EQ(net().readSysctl("net.ipv4.ip_local_port_range").value(), "2000 3000");
}

TEST_F(LaboratoryTest, SysctlErrorsSayWhichKind) {
    const auto unknown = net().writeSysctl("net.core.no_such_key", "1");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::BadInput);
    const auto value = net().writeSysctl("net.core.somaxconn", "-5");
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().code, ErrorCode::BadInput);
    EXPECT_NE(value.error().text.find("EINVAL"), std::string::npos);
    const auto machine = net().writeSysctl("net.core.rmem_default", "212992");
    ASSERT_FALSE(machine);
    EXPECT_EQ(machine.error().code, ErrorCode::Refused);
    const auto outside = net().writeSysctl("kernel.hostname", "x");
    ASSERT_FALSE(outside);
    EXPECT_EQ(outside.error().code, ErrorCode::BadInput);
    const auto directory = net().readSysctl("net.ipv4.conf");
    ASSERT_FALSE(directory);
    EXPECT_FALSE(net().writeSysctl("net.core.somaxconn", std::string(300, '1')));
}

// The catalogue claims where a key lives and what a fresh namespace starts with: the running kernel is asked.
TEST_F(LaboratoryTest, TheCatalogueTellsTheTruthAboutThisKernel) {
    const auto catalogue = kernel::SysctlCatalogue::builtIn().value();
    const auto version = kernel::supportedKernelVersion().value();
    for (const kernel::SysctlEntry& entry : catalogue.entries()) {
        const auto value = net().readSysctl(entry.key);
        if (entry.scope == kernel::SysctlScope::Machine) {
            EXPECT_FALSE(net().writeSysctl(entry.key, value.value_or("1"))) << entry.key;
            continue;
        }
        if (const auto expected = entry.defaultFor(version)) {
            ASSERT_TRUE(value) << entry.key;
            EXPECT_EQ(*value, *expected) << entry.key;
        }
        if (value && entry.type != kernel::SysctlType::Text) {
            EXPECT_TRUE(net().writeSysctl(entry.key, *value)) << entry.key;
        }
        if (value && entry.type == kernel::SysctlType::Integer) {
            for (const std::int64_t edge : {entry.min, entry.max}) {
                EXPECT_TRUE(net().writeSysctl(entry.key, std::to_string(edge))) << entry.key << "=" << edge;
                EXPECT_EQ(net().readSysctl(entry.key).value(), std::to_string(edge)) << entry.key;
            }
        }
    }
}

TEST_F(LaboratoryTest, CountersAndSocketTableAreItsOwn) {
    const kernel::TcpCounters counters(net().openProcFile(ProcFile::Netstat).value(),
                                       net().openProcFile(ProcFile::Snmp).value());
    const auto values = counters.read().value();
    EXPECT_EQ(kernel::counterValue(values, "ActiveOpens"), 0);
    EXPECT_TRUE(values.contains("ListenOverflows"));

    kernel::SockDiag diag(std::make_unique<kernel::NetlinkSocket>(net().openSockDiag().value()));
    const auto count = [&] {
        return diag.dumpTcp(IpFamily::V4, kernel::kAllTcpStates, [](const inet_diag_msg&) {}).value().rows;
    };
    EXPECT_EQ(count(), 0U);
    const UniqueFd listener = net().openTcpSocket().value();
    ASSERT_EQ(bindTo(listener.get(), loopback(0)), 0);
    ASSERT_EQ(::listen(listener.get(), 5), 0);
    EXPECT_EQ(count(), 1U);
}

TEST_F(LaboratoryTest, FreshenStartsOverAndOldSocketsStayBehind) {
    ASSERT_TRUE(net().freshen()); // right after create() there is nothing to do
    const ino_t first = inodeOf(net().openNamespace().value().get());
    ASSERT_TRUE(net().writeSysctl("net.core.somaxconn", "7"));
    const UniqueFd listener = net().openTcpSocket().value();
    ASSERT_EQ(bindTo(listener.get(), loopback(0)), 0);
    ASSERT_EQ(::listen(listener.get(), 5), 0);
    EXPECT_EQ(net().takeTcpSockets(IpFamily::V4, 1, 50).value().sockets.size(), 1U); // asked ahead in the old one

    ASSERT_TRUE(net().freshen());
    EXPECT_NE(inodeOf(net().openNamespace().value().get()), first);
    EXPECT_EQ(net().readSysctl("net.core.somaxconn").value(), "4096");
    const SocketBatch fresh = net().takeTcpSockets(IpFamily::V4, 1, 0).value();
    ASSERT_EQ(fresh.sockets.size(), 1U) << "sockets of the old namespace were given out";
    ::connect(fresh.sockets[0].get(), nullptr, 0);
    EXPECT_EQ(connectTo(fresh.sockets[0].get(), loopback(portOf(listener.get()))), -1);
}

TEST_F(LaboratoryTest, SocketsOutliveTheOpenerAndItsEndIsNoticed) {
    const UniqueFd listener = net().openTcpSocket().value();
    const UniqueFd client = net().openTcpSocket().value();
    EXPECT_FALSE(net().hasEnded());
    ::kill(net().openerPid(), SIGKILL);
    EXPECT_TRUE(test::eventually([&] { return net().hasEnded(); }));

    ASSERT_EQ(bindTo(listener.get(), loopback(0)), 0);
    ASSERT_EQ(::listen(listener.get(), 5), 0);
    EXPECT_TRUE(connectTo(client.get(), loopback(portOf(listener.get()))) == 0 || errno == EINPROGRESS);

    const auto more = net().takeTcpSockets(IpFamily::V4, 1, 0);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, ErrorCode::OpenerGone);
    EXPECT_EQ(net().readSysctl("net.core.somaxconn").error().code, ErrorCode::OpenerGone);
    EXPECT_EQ(net().freshen().has_value(), true); // first call: nothing to do
    EXPECT_EQ(net().freshen().error().code, ErrorCode::OpenerGone);
}

TEST_F(LaboratoryTest, NoProcessIsLeftBehind) {
    const pid_t pid = net().openerPid();
    EXPECT_EQ(::kill(pid, 0), 0);
    m_net.reset();
    EXPECT_EQ(::kill(pid, 0), -1);
    EXPECT_EQ(errno, ESRCH);
}

TEST_F(LaboratoryTest, AStoppedOpenerIsKilledInTheEnd) {
    const pid_t pid = net().openerPid();
    ::kill(pid, SIGSTOP);
    m_net.reset();
    EXPECT_EQ(::kill(pid, 0), -1);
}

// CLOEXEC does not help against a child that never executes anything: it keeps the engine's end of the pair open. The
// parent-death signal ends the opener all the same.
TEST_F(LaboratoryTest, TheEnginesDeathEndsTheOpenerEvenIfAChildHoldsTheChannel) {
    std::array<int, 2> report{};
    ASSERT_EQ(::pipe2(report.data(), O_CLOEXEC), 0);
    const UniqueFd reader(report[0]);
    const pid_t engine = ::fork();
    if (engine == 0) {
        auto inner = NetNamespace::create(findOpener().value());
        const pid_t holder = ::fork();
        if (holder == 0) {
            ::pause();
            ::_exit(0);
        }
        const std::array<pid_t, 2> pids{inner ? (*inner)->openerPid() : 0, holder};
        [[maybe_unused]] const ssize_t written = ::write(report[1], pids.data(), sizeof pids);
        ::raise(SIGKILL);
    }
    ::close(report[1]);
    std::array<pid_t, 2> pids{};
    ASSERT_EQ(::read(reader.get(), pids.data(), sizeof pids), static_cast<ssize_t>(sizeof pids));
    ASSERT_GT(pids[0], 0);
    ::waitpid(engine, nullptr, 0);
    EXPECT_TRUE(test::eventually([&] { return test::hasEnded(pids[0]); }));
    EXPECT_FALSE(test::hasEnded(pids[1]));
    ::kill(pids[1], SIGKILL);
}

/// Speaks to an opener directly, past the engine's own care.
class OpenerProtocolTest : public LaboratoryTest {
protected:
    void SetUp() override {
        LaboratoryTest::SetUp();
        if (IsSkipped() || HasFatalFailure()) {
            return;
        }
        m_process.emplace(OpenerProcess::spawn(findOpener().value(), m_channel).value());
        protocol::Reply entered;
        ASSERT_EQ(::recv(m_channel.get(), &entered, sizeof entered, 0), static_cast<ssize_t>(sizeof entered));
        ASSERT_EQ(entered.err, 0);
    }

    /// Whether the opener closed its end instead of answering.
    [[nodiscard]] bool endsAfter(const void* bytes, std::size_t size) const {
        EXPECT_EQ(::send(m_channel.get(), bytes, size, MSG_NOSIGNAL), static_cast<ssize_t>(size));
        char reply[sizeof(protocol::Reply)];
        return ::recv(m_channel.get(), reply, sizeof reply, 0) <= 0;
    }

    // The channel closes before the process is waited for.
    std::optional<OpenerProcess> m_process;
    UniqueFd m_channel;
};

TEST_F(OpenerProtocolTest, AnUnknownKindEndsIt) {
    protocol::Request request;
    request.kind = static_cast<protocol::RequestKind>(99);
    EXPECT_TRUE(endsAfter(&request, sizeof request));
}

TEST_F(OpenerProtocolTest, AnUnknownSocketKindEndsIt) {
    protocol::Request request;
    request.kind = protocol::RequestKind::OpenSockets;
    request.what = 77;
    request.count = 1;
    EXPECT_TRUE(endsAfter(&request, sizeof request));
}

TEST_F(OpenerProtocolTest, AnUnknownSideEndsIt) {
    protocol::Request request;
    request.kind = protocol::RequestKind::OpenNamespace;
    request.side = static_cast<protocol::Side>(3);
    EXPECT_TRUE(endsAfter(&request, sizeof request));
}

TEST_F(OpenerProtocolTest, AWireEndAtTheWireItselfEndsIt) {
    protocol::Request request;
    request.kind = protocol::RequestKind::OpenWireEnd;
    request.side = protocol::Side::Wire;
    EXPECT_TRUE(endsAfter(&request, sizeof request));
}

TEST_F(OpenerProtocolTest, ACountOutOfRangeEndsIt) {
    protocol::Request request;
    request.kind = protocol::RequestKind::OpenSockets;
    request.what = static_cast<std::uint32_t>(protocol::SocketKind::Tcp4);
    request.count = protocol::kMaxBatch + 1;
    EXPECT_TRUE(endsAfter(&request, sizeof request));
}

TEST_F(OpenerProtocolTest, AnUnknownProcFileEndsIt) {
    protocol::Request request;
    request.kind = protocol::RequestKind::OpenProcFile;
    request.what = 9;
    EXPECT_TRUE(endsAfter(&request, sizeof request));
}

TEST_F(OpenerProtocolTest, AnotherSizeEndsIt) {
    const protocol::Request request;
    EXPECT_TRUE(endsAfter(&request, sizeof request - 1));
}

TEST_F(OpenerProtocolTest, ALongerMessageEndsIt) {
    std::array<char, sizeof(protocol::Request) + 1> bytes{};
    const protocol::Request request;
    std::memcpy(bytes.data(), &request, sizeof request);
    EXPECT_TRUE(endsAfter(bytes.data(), bytes.size()));
}

TEST_F(OpenerProtocolTest, AnotherMagicEndsIt) {
    protocol::Request request;
    request.magic = 1;
    EXPECT_TRUE(endsAfter(&request, sizeof request));
}

TEST_F(OpenerProtocolTest, AKeyWithoutEndEndsIt) {
    protocol::Request request;
    request.kind = protocol::RequestKind::ReadSysctl;
    request.key.fill('a');
    EXPECT_TRUE(endsAfter(&request, sizeof request));
}

TEST_F(OpenerProtocolTest, ADescriptorSentAlongEndsIt) {
    protocol::Request request;
    request.kind = protocol::RequestKind::OpenNamespace;
    iovec data{&request, sizeof request};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    const int fd = STDERR_FILENO;
    std::memcpy(CMSG_DATA(header), &fd, sizeof fd);
    ASSERT_EQ(::sendmsg(m_channel.get(), &message, 0), static_cast<ssize_t>(sizeof request));
    char reply[sizeof(protocol::Reply)];
    EXPECT_LE(::recv(m_channel.get(), reply, sizeof reply, 0), 0);
}

TEST_F(OpenerProtocolTest, AKeyOutsideTheNetworkTreeIsRefusedByTheOpenerToo) {
    protocol::Request request;
    request.kind = protocol::RequestKind::ReadSysctl;
    constexpr std::string_view kKey = "kernel.hostname";
    std::copy(kKey.begin(), kKey.end(), request.key.begin());
    ASSERT_EQ(::send(m_channel.get(), &request, sizeof request, 0), static_cast<ssize_t>(sizeof request));
    protocol::Reply reply;
    ASSERT_EQ(::recv(m_channel.get(), &reply, sizeof reply, 0), static_cast<ssize_t>(sizeof reply));
    EXPECT_EQ(reply.err, EPERM);
}

TEST_F(OpenerProtocolTest, CtrlCIsLeftToTheEngine) {
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        ::kill(m_process->pid(), number);
    }
    protocol::Request request;
    request.kind = protocol::RequestKind::OpenNamespace;
    EXPECT_FALSE(endsAfter(&request, sizeof request));
}

TEST(OpenerProgram, IsOfNoUseByHand) {
    const test::Outcome outcome = test::Process({test::builtProgram("listenscope-opener")}).wait();
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("started by Listenscope"), std::string::npos);
}

TEST(OpenerProgram, MissingProgramIsAnErrorThatSaysWhereItBelongs) {
    const auto net = NetNamespace::create("/nonexistent/listenscope-opener");
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().sysErrno, ENOENT);
    EXPECT_NE(net.error().advice.find("libexec"), std::string::npos);
}

} // namespace
} // namespace ls::netns
