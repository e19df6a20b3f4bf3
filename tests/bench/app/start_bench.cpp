// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/app/app_bench.h"
#include "tests/bench/app/bench_application.h"
#include "tests/bench/measure.h"
#include "tests/support/desktop_program.h"

#include <QMainWindow>
#include <QVBoxLayout>
#include <fmt/format.h>
#include <qcustomplot.h>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ls::bench {

namespace {

constexpr unsigned kPairs = 11;

/// Milliseconds from exec() of this program with `word` to its end.
Result<double> timeOf(const char* word) {
    std::string self = "/proc/self/exe";
    std::string argument = word;
    char* arguments[] = {self.data(), argument.data(), nullptr};
    const TimePoint start = Clock::now();
    pid_t pid = -1;
    if (const int error = ::posix_spawn(&pid, self.c_str(), nullptr, nullptr, arguments, environ); error != 0) {
        return sysFailure("posix_spawn(app_bench)", error);
    }
    int status = 0;
    while (::waitpid(pid, &status, 0) == -1 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS) {
        return failure(ErrorCode::SystemCall, "the started program showed no window");
    }
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// At the first frame and not later: what closing takes is not starting.
void leaveAtFirstFrame(BenchApplication& app) {
    app.exposed = [] { ::_exit(EXIT_SUCCESS); };
}

} // namespace

int startProgram(BenchApplication& app) {
    leaveAtFirstFrame(app);
    test::DesktopProgram program(app);
    program.show();
    return QApplication::exec();
}

int startEmptyWindow(BenchApplication& app) {
    leaveAtFirstFrame(app);
    QMainWindow window;
    auto* inside = new QWidget;
    auto* layout = new QVBoxLayout(inside);
    for (int i = 0; i < 3; ++i) {
        layout->addWidget(new QCustomPlot);
    }
    window.setCentralWidget(inside);
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}

int benchStart() {
    const auto times = compare(
        kPairs, [] { return timeOf("start-program"); }, [] { return timeOf("start-empty"); });
    if (!times) {
        fmt::print(stderr, "app_bench: {}\n", times.error().text);
        return EXIT_FAILURE;
    }
    fmt::print("start to first frame: {:.0f} ms, empty window with three plots {:.0f} ms, ratio {:.2f} (1.5 at most)\n",
               times->ours, times->floor, times->ratio);
    return EXIT_SUCCESS;
}

} // namespace ls::bench
