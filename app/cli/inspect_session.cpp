// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_session.h"

#include <algorithm>
#include <array>
#include <utility>

#include <poll.h>

namespace ls::cli {

namespace {

bool isPending(const auto& row) {
    return row.owner->knowledge == inspect::OwnerKnowledge::Pending;
}

bool isComplete(const inspect::Snapshot& snapshot, bool allSockets) {
    const auto& listeners = snapshot.listeners;
    if (std::any_of(listeners.begin(), listeners.end(), isPending<inspect::Listener>)) {
        return false;
    }
    if (!snapshot.problems.empty()) {
        return true; // a count that fails gets no better
    }
    if (snapshot.states->time == TimePoint{}) {
        return false;
    }
    return !allSockets ||
           (snapshot.sockets &&
            std::none_of(snapshot.sockets->rows.begin(), snapshot.sockets->rows.end(), isPending<inspect::SocketRow>));
}

} // namespace

InspectSession::InspectSession(control::Engine& engine, SignalWatch& signals, inspect::InspectSettings settings)
    : m_engine(engine)
    , m_signals(signals)
    , m_allSockets(settings.allSockets)
    , m_id(engine.start(control::StartInspecting{std::move(settings)})) {
}

InspectSession::~InspectSession() {
    m_engine.stopInspecting(m_id);
}

Result<bool> InspectSession::waitUntil(TimePoint when) {
    const TimePoint now = Clock::now();
    if (m_interrupted || now >= when) {
        return false;
    }
    std::array<pollfd, 3> waiting{
        {{m_engine.events().fd(), POLLIN, 0}, {m_engine.inspectFeed().fd(), POLLIN, 0}, {m_signals.fd(), POLLIN, 0}}};
    const timespec left = toTimespec(when - now);
    ::ppoll(waiting.data(), waiting.size(), &left, nullptr);
    if (waiting[2].revents != 0) {
        m_interrupted = true;
        m_signals.acknowledge();
    }
    for (control::Event& event : m_engine.events().takeAll()) {
        if (auto* refused = std::get_if<control::InspectRefused>(&event); refused != nullptr && refused->id == m_id) {
            return tl::unexpected(std::move(refused->error));
        }
    }
    if (control::InspectUpdate update = m_engine.inspectFeed().take(); update.snapshot) {
        m_newest = std::move(update.snapshot);
    }
    return !m_interrupted;
}

Result<inspect::SnapshotRef> InspectSession::complete() {
    const TimePoint end = Clock::now() + kPatience;
    for (bool more = true; more && !(m_newest && isComplete(*m_newest, m_allSockets));) {
        LS_TRY_ASSIGN(more, waitUntil(end));
    }
    if (!m_newest) {
        return failure(ErrorCode::Timeout, "the inspector showed nothing", "try again");
    }
    if (m_newest->listeners.empty() && !m_newest->problems.empty()) {
        return tl::unexpected(m_newest->problems.front());
    }
    return m_newest;
}

Result<inspect::SnapshotRef> InspectSession::newestAt(TimePoint when) {
    for (bool more = true; more;) {
        LS_TRY_ASSIGN(more, waitUntil(when));
    }
    return m_newest;
}

} // namespace ls::cli
