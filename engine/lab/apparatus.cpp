// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/apparatus.h"

#include "engine/kernel/netlink.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include <arpa/inet.h>

namespace ls::lab {

using netns::protocol::ProcFile;

namespace {

/// The listeners' sockets; more than one batch is never needed (at most 64 reactors).
Result<std::vector<UniqueFd>> takeListenerSockets(netns::NetNamespace& net, std::size_t count) {
    LS_TRY_ASSIGN(netns::SocketBatch batch, net.takeTcpSockets(count, 0));
    if (batch.sockets.size() < count) {
        return sysFailure(fmt::format("opening {} listening sockets", count), batch.err);
    }
    return std::move(batch.sockets);
}

Result<load::SourceAddresses> sourceAddresses(const SysctlValues& sysctls) {
    const auto range = sysctls.find("net.ipv4.ip_local_port_range");
    unsigned first = 0;
    unsigned last = 0;
    std::istringstream words(range != sysctls.end() ? range->second : "");
    if (!(words >> first >> last) || first > last || last > 65535) {
        return failure(ErrorCode::Protocol, "net.ipv4.ip_local_port_range does not hold two ports");
    }
    return load::SourceAddresses(static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(last));
}

int lastBacklog(const server::ServerPlan& plan) {
    const auto later = std::max_element(plan.backlogs.begin(), plan.backlogs.end(),
                                        [](const auto& a, const auto& b) { return a.at <= b.at; });
    return later != plan.backlogs.end() ? later->backlog : plan.backlog;
}

int largestBacklog(const server::ServerPlan& plan) {
    int largest = plan.backlog;
    for (const server::BacklogStep& step : plan.backlogs) {
        largest = std::max(largest, step.backlog);
    }
    return largest;
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

Result<std::unique_ptr<Apparatus>> Apparatus::assemble(const RunPlan& plan, const LabContext& context,
                                                       netns::NetNamespace& net, std::function<void()> onAllDone) {
    auto lab = std::make_unique<Apparatus>();
    LS_TRY(applySysctls(plan, context.catalogue, netns::HostSysctls(), net));
    LS_TRY_ASSIGN(lab->sysctls, readEffective(plan, context.catalogue, net));

    LS_TRY_ASSIGN(UniqueFd netstat, net.openProcFile(ProcFile::Netstat));
    LS_TRY_ASSIGN(UniqueFd snmp, net.openProcFile(ProcFile::Snmp));
    lab->counters = std::make_unique<kernel::TcpCounters>(std::move(netstat), std::move(snmp));
    LS_TRY_ASSIGN(lab->countersBefore, lab->counters->read());
    LS_TRY_ASSIGN(UniqueFd diag, net.openSockDiag());
    lab->diag = std::make_unique<kernel::SockDiag>(std::make_unique<kernel::NetlinkSocket>(std::move(diag)));

    LS_TRY_ASSIGN(const load::SourceAddresses addresses, sourceAddresses(lab->sysctls));
    lab->accepts = std::make_unique<AcceptLog>(addresses, plan.load.clients);
    lab->observer = std::make_unique<RunObserver>(lab->events, *lab->accepts);
    LS_TRY_ASSIGN(std::vector<UniqueFd> sockets, takeListenerSockets(net, plan.server.listenerCount()));
    LS_TRY_ASSIGN(lab->server, server::Server::create(plan.server, std::move(sockets), *lab->observer));

    lab->model = kernel::modelQueues(queueInputs(lab->sysctls, context.kernel, lastBacklog(plan.server)));
    const auto largest = kernel::modelQueues(queueInputs(lab->sysctls, context.kernel, largestBacklog(plan.server)));
    lab->prediction = predict(plan, lab->model, largest.limit, context.cpus);

    LS_TRY_ASSIGN(lab->load,
                  load::LoadClients::create(plan.load, lab->server->address(), addresses, net, std::move(onAllDone)));
    LS_TRY_ASSIGN(lab->sampler, QueueSampler::create(lab->server->listenerFds(), plan.sampleRateHz,
                                                     [self = lab.get(), dropsSeen = false](Sample& sample) mutable {
                                                         if (sample.drops > 0 && !dropsSeen) {
                                                             dropsSeen = true;
                                                             self->events.add(EventKind::FirstDrop, "first drop");
                                                         }
                                                         self->fillIn(sample);
                                                     }));
    // Last: where descriptors are scarce, the clients get what the instruments leave.
    lab->load->prepare();
    return lab;
}

void Apparatus::fillIn(Sample& sample) const {
    sample.accepted = server->accepted();
    sample.attempted = load->attempted();
    sample.established = load->established();
    sample.eventCount = events.count();
}

Result<> Apparatus::start(TimePoint clockStart) {
    events.startClock(clockStart);
    LS_TRY(server->start(clockStart));
    sampler->start(clockStart);
    load->start(clockStart);
    return {};
}

} // namespace ls::lab
