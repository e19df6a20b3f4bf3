// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace ls::filter {

using ServiceLookup = std::function<std::optional<std::uint16_t>(std::string_view name)>;

/// getservbyname(3), thus /etc/services: "http" is 80. Blocks where that file lies on a slow disk.
[[nodiscard]] std::optional<std::uint16_t> portOfService(std::string_view name);

} // namespace ls::filter
