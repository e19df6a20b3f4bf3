// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/listener_filter.h"

#include <fmt/format.h>

namespace ls::cli {

Result<filter::Filter> makeListenerFilter(const std::string& text) {
    auto filter = filter::Filter::parse(text);
    if (filter) {
        return *std::move(filter);
    }
    const filter::FilterError& error = filter.error();
    return failure(ErrorCode::BadInput,
                   fmt::format("filter '{}': {} (character {})", text, error.message(), error.position + 1),
                   error.expected());
}

} // namespace ls::cli
