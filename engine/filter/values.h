// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/expression.h"
#include "engine/filter/filter_error.h"
#include "engine/filter/services.h"

#include <tl/expected.hpp>

#include <string_view>

namespace ls::filter {

/// The right side of a comparison. `isQuoted`: * and ? are themselves. Of an error only kind and suggestion are set:
/// the caller knows the place.
[[nodiscard]] tl::expected<Comparison, FilterError> compared(Key key, Operator op, std::string_view value,
                                                             bool isQuoted, const ServiceLookup& services);

} // namespace ls::filter
