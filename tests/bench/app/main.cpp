// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop program costs. Prints, asserts nothing. Measured with the platform that the environment names,
// offscreen if none.
#include "engine/base/descriptor_limit.h"
#include "tests/bench/app/app_bench.h"
#include "tests/bench/app/bench_application.h"

#include <fmt/format.h>

#include <string_view>

int main(int argc, char** argv) {
    using namespace ls::bench;
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const std::string_view what = argc == 2 ? argv[1] : "";
    if (what == "start") { // no application here: the programs it starts have theirs
        return benchStart();
    }
    ls::raiseDescriptorLimit();
    BenchApplication app(argc, argv);
    if (what == "frame") {
        return benchFrame(app);
    }
    if (what == "memory") {
        return benchMemory(app);
    }
    if (what == "start-program") {
        return startProgram(app);
    }
    if (what == "start-empty") {
        return startEmptyWindow(app);
    }
    fmt::print(stderr, "usage: app_bench frame|start|memory\n");
    return 2;
}
