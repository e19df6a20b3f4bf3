// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/net_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace ls::netns {

using namespace protocol;

namespace {

/// Which kind of failure a sysctl file's errno is: a key or value the kernel does not know, or one it protects.
Failure sysctlFailure(std::string_view action, std::string_view key, int err) {
    const std::string text = fmt::format("{} {}: {}", action, key, describeErrno(err));
    switch (err) {
    case ENOENT:
        return failure(ErrorCode::BadInput, text,
                       key.starts_with("net.core.")
                           ? "this kernel has no such key in a network namespace; before 6.3 none has net.core.*"
                           : "this kernel has no such key in a network namespace");
    case EINVAL:
    case ERANGE:
        return failure(ErrorCode::BadInput, text, "the kernel does not accept this value");
    case EACCES:
    case EPERM:
        return failure(ErrorCode::Refused, text, "this key is not writable inside a network namespace");
    case EROFS:
        return failure(ErrorCode::Refused, text,
                       "/proc/sys is mounted read-only here (a container?): run outside it or remount it writable");
    default:
        return sysFailure(fmt::format("{} {}", action, key), err);
    }
}

Failure noIpv6() {
    return failure(ErrorCode::Refused, "this kernel has no IPv6",
                   "it was built without it or started with ipv6.disable=1: make the run without IPv6");
}

} // namespace

Request NetSide::request(RequestKind kind) const {
    Request request;
    request.kind = kind;
    request.side = m_side;
    return request;
}

Request NetSide::socketRequest(SocketKind kind, std::size_t count) const {
    Request sockets = request(RequestKind::OpenSockets);
    sockets.what = static_cast<std::uint32_t>(kind);
    sockets.count = static_cast<std::uint32_t>(std::clamp<std::size_t>(count, 1, kMaxBatch));
    return sockets;
}

Result<Request> NetSide::sysctlRequest(RequestKind kind, std::string_view key, std::string_view value) const {
    Request sysctl = request(kind);
    if (!isLabSysctlKey(key)) {
        return failure(ErrorCode::BadInput,
                       fmt::format("{}: only keys below net.core, net.ipv4 and net.ipv6 exist in the laboratory", key));
    }
    if (value.size() >= sysctl.value.size()) {
        return failure(ErrorCode::BadInput,
                       fmt::format("{}: the value is longer than {} characters", key, sysctl.value.size() - 1));
    }
    std::copy(key.begin(), key.end(), sysctl.key.begin());
    std::copy(value.begin(), value.end(), sysctl.value.begin());
    return sysctl;
}

Result<SocketBatch> NetSide::takeTcpSockets(IpFamily family, std::size_t count, std::size_t ahead) {
    const SocketKind kind = family == IpFamily::V6 ? SocketKind::Tcp6 : SocketKind::Tcp4;
    LS_TRY_ASSIGN(OpenerAnswer answer, m_channel.with([&](OpenerChannel& channel) -> Result<OpenerAnswer> {
        LS_TRY_ASSIGN(std::optional<OpenerAnswer> made, channel.takeAhead(m_side, kind));
        if (!made) {
            LS_TRY_ASSIGN(made, channel.call(socketRequest(kind, count)));
        }
        const bool exhausted = made->truncated || made->done.err != 0;
        if (ahead > 0 && !exhausted && channel.mayAskAhead()) {
            LS_TRY(channel.askAhead(socketRequest(kind, ahead)));
        }
        return std::move(*made);
    }));
    if (answer.done.err == EAFNOSUPPORT) {
        return noIpv6();
    }
    return SocketBatch{std::move(answer.descriptors), answer.truncated ? EMFILE : answer.done.err};
}

Result<std::vector<UniqueFd>> NetSide::openSome(const Request& wanted, std::size_t count, std::string_view what) {
    LS_TRY_ASSIGN(OpenerAnswer answer, m_channel.with([&](OpenerChannel& channel) { return channel.call(wanted); }));
    if (answer.done.err != 0 || answer.truncated) {
        return sysFailure(fmt::format("opening {} in the laboratory", what),
                          answer.truncated ? EMFILE : answer.done.err);
    }
    if (answer.descriptors.empty() || answer.descriptors.size() > count) {
        return failure(ErrorCode::Protocol,
                       fmt::format("listenscope-opener sent {} descriptors for {}", answer.descriptors.size(), what));
    }
    return std::move(answer.descriptors);
}

Result<UniqueFd> NetSide::openOne(const Request& wanted, std::string_view what) {
    LS_TRY_ASSIGN(std::vector<UniqueFd> opened, openSome(wanted, 1, what));
    return std::move(opened.front());
}

Result<UniqueFd> NetSide::openTcpSocket() {
    return openOne(socketRequest(SocketKind::Tcp4, 1), "a TCP socket");
}

Result<UniqueFd> NetSide::openTcp6Socket() {
    return openOne(socketRequest(SocketKind::Tcp6, 1), "a TCP/IPv6 socket");
}

Result<UniqueFd> NetSide::openRoutes() {
    return openOne(socketRequest(SocketKind::Routes, 1), "an rtnetlink socket");
}

Result<UniqueFd> NetSide::openSockDiag() {
    return openOne(socketRequest(SocketKind::SockDiag, 1), "a sock_diag netlink socket");
}

Result<UniqueFd> NetSide::openProcFile(ProcFile file) {
    Request open = request(RequestKind::OpenProcFile);
    open.what = static_cast<std::uint32_t>(file);
    return openOne(open, "a file of /proc/thread-self/net");
}

Result<UniqueFd> NetSide::openNamespace() {
    return openOne(request(RequestKind::OpenNamespace), "the namespace file");
}

Result<WireEnd> NetSide::openWireEnd() {
    LS_TRY_ASSIGN(std::vector<UniqueFd> opened, openSome(request(RequestKind::OpenWireEnd), 2, "an end of the wire"));
    WireEnd end{std::move(opened.front()), {}};
    if (opened.size() == 2) {
        end.counters = std::move(opened.back());
    }
    return end;
}

Result<> NetSide::takeInClients6() {
    LS_TRY_ASSIGN(const OpenerAnswer answer, m_channel.with([&](OpenerChannel& channel) {
        return channel.call(request(RequestKind::TakeInClients6));
    }));
    if (answer.done.err == EAFNOSUPPORT) {
        return noIpv6();
    }
    if (answer.done.err != 0) {
        return sysFailure("giving the laboratory's loopback the clients' IPv6 addresses", answer.done.err);
    }
    return {};
}

Result<std::string> NetSide::readSysctl(std::string_view key) const {
    LS_TRY_ASSIGN(const Request sysctl, sysctlRequest(RequestKind::ReadSysctl, key, ""));
    LS_TRY_ASSIGN(const OpenerAnswer answer,
                  m_channel.with([&](OpenerChannel& channel) { return channel.call(sysctl); }));
    if (answer.done.err != 0) {
        return sysctlFailure("reading", key, answer.done.err);
    }
    return normalizeSysctlValue(answer.done.text.data());
}

Result<> NetSide::writeSysctl(std::string_view key, std::string_view value) {
    LS_TRY_ASSIGN(const Request sysctl, sysctlRequest(RequestKind::WriteSysctl, key, value));
    const HostSysctls host;
    const auto hostBefore = host.readSysctl(key);
    LS_TRY_ASSIGN(const OpenerAnswer answer,
                  m_channel.with([&](OpenerChannel& channel) { return channel.call(sysctl); }));
    if (answer.done.err != 0) {
        return sysctlFailure("writing", key, answer.done.err);
    }
    const auto hostAfter = host.readSysctl(key);
    if (hostBefore && hostAfter && *hostBefore != *hostAfter) {
        return failure(
            ErrorCode::Refused,
            fmt::format("{}: writing it in the laboratory moved this machine's own value from {} to {}", key,
                        *hostBefore, *hostAfter),
            fmt::format("put it back with 'sysctl {}={}': this key is not private to a namespace", key, *hostBefore));
    }
    return {};
}

} // namespace ls::netns
