// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bridge/engine_bridge.h"
#include "app/pages/experiment_view.h"
#include "app/pages/page.h"
#include "app/settings/app_settings.h"
#include "engine/experiment/preset_catalogue.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace ls::widgets {
class Notice;
}

namespace ls::pages {

/// Questions about listen queues, each answered by runs on this kernel and checked. A user's own are shown after ours.
class ExperimentsPage final : public Page {
    Q_OBJECT

public:
    ExperimentsPage(bridge::EngineBridge& engine, settings::AppSettings& settings, QWidget* parent = nullptr);
    ~ExperimentsPage() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] static QString titleText();
    [[nodiscard]] QString title() const override { return titleText(); }
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool isRunning() const override { return m_run != 0; }
    [[nodiscard]] bool canStart() const override;
    void start() override;
    void stop() override;
    void restart() override;
    [[nodiscard]] bool canExport() const override;
    [[nodiscard]] widgets::ExportSource exportSource() override;
    [[nodiscard]] QList<QAction*> fileActions() override { return {m_copyAction, m_reloadAction}; }
    [[nodiscard]] widgets::KeyList keys() const override;
    void remember() override;
    void resetLayout() override {}
    void resetExperiment() override {}
    void demonstrate() override;

private:
    using Findings = ExperimentView::Findings;

    QWidget* makeList();
    void connectParts();
    void load();
    void fillList();
    void choose(int row);
    void select(const std::string& name);
    void runAll();
    void runNext();
    void onRunStarted(control::RunId id, std::size_t run);
    void onRunDone(control::RunId id, std::size_t run, const experiment::RunOutcome& outcome);
    void onCheckDone(control::RunId id, std::size_t check, const experiment::CheckOutcome& outcome);
    void onFinished(control::RunId id, const experiment::ExperimentResult& result);
    void onCouldNotBegin(control::RunId id, const Error& error);
    void endRun();
    void showOutcome(const experiment::ExperimentResult& result);
    void markItem(const std::string& name);
    void copyPreset();
    void openInLab(std::size_t run);
    void showError(const QString& title, const Error& error);
    [[nodiscard]] std::shared_ptr<const experiment::Preset> shown() const;
    [[nodiscard]] bool isShown(const std::string& name) const;

    bridge::EngineBridge& m_engine;
    settings::AppSettings& m_settings;
    std::vector<std::shared_ptr<const experiment::Preset>> m_presets;
    std::map<std::string, Findings> m_findings; ///< by name, of this session
    std::shared_ptr<const experiment::Preset> m_running;
    std::deque<std::shared_ptr<const experiment::Preset>> m_waiting;
    control::RunId m_run = 0; ///< 0: nothing runs
    bool m_demonstrating = false;

    QListWidget* m_list;
    QPushButton* m_start;
    QPushButton* m_startAll;
    QLabel* m_progress;
    widgets::Notice* m_notice;
    ExperimentView* m_view;
    QAction* m_copyAction;
    QAction* m_reloadAction;
};

} // namespace ls::pages
