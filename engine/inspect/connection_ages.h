// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/guarded.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>

namespace ls::inspect {

/// Since when each TCP socket has been seen, by cookie: the kernel does not tell how old a connection is. Any thread.
class ConnectionAges final {
public:
    using Map = std::unordered_map<std::uint64_t, TimePoint>;

    /// Since when; nullopt for one that is not known, or was there before anybody looked.
    [[nodiscard]] std::optional<TimePoint> since(std::uint64_t cookie) const {
        return m_since.with([&](const Map& since) -> std::optional<TimePoint> {
            const auto found = since.find(cookie);
            return found == since.end() || found->second == TimePoint{} ? std::nullopt : std::optional(found->second);
        });
    }

    /// All cookies of one count at `time`; those of the first count are of unknown age.
    template <typename Cookies>
    void update(const Cookies& cookies, TimePoint time) {
        m_since.with([&](Map& since) {
            Map next;
            next.reserve(cookies.size());
            for (const std::uint64_t cookie : cookies) {
                const auto known = since.find(cookie);
                next.emplace(cookie, known != since.end() ? known->second : m_isFirst ? TimePoint{} : time);
            }
            since = std::move(next);
            m_isFirst = false;
        });
    }

private:
    Guarded<Map> m_since;
    bool m_isFirst = true; ///< guarded with m_since
};

} // namespace ls::inspect
