// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/app_settings.h"
#include "engine/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace ls {

/// What the command line of listenscope asks for. Read before Qt, so that --help and --version need no display.
struct Arguments {
    std::string information; ///< print it and end; empty: open the window
    std::string screenshots; ///< folder to write one picture per page to; empty: none
    std::string chart;       ///< picture to draw the sweep of `file` into; empty: none
    std::optional<settings::ThemeChoice> theme;
    std::optional<settings::LanguageChoice> language;
    std::string file; ///< a sweep's CSV to open; empty: none
};

/// ErrorCode::BadInput names the word and what is accepted.
[[nodiscard]] Result<Arguments> parseArguments(const std::vector<std::string>& words);

} // namespace ls
