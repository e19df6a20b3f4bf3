// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bridge/engine_bridge.h"
#include "app/main_window.h"
#include "app/model/lab_experiment.h"
#include "app/pages/lab_page.h"
#include "app/settings/app_settings.h"
#include "app/settings/theme.h"

#include <QTemporaryDir>

namespace ls::test {

/// The desktop program as its main() makes it, with settings of its own.
class DesktopProgram final {
public:
    explicit DesktopProgram(QApplication& app, const model::LabExperiment& experiment = {});

    [[nodiscard]] bridge::EngineBridge& engine() { return m_engine; }
    [[nodiscard]] MainWindow& window() { return m_window; }
    /// Opens on the first page, as main() does.
    void show();
    pages::LabPage& showLab();

private:
    QTemporaryDir m_folder;
    settings::AppSettings m_settings;
    settings::Theme m_theme;
    bridge::EngineBridge m_engine;
    MainWindow m_window;
};

} // namespace ls::test
