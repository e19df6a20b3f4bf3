// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records what two kernels say to each other over the wire, for the tests of the ladder:
//
//   LISTENSCOPE_CAPTURES=DIR record_wire_captures
//
// Each case writes DIR/NAME.clients.pcap and DIR/NAME.server.pcap: the packets as they passed at either end of the
// wire. A packet that is in the first but not in the second file did not come out. Sockets of our own record them
// beside the wire's, so that the files say nothing that the wire thinks.

#include "engine/wire/pcap_file.h"
#include "tests/support/wire_lab.h"

#include <chrono>
#include <cstdlib>
#include <vector>

#include <linux/if_packet.h>
#include <sys/socket.h>

namespace ls::test {

namespace {

using namespace std::chrono_literals;

std::filesystem::path directory() {
    const char* name = std::getenv("LISTENSCOPE_CAPTURES");
    return name != nullptr ? name : "";
}

/// What passed at one end, in both directions.
class Ear {
public:
    explicit Ear(netns::WireEnd end)
        : m_socket(std::move(end.link)) {
        set(SOL_PACKET, PACKET_IGNORE_OUTGOING, 0);
        set(SOL_SOCKET, SO_TIMESTAMPNS, 1);
        set(SOL_SOCKET, SO_RCVBUF, 1 << 22);
    }

    void writeTo(const std::filesystem::path& file) {
        auto capture = wire::PcapFile::create(file).value();
        std::array<std::byte, 65536> frame{};
        alignas(cmsghdr) std::array<char, 256> control{};
        for (;;) {
            iovec part{frame.data(), frame.size()};
            msghdr message{};
            message.msg_iov = &part;
            message.msg_iovlen = 1;
            message.msg_control = control.data();
            message.msg_controllen = control.size();
            const ssize_t size = ::recvmsg(m_socket.get(), &message, MSG_DONTWAIT);
            if (size < 0) {
                break;
            }
            const auto length = static_cast<std::size_t>(size);
            capture.write(stampOf(message), {frame.data(), length}, length);
        }
        ASSERT_TRUE(capture.commit());
    }

private:
    void set(int level, int option, int value) const {
        EXPECT_EQ(::setsockopt(m_socket.get(), level, option, &value, sizeof value), 0) << errno;
    }

    static Nanoseconds stampOf(msghdr& message) {
        for (cmsghdr* each = CMSG_FIRSTHDR(&message); each != nullptr; each = CMSG_NXTHDR(&message, each)) {
            if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SO_TIMESTAMPNS) {
                timespec stamp{};
                std::memcpy(&stamp, CMSG_DATA(each), sizeof stamp);
                return std::chrono::seconds(stamp.tv_sec) + Nanoseconds(stamp.tv_nsec);
            }
        }
        ADD_FAILURE() << "no timestamp";
        return {};
    }

    UniqueFd m_socket;
};

class Recording : public WireLab {
protected:
    void SetUp() override {
        ASSERT_FALSE(directory().empty()) << "LISTENSCOPE_CAPTURES names the directory";
        WireLab::SetUp();
        m_clientsEar = std::make_unique<Ear>(clients().openWireEnd().value());
        m_serverEar = std::make_unique<Ear>(server().openWireEnd().value());
    }

    void TearDown() override {
        const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        m_clientsEar->writeTo(directory() / (name + ".clients.pcap"));
        m_serverEar->writeTo(directory() / (name + ".server.pcap"));
        WireLab::TearDown();
    }

    /// Four clients, each so long after the one before, say something as soon as they are connected.
    void visit(Nanoseconds pause, Nanoseconds duration) {
        const TimePoint start = Clock::now();
        std::vector<bool> hasSpoken;
        while (Clock::now() < start + duration) {
            const auto count = static_cast<std::uint32_t>(m_sockets.size());
            if (count < 4 && Clock::now() >= start + pause * count) {
                m_sockets.push_back(connectClient(count + 1));
                hasSpoken.push_back(false);
            }
            for (std::size_t i = 0; i < m_sockets.size(); ++i) {
                if (!hasSpoken[i] && isEstablished(m_sockets[i])) {
                    send(m_sockets[i], "Hello, server");
                    hasSpoken[i] = true;
                }
            }
            std::this_thread::sleep_for(1ms);
        }
        ASSERT_TRUE(eventually([&] { return wire().stats().inFlight == 0; })); // the file calls those lost
    }

    /// A question, an answer, and the client closes first.
    void talk() {
        listen(5);
        startWire({.delayUp = 50ms, .delayDown = 50ms});
        UniqueFd client = connectClient();
        UniqueFd accepted = accept();
        send(client, "question");
        ASSERT_EQ(receive(accepted, 8), "question");
        send(accepted, "answer");
        ASSERT_EQ(receive(client, 6), "answer");
        ASSERT_EQ(::shutdown(client.get(), SHUT_WR), 0);
        ASSERT_TRUE(eventually([&] { return stateOf(accepted) == kernel::TcpState::CloseWait; }));
        accepted.reset();
        ASSERT_TRUE(eventually([&] { return stateOf(client) == kernel::TcpState::Close; })); // TIME_WAIT has no socket
        ASSERT_TRUE(eventually([&] { return wire().stats().inFlight == 0; }));
    }

    const wire::WirePlan kRoundTrip{.delayUp = 50ms, .delayDown = 50ms};

private:
    std::vector<UniqueFd> m_sockets; ///< open until the files are written
    std::unique_ptr<Ear> m_clientsEar;
    std::unique_ptr<Ear> m_serverEar;
};

TEST_F(Recording, talk) {
    talk();
}

TEST_F(Recording, talk6) {
    useIpv6();
    talk();
}

/// A queue for two, nobody accepts, and the first client's ACK comes when the second and the third have filled it.
class FullQueueRecording : public Recording {
protected:
    void watch(Nanoseconds duration) {
        ASSERT_TRUE(server().writeSysctl("net.ipv4.tcp_syncookies", "0"));
        listen(1);
        startWire({.delayUp = 50ms, .delayDown = 50ms, .lateAck = {.delay = 900ms, .first = 1}});
        visit(200ms, duration);
    }
};

TEST_F(FullQueueRecording, ghost) {
    watch(6500ms);
}

TEST_F(FullQueueRecording, aborted) {
    ASSERT_TRUE(server().writeSysctl("net.ipv4.tcp_abort_on_overflow", "1"));
    watch(2500ms);
}

/// Four at once: the SYN queue holds two of them, who then fill the accept queue.
TEST_F(Recording, burst) {
    ASSERT_TRUE(server().writeSysctl("net.ipv4.tcp_syncookies", "0"));
    listen(1);
    startWire(kRoundTrip);
    visit(0ms, 3500ms);
}

/// The same with cookies, the default: two clients are connected, as they think, and the server holds nothing of them.
TEST_F(Recording, cookies) {
    listen(1);
    startWire(kRoundTrip);
    visit(0ms, 6500ms);
}

/// The server's answers are lost as well as the clients' packets.
TEST_F(Recording, lossy) {
    listen(5);
    startWire({.delayUp = 20ms, .delayDown = 30ms, .loss = 0.3, .seed = 7});
    visit(0ms, 5000ms);
}

/// The queue has room, but the ACK takes longer than the server's patience.
TEST_F(Recording, late) {
    listen(5);
    startWire({.delayUp = 5ms, .delayDown = 5ms, .lateAck = {.delay = 1500ms}});
    visit(0ms, 2500ms);
}

/// The client closes with an RST.
TEST_F(Recording, rst) {
    listen(5);
    startWire(kRoundTrip);
    UniqueFd client = connectClient();
    const UniqueFd accepted = accept();
    const linger now{1, 0};
    ASSERT_EQ(::setsockopt(client.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now), 0);
    client.reset();
    ASSERT_TRUE(eventually([&] { return stateOf(accepted) == kernel::TcpState::Close; }));
}

} // namespace

} // namespace ls::test
