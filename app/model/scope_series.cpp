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
    m_left.clear();
    m_lastDepth = 0;
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

void ScopeSeries::countLeaving(Nanoseconds time, std::uint32_t depth) {
    constexpr auto kStep = std::chrono::milliseconds(100); // enough for a rate over seconds
    const std::uint64_t before = m_left.empty() ? 0 : m_left.back().sum;
    const std::uint64_t sum = before + (depth < m_lastDepth && !m_left.empty() ? m_lastDepth - depth : 0);
    m_lastDepth = depth;
    if (m_left.size() >= 2 && time - m_left[m_left.size() - 2].time < kStep) {
        m_left.back() = {time, sum};
    } else {
        m_left.push_back({time, sum});
    }
    while (m_left.size() > 2 && m_left[1].time <= time - kRateSpan) {
        m_left.pop_front();
    }
}

std::optional<double> ScopeSeries::leavingRate() const {
    if (m_left.size() < 2 || m_left.back().time - m_left.front().time < kLeastWatch) {
        return std::nullopt;
    }
    return static_cast<double>(m_left.back().sum - m_left.front().sum) /
           toSeconds(m_left.back().time - m_left.front().time);
}

void ScopeSeries::appendDepth(Nanoseconds now, const Listener& listener, const std::vector<Sample>& samples) {
    for (const Sample& sample : samples) {
        m_depth.append(sample.time, sample.depth);
        m_limit.append(sample.time, sample.limit);
        countLeaving(sample.time, sample.depth);
    }
    if (samples.empty()) {
        countLeaving(now, listener.depth);
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
