// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/scope_series.h"

#include <algorithm>

namespace ls::model {

using inspect::Listener;

namespace {

constexpr std::size_t kMostHiddenBursts = 200;

} // namespace

void ScopeSeries::clear() {
    for (History* history : {&m_depth, &m_limit, &m_halfOpen, &m_drops}) {
        history->clear();
    }
    m_states.clear();
    m_hiddenBursts.clear();
    m_leaving.clear();
    m_last = {};
    m_statesTime = {};
}

void ScopeSeries::follow(const std::optional<inspect::SocketIdentity>& id, const ListenerTrails::Trail& trail) {
    clear();
    m_listener = id;
    for (const ListenerTrails::Moment& moment : trail) {
        m_depth.append(moment.time, moment.depth);
        m_limit.append(moment.time, moment.limit);
        m_halfOpen.append(moment.time, moment.halfOpen);
        m_drops.append(moment.time, moment.dropsPerSecond);
        m_last = moment.time;
    }
}

bool ScopeSeries::append(const inspect::Snapshot& snapshot, const std::vector<Sample>& samples) {
    const auto found = std::find_if(snapshot.listeners.begin(), snapshot.listeners.end(),
                                    [&](const Listener& each) { return m_listener && each.id == *m_listener; });
    if (found == snapshot.listeners.end()) {
        return false;
    }
    if (found->closed) {
        m_depth.appendGap(snapshot.time - snapshot.began);
        return true;
    }
    const Nanoseconds now = snapshot.time - snapshot.began;
    appendDepth(now, *found, samples);
    m_halfOpen.append(now, found->halfOpen);
    m_drops.append(now, found->dropsPerSecond);
    appendStates(snapshot, *found);
    noteBurst(now, *found);
    m_last = now;
    return true;
}

void ScopeSeries::appendDepth(Nanoseconds now, const Listener& listener, const std::vector<Sample>& samples) {
    for (const Sample& sample : samples) {
        m_depth.append(sample.time, sample.depth);
        m_limit.append(sample.time, sample.limit);
        m_leaving.add(sample.time, sample.depth);
    }
    if (samples.empty()) {
        m_leaving.add(now, listener.depth);
        m_depth.append(now, listener.depth);
        if (listener.limit) {
            m_limit.append(now, *listener.limit);
        }
    }
}

void ScopeSeries::appendStates(const inspect::Snapshot& snapshot, const Listener& listener) {
    if (snapshot.states->time <= m_statesTime) {
        return;
    }
    m_statesTime = snapshot.states->time;
    StackRow row{};
    for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = static_cast<std::uint32_t>(listener.connections[i]);
    }
    m_states.append(m_statesTime - snapshot.began, row);
}

void ScopeSeries::noteBurst(Nanoseconds now, const Listener& listener) {
    if (!listener.burstBetweenSamples) {
        return;
    }
    const double from = toSeconds(m_last);
    if (!m_hiddenBursts.empty() && m_hiddenBursts.back().to >= from) {
        m_hiddenBursts.back().to = toSeconds(now);
    } else if (m_hiddenBursts.size() < kMostHiddenBursts) {
        m_hiddenBursts.push_back({from, toSeconds(now)});
    }
}

} // namespace ls::model
