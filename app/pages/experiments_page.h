// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/experiment_queue.h"
#include "app/pages/experiment_list.h"
#include "app/pages/experiment_view.h"
#include "app/pages/export_choice.h"
#include "app/pages/run_page.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QPushButton;

namespace ls::pages {

/// Questions about listen queues, each answered by runs on this kernel and checked. A user's own are shown after ours.
class ExperimentsPage final : public RunPage {
    Q_OBJECT

public:
    ExperimentsPage(bridge::EngineBridge& engine, settings::AppSettings& settings, QWidget* parent = nullptr);
    ~ExperimentsPage() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] static QString titleText();
    [[nodiscard]] QString title() const override { return titleText(); }
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool canStart() const override;
    void start() override;
    void stop() override;
    [[nodiscard]] bool canExport() const override;
    [[nodiscard]] widgets::ExportSource exportSource() override;
    [[nodiscard]] QList<QAction*> fileActions() override { return {m_copyAction, m_reloadAction}; }
    [[nodiscard]] QList<QLineEdit*> filters() const override;
    [[nodiscard]] widgets::KeyList keys() const override;
    void remember() override;
    void resetLayout() override;
    void resetExperiment() override {}
    void demonstrate() override;

private:
    using Findings = ExperimentView::Findings;

    QWidget* makeList();
    void connectParts();
    void showControls();
    void showIdle() override;
    [[nodiscard]] QString notBegunTitle() const override;
    void connectEngine();
    void load();
    void showProblems(const std::vector<Error>& problems);
    void showPreset(const std::shared_ptr<const experiment::Preset>& preset);
    void runAll();
    void runNext(bool follow);
    [[nodiscard]] Findings& findings();
    void onRunStarted(control::RunId id, std::size_t run);
    void onProgress(control::RunId id, const control::ExperimentUpdate& update);
    void onRunDone(control::RunId id, std::size_t run, const experiment::RunOutcome& outcome);
    void onCheckDone(control::RunId id, std::size_t check, const experiment::CheckOutcome& outcome);
    void onFinished(control::RunId id, const experiment::ExperimentResult& result);
    void keepUnfinished(const experiment::ExperimentResult& result);
    void showSummary();
    void showOutcome(const experiment::Preset& preset, const experiment::ExperimentResult& result);
    void showMark(const std::string& name);
    void copyPreset();
    void openInLab(std::size_t run);
    void sendWatch();
    void askWhereToSave(std::size_t run);
    void onSaved(const control::PacketsSaved& saved);
    [[nodiscard]] std::shared_ptr<const experiment::Preset> shown() const;
    [[nodiscard]] bool isShown(const std::string& name) const;

    std::map<std::string, Findings> m_findings; ///< by name, of this session
    std::shared_ptr<const experiment::Preset> m_running;
    model::ExperimentQueue m_queue;
    bool m_hasBegun = false;                 ///< something of what runs has come
    std::optional<std::size_t> m_inProgress; ///< run of what runs
    control::RunId m_saving = 0;             ///< the capture that was asked for last

    ExperimentList* m_list;
    QPushButton* m_start;
    QPushButton* m_startAll;
    QLabel* m_progress;
    ExperimentView* m_view;
    ExportChoice m_exports;
    QAction* m_copyAction;
    QAction* m_reloadAction;
};

} // namespace ls::pages
