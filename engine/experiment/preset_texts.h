// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace ls::experiment {

struct PresetText {
    std::string_view name;
    std::string_view text;
};

/// resources/experiments, in the order of the list in engine/CMakeLists.txt; made by the build.
[[nodiscard]] std::span<const PresetText> presetTexts();

} // namespace ls::experiment
