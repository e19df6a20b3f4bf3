// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/listener_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace ls::cli {

namespace {

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string rowText(const inspect::Listener& listener) {
    std::string text =
        fmt::format("{} {}:{} {} {} {}", inspect::familyName(listener.family), listener.address, listener.local.port,
                    listener.owner->user, listener.owner->unit, listener.owner->container);
    for (const inspect::ProcessName& process : listener.owner->processes) {
        text += fmt::format(" {} {}", process.pid, process.name);
    }
    return lowered(std::move(text));
}

} // namespace

Result<ListenerFilter> makeListenerFilter(const std::string& text) {
    if (text.find_first_of("=<>!()&|") != text.npos) {
        return failure(ErrorCode::BadInput, fmt::format("filter '{}': operators are not understood", text),
                       "give plain text that stands in the row: an address, a port, a process, a unit, a user");
    }
    return [needle = lowered(text)](const inspect::Listener& listener) {
        return needle.empty() || rowText(listener).find(needle) != std::string::npos;
    };
}

} // namespace ls::cli
