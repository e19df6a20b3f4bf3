// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/unique_fd.h"
#include "engine/netns/net_side.h"
#include "engine/netns/opener_channel.h"
#include "engine/netns/opener_process.h"
#include "engine/netns/opener_protocol.h"
#include "engine/netns/socket_source.h"
#include "engine/netns/sysctl_store.h"

#include <filesystem>
#include <memory>

namespace ls::netns {

/// The laboratory's private network namespace, held by a listenscope-opener process that this object starts and ends.
/// Sockets and files opened through it belong to the namespace and keep working after it is gone; the kernel removes
/// the namespace with its last descriptor, so nothing is left behind even after SIGKILL.
///
/// Where a wire is laid there are three of them, joined by veth pairs or TUN devices (wire_addresses.h) and connected
/// to nothing else: the server's, the clients', and the wire's between them. What this object opens itself is the
/// server's.
///
/// Any thread, except that the thread which creates it must outlive it: the opener is tied to that thread's life
/// (PR_SET_PDEATHSIG, prctl(2)); freshen() and layWire() are that thread's. Calls wait for the opener, at most
/// kAnswerDeadline.
class NetNamespace final : public SysctlStore, public SocketSource {
public:
    static constexpr std::chrono::milliseconds kAnswerDeadline{20'000};

    /// Starts the opener and waits until it has entered. ErrorCode::Refused names the switch where this machine
    /// forbids.
    [[nodiscard]] static Result<std::unique_ptr<NetNamespace>> create(const std::filesystem::path& openerProgram);

    /// Goes on with a fresh namespace: kernel defaults, counters at zero. What was opened before stays in the old one.
    /// Nothing to do right after create().
    [[nodiscard]] Result<> freshen();

    /// Makes the clients' and the wire's namespaces beside the server's. Nothing to do when that was done since
    /// freshen(). ErrorCode::Refused names what this kernel lacks. Others than Link::Any are for tests.
    [[nodiscard]] Result<> layWire(protocol::Link link = protocol::Link::Any);
    /// Borrowed. Side::Clients and Side::Wire are there once the wire is laid.
    [[nodiscard]] NetSide& side(protocol::Side side);

    // The server's side, for those who need no other.
    [[nodiscard]] Result<SocketBatch> takeTcpSockets(IpFamily family, std::size_t count, std::size_t ahead) override {
        return m_server.takeTcpSockets(family, count, ahead);
    }
    [[nodiscard]] Result<UniqueFd> openTcpSocket() { return m_server.openTcpSocket(); }
    [[nodiscard]] Result<UniqueFd> openSockDiag() { return m_server.openSockDiag(); }
    [[nodiscard]] Result<UniqueFd> openProcFile(protocol::ProcFile file) { return m_server.openProcFile(file); }
    [[nodiscard]] Result<UniqueFd> openNamespace() { return m_server.openNamespace(); }
    [[nodiscard]] Result<std::string> readSysctl(std::string_view key) const override {
        return m_server.readSysctl(key);
    }
    [[nodiscard]] Result<> writeSysctl(std::string_view key, std::string_view value) override {
        return m_server.writeSysctl(key, value);
    }

    [[nodiscard]] protocol::Isolation isolation() const { return m_isolation; }
    /// Hangs up (EPOLLRDHUP, EPOLLHUP) when the opener has ended. Borrowed.
    [[nodiscard]] int channelFd() const { return m_channelFd; }
    /// Whether the opener has ended. Never waits.
    [[nodiscard]] bool hasEnded() const;
    [[nodiscard]] pid_t openerPid() const { return m_process.pid(); }

private:
    NetNamespace(OpenerProcess process, UniqueFd channel);

    [[nodiscard]] Result<> awaitEntry();
    [[nodiscard]] Result<> entered(const protocol::Reply& done);

    OpenerProcess m_process; // declared first: the channel must close before the process is waited for
    int m_channelFd;
    Guarded<OpenerChannel> m_channel;
    protocol::Isolation m_isolation = protocol::Isolation::UserAndNet;
    NetSide m_server;
    NetSide m_clients;
    NetSide m_wire;
    bool m_fresh = true;       ///< the creating thread's
    bool m_wireIsLaid = false; ///< the creating thread's
};

} // namespace ls::netns
