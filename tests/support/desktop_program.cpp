// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktop_program.h"

#include "app/pages/experiments_page.h"
#include "app/pages/inspect_page.h"
#include "app/pages/sweep_page.h"
#include "engine/netns/opener_location.h"

namespace ls::test {

namespace {

Result<std::unique_ptr<control::Engine>> makeEngine() {
    LS_TRY_ASSIGN(std::filesystem::path opener, netns::findOpener());
    return control::Engine::create(std::move(opener));
}

} // namespace

DesktopProgram::DesktopProgram(QApplication& app, const model::LabExperiment& experiment)
    : m_settings(m_folder.filePath(QStringLiteral("settings.ini")))
    , m_theme(app)
    , m_engine(makeEngine())
    , m_window(m_settings, m_theme) {
    m_settings.setPage(QStringLiteral("lab"), {{QStringLiteral("experiment"), experiment.toMap()}});
    m_window.addPage({pages::InspectPage::titleText(), QStringLiteral("inspect"),
                      [this] { return new pages::InspectPage(m_engine, m_settings); }});
    m_window.addPage({pages::LabPage::titleText(), QStringLiteral("lab"),
                      [this] { return new pages::LabPage(m_engine, m_settings); }});
    m_window.addPage({pages::SweepPage::titleText(), QStringLiteral("sweep"),
                      [this] { return new pages::SweepPage(m_engine, m_settings); }});
    m_window.addPage({pages::ExperimentsPage::titleText(), QStringLiteral("experiments"),
                      [this] { return new pages::ExperimentsPage(m_engine, m_settings); }});
    m_theme.apply(settings::ThemeChoice::Light); // last, as in main()
}

pages::LabPage& DesktopProgram::showLab() {
    constexpr int kLab = 1;
    m_window.showPage(kLab);
    return static_cast<pages::LabPage&>(m_window.pageAt(kLab));
}

void DesktopProgram::show() {
    m_window.restore();
    m_window.show();
}

} // namespace ls::test
