// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/dispatcher.h"

#include <algorithm>
#include <utility>

namespace ls::server {

void LocalSink::onAccepted(UniqueFd connection, const IpEndpoint& peer) {
    m_observer.onAccepted(peer, Clock::now());
    m_reactor.adopt(std::move(connection));
}

SpreadingSink::SpreadingSink(std::vector<SubReactor*> reactors, Balance balance, AcceptObserver& observer)
    : m_balance(balance)
    , m_observer(observer) {
    for (SubReactor* reactor : reactors) {
        m_targets.push_back({reactor, {}, 0});
    }
}

/// What it was given and has not closed; what is still on its way to it counts.
std::uint64_t SpreadingSink::Target::load() const {
    const std::uint64_t open = reactor->counters().open.value();
    const std::uint64_t adopted = reactor->counters().adopted.value();
    return assigned - (adopted - std::min(open, adopted));
}

SpreadingSink::Target& SpreadingSink::choose() {
    if (m_balance == Balance::LeastLoaded) {
        return *std::min_element(m_targets.begin(), m_targets.end(),
                                 [](const Target& a, const Target& b) { return a.load() < b.load(); });
    }
    Target& target = m_targets[m_next];
    m_next = (m_next + 1) % m_targets.size();
    return target;
}

void SpreadingSink::onAccepted(UniqueFd connection, const IpEndpoint& peer) {
    m_observer.onAccepted(peer, Clock::now());
    Target& target = choose();
    ++target.assigned;
    target.batch.push_back(std::move(connection));
}

void SpreadingSink::onBatchEnd() {
    for (Target& target : m_targets) {
        if (!target.batch.empty()) {
            target.reactor->adoptLater(std::exchange(target.batch, {}));
        }
    }
}

} // namespace ls::server
