// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text_file.h"

#include <cstdio>

#include <unistd.h>

namespace ls::test {

/// Resident memory of this process in MB (proc(5), statm); 0 if it cannot be read.
inline double residentMegabytes() {
    const auto text = readTextFile("/proc/self/statm");
    long pages = 0;
    long resident = 0;
    if (!text || std::sscanf(text->c_str(), "%ld %ld", &pages, &resident) != 2) {
        return 0;
    }
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

} // namespace ls::test
