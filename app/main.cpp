// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/bridge/engine_bridge.h"
#include "app/main_window.h"
#include "app/pages/experiments_page.h"
#include "app/pages/inspect_page.h"
#include "app/pages/lab_page.h"
#include "app/pages/sweep_page.h"
#include "app/screenshots.h"
#include "app/settings/language.h"
#include "app/sweep_picture.h"
#include "engine/base/descriptor_limit.h"
#include "engine/base/version.h"
#include "engine/netns/opener_location.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace ls;

constexpr int kBadUsage = 2;
constexpr int kRefused = 3;

/// Without one Qt would abort; a platform chosen by hand may need none.
bool hasDisplay() {
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
            return true;
        }
    }
    return false;
}

Result<std::unique_ptr<control::Engine>> makeEngine() {
    LS_TRY_ASSIGN(std::filesystem::path opener, netns::findOpener());
    return control::Engine::create(std::move(opener));
}

int photograph(QApplication& app, MainWindow& window, const std::string& folder) {
    Screenshots screenshots(window, QFile::decodeName(QByteArray::fromStdString(folder)));
    bool allWritten = false;
    QObject::connect(&screenshots, &Screenshots::done, &app, [&](bool written) {
        allWritten = written;
        app.quit();
    });
    QMetaObject::invokeMethod(&screenshots, &Screenshots::begin, Qt::QueuedConnection);
    app.exec();
    return allWritten ? EXIT_SUCCESS : EXIT_FAILURE;
}

int drawChart(const Arguments& arguments) {
    if (const auto drawn = drawSweep(arguments.file, arguments.chart); !drawn) {
        fmt::print(stderr, "listenscope: {}; {}\n", drawn.error().text, drawn.error().advice);
        return drawn.error().code == ErrorCode::BadInput ? kBadUsage : EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

/// The composition root: everything is made here and handed what it needs.
int runApp(int argc, char** argv, const Arguments& arguments) {
    const bool photographing = !arguments.screenshots.empty() || !arguments.chart.empty();
    const QTemporaryDir scratch;
    if (photographing) {
        ::setenv("QT_QPA_PLATFORM", "offscreen", 0);
        ::setenv("XDG_RUNTIME_DIR", scratch.path().toLocal8Bit(), 0); // where nobody is logged in Qt would complain
    }
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("listenscope"));
    QApplication::setApplicationVersion(QString::fromLatin1(kVersion));
    QApplication::setDesktopFileName(QStringLiteral("io.github.listenscope.Listenscope"));

    // Pictures are the same whatever this user has set.
    settings::AppSettings settings(photographing ? scratch.filePath(QStringLiteral("settings.ini"))
                                                 : settings::AppSettings::standardFile());
    const settings::Language language(app, arguments.language.value_or(settings.language()));
    settings::Theme theme(app);
    const settings::ThemeChoice chosenTheme = arguments.theme.value_or(settings.theme());
    if (!arguments.chart.empty()) {
        theme.apply(chosenTheme);
        return drawChart(arguments);
    }

    bridge::EngineBridge engine(makeEngine());
    MainWindow window(settings, theme);
    pages::SweepPage* sweep = nullptr;
    window.addPage({pages::InspectPage::titleText(), QStringLiteral("inspect"),
                    [&] { return new pages::InspectPage(engine, settings); }});
    window.addPage(
        {pages::LabPage::titleText(), QStringLiteral("lab"), [&] { return new pages::LabPage(engine, settings); }});
    window.addPage({pages::SweepPage::titleText(), QStringLiteral("sweep"),
                    [&] { return sweep = new pages::SweepPage(engine, settings); }});
    window.addPage({pages::ExperimentsPage::titleText(), QStringLiteral("experiments"),
                    [&] { return new pages::ExperimentsPage(engine, settings); }});
    // After the widgets: with a style sheet every one of them would be styled again at each step into its parents.
    theme.apply(chosenTheme);
    window.restore();
    window.show();
    if (!arguments.screenshots.empty()) {
        return photograph(app, window, arguments.screenshots);
    }
    if (!arguments.file.empty()) {
        window.showPage(2); // which makes it
        sweep->open(QFile::decodeName(QByteArray::fromStdString(arguments.file)));
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    const auto arguments = parseArguments({argv + 1, argv + argc});
    if (!arguments) {
        fmt::print(stderr, "listenscope: {}; {}\n", arguments.error().text, arguments.error().advice);
        return kBadUsage;
    }
    if (!arguments->information.empty()) {
        fmt::print("{}", arguments->information);
        return EXIT_SUCCESS;
    }
    if (arguments->screenshots.empty() && arguments->chart.empty() && !hasDisplay()) {
        fmt::print(stderr, "listenscope: no display here (neither DISPLAY nor WAYLAND_DISPLAY is set); use "
                           "listenscope-cli, or --chart and --screenshots for pictures\n");
        return kRefused;
    }
    // Before any thread exists: they share the limit.
    std::signal(SIGPIPE, SIG_IGN);
    raiseDescriptorLimit();
    return runApp(argc, argv, *arguments);
}
