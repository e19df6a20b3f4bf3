// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ls::inspect {

/// resources/programs.json, put into the program by the build.
extern const std::string_view kProgramCatalogueText;

} // namespace ls::inspect
