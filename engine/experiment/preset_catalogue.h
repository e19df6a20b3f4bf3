// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/preset.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace ls::experiment {

/// Where a user's own presets are: $XDG_DATA_HOME/listenscope/experiments (XDG Base Directory Specification). Empty
/// where neither that nor HOME is set.
[[nodiscard]] std::filesystem::path userPresetFolder();

/// The built-in presets in the order of a course, then the user's own by name. A value.
class PresetCatalogue final {
public:
    /// Those built in; they must all be right. With a folder also its *.toml, of which each that cannot be used is a
    /// problem instead of a preset. A folder that does not exist is empty.
    [[nodiscard]] static Result<PresetCatalogue> load(const PresetContext& context,
                                                      const std::filesystem::path& folder = {});

    [[nodiscard]] const std::vector<Preset>& presets() const { return m_presets; }
    [[nodiscard]] const std::vector<Error>& problems() const { return m_problems; }
    /// nullptr: no such name.
    [[nodiscard]] const Preset* find(std::string_view name) const;

private:
    void addFolder(const PresetContext& context, const std::filesystem::path& folder);

    std::vector<Preset> m_presets;
    std::vector<Error> m_problems;
};

/// One preset from a file of one's own.
[[nodiscard]] Result<Preset> loadPreset(const std::filesystem::path& file, const PresetContext& context);

/// Writes a copy to edit into `folder`, which is made where it is missing; nothing is ever written over.
[[nodiscard]] Result<std::filesystem::path> copyPreset(const Preset& preset, const std::filesystem::path& folder);

} // namespace ls::experiment
