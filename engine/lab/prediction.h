// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/queue_model.h"
#include "engine/lab/run_plan.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ls::lab {

/// What a run should give, from plan, sysctls and kernel version alone: made before it starts, never from its results.
struct Prediction {
    std::uint64_t capacity = 0;       ///< connections the queues of all listeners hold after the last listen()
    std::uint64_t deepestAllowed = 0; ///< with every CPU passing the kernel's test at once: see matches()
    std::optional<std::uint64_t> established;
    std::optional<std::uint64_t> unknown; ///< clients connected to a server that holds nothing of them; wired runs only
    std::optional<std::uint64_t> synRecv; ///< half-open connections the server remembers; wired runs only
    std::string why;                      ///< the rule used, or why nothing is foretold
};

/// What a prediction is held against.
struct Measured {
    std::uint64_t established = 0;
    std::uint64_t deepest = 0;
    std::uint64_t unknown = 0;
    std::uint64_t synRecv = 0;
};

/// Whether the number of established clients can be told from the plan.
[[nodiscard]] bool isForetold(const RunPlan& plan);

/// `model` is that of the last backlog the plan asks for; `largestLimit` that of the largest.
[[nodiscard]] Prediction predict(const RunPlan& plan, const kernel::QueueModel& model, std::uint32_t largestLimit,
                                 unsigned cpus);

/// nullopt where nothing was predicted and nothing speaks against it. False also when the queue was seen deeper than
/// its capacity plus one less than the CPUs, whatever was predicted.
[[nodiscard]] std::optional<bool> matches(const Prediction& prediction, const Measured& measured);

} // namespace ls::lab
