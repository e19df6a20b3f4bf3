// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_session.h"

#include "engine/inspect/filter_rows.h"

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
    , m_settings(std::move(settings))
    , m_id(engine.start(control::StartInspecting{m_settings})) {
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
        take(update);
        m_newest = std::move(update.snapshot);
    }
    return !m_interrupted;
}

void InspectSession::watchFullest(filter::Filter filter) {
    m_filter = std::move(filter);
    if (m_newest) {
        follow(*m_newest);
    }
}

WatchedQueue InspectSession::watched() const {
    return {m_settings.selected.value_or(inspect::SocketIdentity{}), m_leaving.perSecond()};
}

/// Samples of the listener that was watched before may come with the first of the new one's.
void InspectSession::take(const control::InspectUpdate& update) {
    if (m_isItsOwn) {
        for (const Sample& sample : update.samples) {
            m_leaving.add(sample.time, sample.depth);
        }
    }
    const auto& selection = update.snapshot->selection;
    m_isItsOwn = selection && m_settings.selected == selection->listener;
    follow(*update.snapshot);
}

void InspectSession::follow(const inspect::Snapshot& snapshot) {
    if (!m_filter) {
        return;
    }
    const auto fillOf = [&](const inspect::Listener& each) {
        const bool counts = !each.closed && m_filter->matches(inspect::ListenerFields(each));
        return counts ? each.fill().value_or(0) : 0;
    };
    const auto& listeners = snapshot.listeners;
    const auto now = std::find_if(listeners.begin(), listeners.end(), [&](const inspect::Listener& each) {
        return m_settings.selected == each.id && fillOf(each) >= m_settings.alerts.fillUnder;
    });
    const auto fullest = std::max_element(listeners.begin(), listeners.end(),
                                          [&](const auto& a, const auto& b) { return fillOf(a) < fillOf(b); });
    if (now != listeners.end() || fullest == listeners.end() || fillOf(*fullest) < m_settings.alerts.fillOver) {
        return;
    }
    m_settings.selected = fullest->id;
    m_leaving.clear();
    m_isItsOwn = false;
    m_engine.change(m_id, m_settings);
}

Result<inspect::SnapshotRef> InspectSession::complete() {
    const TimePoint end = Clock::now() + kPatience;
    for (bool more = true; more && !(m_newest && isComplete(*m_newest, m_settings.allSockets));) {
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
