// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <string>
#include <vector>

namespace ls::server {

/// How a server takes connections out of its accept queue.
struct AcceptPolicy {
    enum class Kind { All, None, Paced };

    Kind kind = Kind::All;
    double perSecond = 0; ///< Paced: accepts per second of the whole server, evenly spaced

    friend bool operator==(const AcceptPolicy&, const AcceptPolicy&) = default;
};

/// "all", "none", "2000/s"
[[nodiscard]] std::string toString(const AcceptPolicy& policy);

/// From `at` (since the clock of the run started) on, the server accepts like this.
struct AcceptStep {
    Nanoseconds at{};
    AcceptPolicy policy;

    friend bool operator==(const AcceptStep&, const AcceptStep&) = default;
};

/// At `at` the server calls listen() again with this backlog.
struct BacklogStep {
    Nanoseconds at{};
    int backlog = 0;

    friend bool operator==(const BacklogStep&, const BacklogStep&) = default;
};

} // namespace ls::server
