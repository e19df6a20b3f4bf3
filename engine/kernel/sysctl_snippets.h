// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ls::kernel {

/// Where sysctls can be kept.
enum class SnippetFormat { SysctlD, Docker, Compose, Kubernetes, Systemd };

/// The name users know it by: "Docker Compose".
[[nodiscard]] std::string_view snippetTitle(SnippetFormat format);

/// Keys with their values in the words of that tool, ready to paste; no comments.
[[nodiscard]] std::string sysctlSnippet(SnippetFormat format,
                                        const std::vector<std::pair<std::string, std::string>>& settings);

} // namespace ls::kernel
