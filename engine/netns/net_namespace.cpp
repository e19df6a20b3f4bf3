// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/net_namespace.h"

#include "engine/netns/refusal.h"

#include <utility>

#include <poll.h>

namespace ls::netns {

using namespace protocol;

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
    , m_channel(OpenerChannel(std::move(channel), kAnswerDeadline))
    , m_server(m_channel, Side::Server)
    , m_clients(m_channel, Side::Clients)
    , m_wire(m_channel, Side::Wire) {
}

Result<> NetNamespace::awaitEntry() {
    LS_TRY_ASSIGN(const OpenerAnswer answer, m_channel.with([](OpenerChannel& channel) { return channel.receive(); }));
    return entered(answer.done);
}

Result<> NetNamespace::entered(const Reply& done) {
    if (done.err != 0) {
        return Failure(explainRefusal(done, readRefusalFacts()));
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
        LS_TRY(channel.dropAhead());
        Request request;
        request.kind = RequestKind::NewNamespace;
        return channel.call(request);
    }));
    m_wireIsLaid = false;
    return entered(answer.done);
}

Result<> NetNamespace::layWire(Link link) {
    if (m_wireIsLaid) {
        return {};
    }
    m_fresh = false;
    Request request;
    request.kind = RequestKind::LayWire;
    request.what = static_cast<std::uint32_t>(link);
    LS_TRY_ASSIGN(const OpenerAnswer answer,
                  m_channel.with([&](OpenerChannel& channel) { return channel.call(request); }));
    LS_TRY(entered(answer.done));
    m_wireIsLaid = true;
    return {};
}

NetSide& NetNamespace::side(Side side) {
    switch (side) {
    case Side::Clients:
        return m_clients;
    case Side::Wire:
        return m_wire;
    case Side::Server:
        break;
    }
    return m_server;
}

} // namespace ls::netns
