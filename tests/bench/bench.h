// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ls::bench {

/// One line of the table, every figure with its unit.
struct Row {
    std::string name;
    std::string ours;
    std::string floor;  ///< the bare system calls, measured in the same run; "-" where there is nothing bare to do
    std::string figure; ///< what the target speaks of: a ratio wherever there is a floor
    std::string target = "-";
    std::optional<bool> ok = std::nullopt; ///< nullopt: no target, only worth knowing
};

struct Bench {
    std::string_view name;
    std::string_view help;
    Result<std::vector<Row>> (*run)();
};

/// All of them, in the order of the table.
[[nodiscard]] std::span<const Bench> benches();

[[nodiscard]] Result<std::vector<Row>> benchDump();
[[nodiscard]] Result<std::vector<Row>> benchLook();
[[nodiscard]] Result<std::vector<Row>> benchFilter();
[[nodiscard]] Result<std::vector<Row>> benchEcho();
[[nodiscard]] Result<std::vector<Row>> benchSampler();
[[nodiscard]] Result<std::vector<Row>> benchSweepPoint();
[[nodiscard]] Result<std::vector<Row>> benchMemory();
[[nodiscard]] Result<std::vector<Row>> benchHold();
[[nodiscard]] Result<std::vector<Row>> benchStates();
[[nodiscard]] Result<std::vector<Row>> benchInspect();
[[nodiscard]] Result<std::vector<Row>> benchWire();
[[nodiscard]] Result<std::vector<Row>> benchTunWire();

} // namespace ls::bench
