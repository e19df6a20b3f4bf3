// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/alert_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ls::inspect {

namespace {

bool isLoss(const Alert& alert) {
    return alert.kind == AlertKind::Drops && alert.cause != AlertCause::StrayPackets;
}

template <typename T>
void push(std::deque<std::pair<TimePoint, T>>& window, TimePoint time, T value, Nanoseconds length) {
    window.emplace_back(time, value);
    while (window.size() > 1 && window[1].first <= time - length) {
        window.pop_front();
    }
}

std::string limitWords(const Listener& listener, const HostCounters& counters) {
    if (!listener.limit) {
        return "limit not known";
    }
    const bool isCapped = listener.family != SocketFamily::Unix && counters.somaxconn == *listener.limit;
    return fmt::format("limit {}{}", *listener.limit, isCapped ? ", the most net.core.somaxconn allows" : "");
}

std::string fillingText(const Listener& listener, const HostCounters& counters) {
    return fmt::format("{} has {} connections waiting for accept(): {:.0f} % full, {}", listenerName(listener),
                       listener.depth, 100 * listener.fill().value_or(0), limitWords(listener, counters));
}

std::string droppingText(const Listener& listener, const HostCounters& counters, const Alert& alert) {
    const std::string name = listenerName(listener);
    const double seconds = toSeconds(alert.window);
    const std::string_view s = alert.packets == 1 ? "" : "s";
    if (alert.cause == AlertCause::StrayPackets) {
        return fmt::format("{} got {} stray packet{} in {:.0f} s: no connection was lost", name, alert.packets, s,
                           seconds);
    }
    return fmt::format("{} dropped {} packet{} of connection attempts in {:.0f} s: {}, {}", name, alert.packets, s,
                       seconds, causeWords(alert.cause), limitWords(listener, counters));
}

} // namespace

std::string_view causeWords(AlertCause cause) {
    switch (cause) {
    case AlertCause::None:
        return "nothing was lost";
    case AlertCause::AcceptQueueFull:
        return "accept queue full";
    case AlertCause::SynQueueFull:
        return "SYN queue full";
    case AlertCause::StrayPackets:
        return "stray packets, no connection was lost";
    case AlertCause::OtherDrop:
        break;
    }
    return "neither queue was full";
}

std::string listenerAddress(const Listener& listener) {
    switch (listener.family) {
    case SocketFamily::Unix:
        return listener.address;
    case SocketFamily::Tcp6:
        return fmt::format("[{}]:{}", listener.address, listener.local.port);
    default:
        return fmt::format("{}:{}", listener.address, listener.local.port);
    }
}

std::string listenerName(const Listener& listener) {
    const Owner& owner = *listener.owner;
    const std::string who =
        owner.processes.empty() ? fmt::format("a process of {}", owner.user) : owner.processes.front().name;
    return fmt::format("{} {}", who, listenerAddress(listener));
}

std::vector<Alert> AlertDesk::update(std::span<const Listener> listeners, const HostCounters& counters,
                                     TimePoint time) {
    push(m_namespaceDrops, time,
         NamespaceDrops{kernel::counterValue(counters.total, "ListenDrops"),
                        kernel::counterValue(counters.total, "ListenOverflows"),
                        kernel::counterValue(counters.total, "TCPReqQFullDrop")},
         m_settings.window);
    std::vector<Alert> changes;
    std::map<SocketIdentity, Watched> present;
    for (const Listener& listener : listeners) {
        if (listener.closed) {
            continue;
        }
        auto known = m_watched.extract(listener.id);
        Watched& watched = known ? present.insert(std::move(known)).position->second : present[listener.id];
        updateFilling(watched, listener, counters, time, changes);
        updateDropping(watched, listener, counters, time, changes);
    }
    for (auto& [id, gone] : std::exchange(m_watched, std::move(present))) {
        for (std::optional<Alert>& alert : {std::ref(gone.filling), std::ref(gone.dropping)}) {
            if (alert) {
                alert->active = false;
                alert->time = time;
                changes.push_back(*std::move(alert));
            }
        }
    }
    return changes;
}

void AlertDesk::updateFilling(Watched& watched, const Listener& listener, const HostCounters& counters, TimePoint time,
                              std::vector<Alert>& changes) const {
    const double fill = listener.fill().value_or(0);
    std::optional<Alert>& alert = watched.filling;
    const bool asksForChange = alert ? fill < m_settings.fillUnder : fill >= m_settings.fillOver;
    watched.inARow = asksForChange ? watched.inARow + 1 : 0;
    if (alert) {
        alert->text = fillingText(listener, counters);
    }
    if (watched.inARow < m_settings.samples) {
        return;
    }
    watched.inARow = 0;
    if (alert) {
        alert->active = false;
        alert->time = time;
        changes.push_back(*std::exchange(alert, std::nullopt));
        return;
    }
    alert = Alert{listener.id, AlertKind::Filling, AlertCause::None, true, time, 0, {}, {}};
    alert->text = fillingText(listener, counters);
    changes.push_back(*alert);
}

AlertCause AlertDesk::cause() const {
    const NamespaceDrops& before = m_namespaceDrops.front().second;
    const NamespaceDrops& now = m_namespaceDrops.back().second;
    if (now.all == before.all) {
        return AlertCause::StrayPackets;
    }
    if (now.overflows != before.overflows) {
        return AlertCause::AcceptQueueFull;
    }
    return now.synQueueFull != before.synQueueFull ? AlertCause::SynQueueFull : AlertCause::OtherDrop;
}

void AlertDesk::updateDropping(Watched& watched, const Listener& listener, const HostCounters& counters, TimePoint time,
                               std::vector<Alert>& changes) const {
    push(watched.drops, time, listener.dropsSeen, m_settings.window);
    const std::uint64_t packets = listener.dropsSeen - watched.drops.front().second;
    std::optional<Alert>& alert = watched.dropping;
    if (packets == 0) {
        if (alert) {
            alert->active = false;
            alert->time = time;
            changes.push_back(*std::exchange(alert, std::nullopt));
        }
        return;
    }
    const bool begins = !alert;
    if (begins) {
        alert = Alert{listener.id, AlertKind::Drops, AlertCause::None, true, time, 0, {}, {}};
    }
    alert->packets = packets;
    alert->cause = cause();
    alert->window = m_settings.window;
    alert->text = droppingText(listener, counters, *alert);
    if (begins) {
        changes.push_back(*alert);
    }
}

std::vector<Alert> AlertDesk::active() const {
    std::vector<Alert> alerts;
    for (const auto& [id, watched] : m_watched) {
        for (const std::optional<Alert>& alert : {watched.filling, watched.dropping}) {
            if (alert) {
                alerts.push_back(*alert);
            }
        }
    }
    std::stable_partition(alerts.begin(), alerts.end(), isLoss);
    return alerts;
}

} // namespace ls::inspect
