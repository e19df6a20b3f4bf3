// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/syn_queue_probe.h"

#include "engine/base/socket_address.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/server/listener.h"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>

#include <poll.h>
#include <sys/socket.h>

namespace ls::lab {

namespace {

using namespace std::chrono_literals;
using netns::protocol::ProcFile;

constexpr std::chrono::seconds kProbeDeadline{1};
constexpr int kLookAgainMs = 5; ///< at the counter, while the client has no answer

/// A kernel built without cookies has no such key, and none to switch off.
Result<> switchCookiesOff(netns::NetNamespace& net) {
    auto written = net.writeSysctl("net.ipv4.tcp_syncookies", "0");
    return written || written.error().code == ErrorCode::BadInput ? Result<>() : written;
}

/// Either the handshake is over, or the kernel counts the SYN that it had no room for.
Result<bool> answerTo(int client, const kernel::TcpCounters& counters) {
    const TimePoint end = Clock::now() + kProbeDeadline;
    while (Clock::now() < end) {
        pollfd connected{client, POLLOUT, 0};
        if (::poll(&connected, 1, kLookAgainMs) == 1) {
            return true;
        }
        LS_TRY_ASSIGN(const kernel::CounterValues values, counters.read());
        if (kernel::counterValue(values, "TCPReqQFullDrop") > 0) {
            return false;
        }
    }
    return failure(ErrorCode::Timeout, "a handshake with a listener of backlog 0 had no answer");
}

} // namespace

Result<bool> synQueueHoldsOneMore(netns::NetNamespace& net) {
    LS_TRY(switchCookiesOff(net));
    LS_TRY_ASSIGN(UniqueFd netstat, net.openProcFile(ProcFile::Netstat));
    LS_TRY_ASSIGN(UniqueFd snmp, net.openProcFile(ProcFile::Snmp));
    const kernel::TcpCounters counters(std::move(netstat), std::move(snmp));
    LS_TRY_ASSIGN(UniqueFd socket, net.openTcpSocket());
    LS_TRY_ASSIGN(const server::Listener listener,
                  server::Listener::bind(std::move(socket), {IpAddress::loopback(IpFamily::V4), 0},
                                         server::PortSharing::Exclusive));
    LS_TRY(listener.listen(0));
    LS_TRY_ASSIGN(const UniqueFd client, net.openTcpSocket());
    const SocketAddress address(listener.address());
    if (::connect(client.get(), address.get(), address.size()) < 0 && errno != EINPROGRESS) {
        const int err = errno;
        return sysFailure(fmt::format("connect({})", listener.address().text()), err);
    }
    return answerTo(client.get(), counters);
}

} // namespace ls::lab
