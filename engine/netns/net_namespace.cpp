// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/net_namespace.h"

#include "engine/netns/refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include <poll.h>

namespace ls::netns {

using namespace protocol;

namespace {

Request socketRequest(SocketKind kind, std::size_t count) {
    Request request;
    request.kind = RequestKind::OpenSockets;
    request.what = static_cast<std::uint32_t>(kind);
    request.count = static_cast<std::uint32_t>(std::clamp<std::size_t>(count, 1, kMaxBatch));
    return request;
}

Result<Request> sysctlRequest(RequestKind kind, std::string_view key, std::string_view value) {
    Request request;
    request.kind = kind;
    if (!isLabSysctlKey(key)) {
        return failure(ErrorCode::BadInput,
                       fmt::format("{}: only keys below net.core, net.ipv4 and net.ipv6 exist in the laboratory", key));
    }
    if (value.size() >= request.value.size()) {
        return failure(ErrorCode::BadInput,
                       fmt::format("{}: the value is longer than {} characters", key, request.value.size() - 1));
    }
    std::copy(key.begin(), key.end(), request.key.begin());
    std::copy(value.begin(), value.end(), request.value.begin());
    return request;
}

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

} // namespace

Result<std::unique_ptr<NetNamespace>> NetNamespace::create(const std::filesystem::path& openerProgram) {
    UniqueFd engineEnd;
    LS_TRY_ASSIGN(OpenerProcess process, OpenerProcess::spawn(openerProgram, engineEnd));
    std::unique_ptr<NetNamespace> self(new NetNamespace(std::move(process), std::move(engineEnd)));
    LS_TRY(self->awaitEntry());
    return self;
}

NetNamespace::NetNamespace(OpenerProcess process, UniqueFd channel)
    : m_process(std::move(process))
    , m_channelFd(channel.get())
    , m_channel(OpenerChannel(std::move(channel), kAnswerDeadline)) {
}

Result<> NetNamespace::awaitEntry() {
    LS_TRY_ASSIGN(const OpenerAnswer answer, m_channel.with([](OpenerChannel& channel) { return channel.receive(); }));
    return entered(answer.done);
}

Result<> NetNamespace::entered(const Reply& done) {
    if (done.err != 0) {
        return Failure(explainRefusal(done.stage, done.err, readRefusalFacts()));
    }
    m_isolation = done.isolation;
    return {};
}

bool NetNamespace::hasEnded() const {
    pollfd channel{m_channelFd, POLLRDHUP, 0};
    return ::poll(&channel, 1, 0) == 1;
}

Result<> NetNamespace::freshen() {
    if (std::exchange(m_fresh, false)) {
        return {};
    }
    LS_TRY_ASSIGN(const OpenerAnswer answer, m_channel.with([](OpenerChannel& channel) -> Result<OpenerAnswer> {
        // Sockets asked ahead belong to the old namespace; nobody may get them now.
        LS_TRY(channel.takeAhead());
        Request request;
        request.kind = RequestKind::NewNamespace;
        return channel.call(request);
    }));
    return entered(answer.done);
}

Result<SocketBatch> NetNamespace::takeTcpSockets(std::size_t count, std::size_t ahead) {
    LS_TRY_ASSIGN(OpenerAnswer answer, m_channel.with([&](OpenerChannel& channel) -> Result<OpenerAnswer> {
        LS_TRY_ASSIGN(std::optional<OpenerAnswer> made, channel.takeAhead());
        if (!made) {
            LS_TRY_ASSIGN(made, channel.call(socketRequest(SocketKind::Tcp4, count)));
        }
        const bool exhausted = made->truncated || made->done.err != 0;
        if (ahead > 0 && !exhausted) {
            LS_TRY(channel.askAhead(socketRequest(SocketKind::Tcp4, ahead)));
        }
        return std::move(*made);
    }));
    return SocketBatch{std::move(answer.descriptors), answer.truncated ? EMFILE : answer.done.err};
}

Result<UniqueFd> NetNamespace::openOne(const Request& request, std::string_view what) {
    LS_TRY_ASSIGN(OpenerAnswer answer, m_channel.with([&](OpenerChannel& channel) { return channel.call(request); }));
    if (answer.done.err != 0 || answer.truncated) {
        return sysFailure(fmt::format("opening {} in the laboratory", what),
                          answer.truncated ? EMFILE : answer.done.err);
    }
    if (answer.descriptors.size() != 1) {
        return failure(ErrorCode::Protocol,
                       fmt::format("listenscope-opener sent {} descriptors for {}", answer.descriptors.size(), what));
    }
    return std::move(answer.descriptors.front());
}

Result<UniqueFd> NetNamespace::openTcpSocket() {
    return openOne(socketRequest(SocketKind::Tcp4, 1), "a TCP socket");
}

Result<UniqueFd> NetNamespace::openSockDiag() {
    return openOne(socketRequest(SocketKind::SockDiag, 1), "a sock_diag netlink socket");
}

Result<UniqueFd> NetNamespace::openProcFile(ProcFile file) {
    Request request;
    request.kind = RequestKind::OpenProcFile;
    request.what = static_cast<std::uint32_t>(file);
    return openOne(request, "a file of /proc/thread-self/net");
}

Result<UniqueFd> NetNamespace::openNamespace() {
    Request request;
    request.kind = RequestKind::OpenNamespace;
    return openOne(request, "the namespace file");
}

Result<std::string> NetNamespace::readSysctl(std::string_view key) const {
    LS_TRY_ASSIGN(const Request request, sysctlRequest(RequestKind::ReadSysctl, key, ""));
    LS_TRY_ASSIGN(const OpenerAnswer answer,
                  m_channel.with([&](OpenerChannel& channel) { return channel.call(request); }));
    if (answer.done.err != 0) {
        return sysctlFailure("reading", key, answer.done.err);
    }
    return normalizeSysctlValue(answer.done.text.data());
}

Result<> NetNamespace::writeSysctl(std::string_view key, std::string_view value) {
    LS_TRY_ASSIGN(const Request request, sysctlRequest(RequestKind::WriteSysctl, key, value));
    const HostSysctls host;
    const auto hostBefore = host.readSysctl(key);
    LS_TRY_ASSIGN(const OpenerAnswer answer,
                  m_channel.with([&](OpenerChannel& channel) { return channel.call(request); }));
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
