// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/sysctl_snippets.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace ls::model {

using kernel::SnippetFormat;

[[nodiscard]] QString snippetTitle(SnippetFormat format);

/// The settings, and the backlog as a reminder, in the words of that tool.
[[nodiscard]] QString snippet(SnippetFormat format, const std::vector<std::pair<std::string, std::string>>& settings,
                              int backlog);

} // namespace ls::model
