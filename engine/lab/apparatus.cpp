// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/apparatus.h"

#include <fmt/format.h>

#include <sstream>

namespace ls::lab {

namespace {

/// The listeners' sockets; more than one batch is never needed (at most 64 reactors).
Result<std::vector<UniqueFd>> takeListenerSockets(netns::SocketSource& source, IpFamily family, std::size_t count) {
    LS_TRY_ASSIGN(netns::SocketBatch batch, source.takeTcpSockets(family, count, 0));
    if (batch.sockets.size() < count) {
        return sysFailure(fmt::format("opening {} listening sockets", count), batch.err);
    }
    return std::move(batch.sockets);
}

Result<load::SourceAddresses> sourceAddresses(const SysctlValues& sysctls, const load::AddressRange& addresses) {
    const auto range = sysctls.find("net.ipv4.ip_local_port_range");
    unsigned first = 0;
    unsigned last = 0;
    std::istringstream words(range != sysctls.end() ? range->second : "");
    if (!(words >> first >> last) || first > last || last > 65535) {
        return failure(ErrorCode::Protocol, "net.ipv4.ip_local_port_range does not hold two ports");
    }
    return load::SourceAddresses(static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(last), addresses);
}

Result<std::unique_ptr<wire::Wire>> startWire(const wire::WirePlan& plan, LabSides& sides, const IpEndpoint& server,
                                              const wire::WireOptions& options) {
    wire::WireEnds ends;
    LS_TRY_ASSIGN(ends.clients, sides.clients().openWireEnd());
    LS_TRY_ASSIGN(ends.server, sides.server().openWireEnd());
    ends.serverEndpoint = server;
    return wire::Wire::start(plan, std::move(ends), options);
}

} // namespace

void RunObserver::onPolicyChanged(const server::AcceptPolicy& policy) {
    m_events.add(EventKind::AcceptChanged, "accept " + server::toString(policy));
}

void RunObserver::onBacklogChanged(int backlog) {
    m_events.add(EventKind::BacklogChanged, fmt::format("backlog {}", backlog));
}

void RunObserver::onServerError(const Error& error) {
    m_events.add(EventKind::Trouble, "server: " + error.text);
}

Result<std::unique_ptr<Apparatus>> Apparatus::assemble(const LabSetup& setup, std::size_t clients,
                                                       const LabContext& context, LabSides& sides,
                                                       QueueSampler::FillIn addLoad,
                                                       const wire::WireOptions& wireOptions) {
    auto lab = std::make_unique<Apparatus>();
    LS_TRY(applySysctls(setup, context.catalogue, netns::HostSysctls(), sides));
    LS_TRY_ASSIGN(lab->sysctls, readEffective(setup, context.catalogue, sides));
    lab->model =
        kernel::modelQueues(queueInputs(lab->sysctls, context.synQueueHoldsOneMore, server::lastBacklog(setup.server)));

    LS_TRY_ASSIGN(lab->stacks, sides.openStacks());
    LS_TRY_ASSIGN(lab->countersBefore, lab->stacks->readCounters());

    LS_TRY_ASSIGN(lab->addresses, sourceAddresses(lab->sysctls, sides.clientAddresses()));
    lab->waits = std::make_unique<QueueWaits>(*lab->addresses, clients);
    lab->observer = std::make_unique<RunObserver>(lab->events, *lab->waits);
    LS_TRY_ASSIGN(std::vector<UniqueFd> sockets,
                  takeListenerSockets(sides.server(), setup.family, setup.server.listenerCount()));
    LS_TRY_ASSIGN(lab->server,
                  server::Server::create(setup.server, std::move(sockets), *lab->observer, sides.serverAddress()));
    if (sides.isWired()) {
        LS_TRY_ASSIGN(lab->wire, startWire(setup.wire, sides, lab->server->address(), wireOptions));
    }
    LS_TRY_ASSIGN(lab->sampler, QueueSampler::create(lab->server->listenerFds(), setup.sampleRateHz,
                                                     [self = lab.get(), addLoad = std::move(addLoad)](Sample& sample) {
                                                         addLoad(sample);
                                                         self->fillIn(sample);
                                                     }));
    return lab;
}

void Apparatus::fillIn(Sample& sample) {
    if (sample.drops > 0 && !m_dropsSeen) {
        m_dropsSeen = true;
        events.add(EventKind::FirstDrop, "first drop");
    }
    sample.accepted = server->accepted();
    sample.eventCount = events.count();
}

Result<> Apparatus::start(TimePoint clockStart) {
    events.startClock(clockStart);
    LS_TRY(server->start(clockStart));
    sampler->start(clockStart);
    if (wire) {
        wire->startClock(clockStart);
    }
    return {};
}

load::LoadRoute Apparatus::route(std::uint64_t firstClient) const {
    return {server->address(), *addresses, firstClient, waits.get()};
}

} // namespace ls::lab
