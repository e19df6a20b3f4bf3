// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/outcome.h"
#include "engine/experiment/preset_catalogue.h"

#include <memory>
#include <string>
#include <vector>

namespace ls::cli {

/// An experiment with what became of it.
struct ExperimentDone {
    std::shared_ptr<const experiment::Preset> preset;
    experiment::ExperimentResult result;
};

[[nodiscard]] std::string experimentListText(const experiment::PresetCatalogue& catalogue);
[[nodiscard]] std::string experimentListJson(const experiment::PresetCatalogue& catalogue);

[[nodiscard]] std::string experimentText(const ExperimentDone& done);
/// The public document of all that were run. Keys may be added, never renamed or removed.
[[nodiscard]] std::string experimentsJson(const std::vector<ExperimentDone>& all);

/// "somaxconn: the limit is …: limit 8 was expected to be == 9" for the first check that failed.
[[nodiscard]] std::string failedCheckText(const ExperimentDone& done);

} // namespace ls::cli
