// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/snapshot.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ls::inspect {

/// When a listener is worth a sentence.
struct AlertSettings {
    double fillOver = 0.8;                         ///< begins at this fill …
    double fillUnder = 0.7;                        ///< … and ends under this one
    unsigned samples = 3;                          ///< so many updates in a row, for either
    Nanoseconds window = std::chrono::seconds(10); ///< drops in it begin an alert; a window without any ends it
};

/// Watches listeners from update to update and says when one gets into trouble and out of it. One thread.
class AlertDesk final {
public:
    explicit AlertDesk(AlertSettings settings = {})
        : m_settings(settings) {}

    /// Takes a snapshot's rows and counters (total, somaxconn); the alerts that began or ended with it. Drops from
    /// before the first update count for nothing.
    std::vector<Alert> update(std::span<const Listener> listeners, const HostCounters& counters, TimePoint time);

    /// Those active, as of the last update; those about lost connections first.
    [[nodiscard]] std::vector<Alert> active() const;

private:
    template <typename T>
    using Window = std::deque<std::pair<TimePoint, T>>;
    struct NamespaceDrops {
        std::int64_t all = 0, overflows = 0, synQueueFull = 0;
    };
    struct Watched {
        Window<std::uint64_t> drops;
        unsigned inARow = 0; ///< updates that ask for the other state of Filling
        std::optional<Alert> filling, dropping;
    };

    void updateFilling(Watched& watched, const Listener& listener, const HostCounters& counters, TimePoint time,
                       std::vector<Alert>& changes) const;
    void updateDropping(Watched& watched, const Listener& listener, const HostCounters& counters, TimePoint time,
                        std::vector<Alert>& changes) const;
    [[nodiscard]] AlertCause cause() const;

    AlertSettings m_settings;
    Window<NamespaceDrops> m_namespaceDrops;
    std::map<SocketIdentity, Watched> m_watched;
};

/// "accept queue full"
[[nodiscard]] std::string_view causeWords(AlertCause cause);

/// "0.0.0.0:80", "[::1]:80", "/run/x.sock"
[[nodiscard]] std::string listenerAddress(const Listener& listener);

/// "nginx 0.0.0.0:80", "a process of www-data [::1]:8080", "nginx /run/x.sock"
[[nodiscard]] std::string listenerName(const Listener& listener);

} // namespace ls::inspect
