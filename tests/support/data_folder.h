// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>

namespace ls::test {

/// tests/data; that of a copy where the environment names it: another user may not read the tree. For targets that
/// define LISTENSCOPE_TEST_DATA.
inline std::filesystem::path dataFolder() {
    const char* moved = std::getenv("LISTENSCOPE_TEST_DATA");
    return moved != nullptr ? moved : LISTENSCOPE_TEST_DATA;
}

} // namespace ls::test
