// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_experiment.h"
#include "app/model/sweep_file.h"
#include "app/pages/run_page.h"

namespace ls::pages {

class SweepForm;
class SweepRunBox;
class SweepView;

/// "Which backlog?": varies one or two settings, shows what each value did to the clients, and recommends one.
class SweepPage final : public RunPage {
    Q_OBJECT

public:
    SweepPage(bridge::EngineBridge& engine, settings::AppSettings& settings, QWidget* parent = nullptr);
    ~SweepPage() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] static QString titleText();
    [[nodiscard]] QString title() const override { return titleText(); }
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool canStart() const override;
    void start() override;
    void stop() override;
    [[nodiscard]] bool canExport() const override;
    [[nodiscard]] widgets::ExportSource exportSource() override;
    [[nodiscard]] QList<QAction*> fileActions() override { return {m_openAction, m_commandAction}; }
    [[nodiscard]] widgets::KeyList keys() const override;
    void remember() override;
    void resetLayout() override;
    void resetExperiment() override;
    void demonstrate() override;

    /// Shows the sweep that a CSV holds, the app's or listenscope-cli's; says so where it cannot.
    void open(const QString& path);

private:
    QWidget* makeControls();
    void connectParts();
    void showIdle() override;
    [[nodiscard]] QString notBegunTitle() const override;
    void restore();

    void checkForm();
    void showStartable();
    void begin(sweep::SweepPlan plan, std::size_t runs);
    /// The plan of a point of the sweep shown; says so where a file does not tell.
    [[nodiscard]] std::optional<lab::RunPlan> planOf(const std::vector<std::string>& values);
    void openInLab(const std::vector<std::string>& values);
    void runAgain(const std::vector<std::string>& values);
    void onAgainFinished(const sweep::SweepResult& result);
    void onRow(control::RunId id, const sweep::SweepRow& row, std::size_t total);
    void onFinished(control::RunId id, const sweep::SweepResult& result);
    void showOutcome(const sweep::Recommendation& recommendation, const QString& before);
    void chooseFile();
    void copyCommand();

    std::vector<model::Knob> m_knobs;

    SweepForm* m_form;
    SweepRunBox* m_runBox;
    SweepView* m_view;
    QAction* m_openAction;
    QAction* m_commandAction;

    model::CheckedExperiment m_checked; ///< the form
    bool m_again = false;               ///< what runs is a point of the sweep shown, not a new sweep
    Result<sweep::SweepPlan> m_shown;   ///< plan of the sweep shown, or why a file does not tell it
    QString m_command;                  ///< that makes the sweep shown
    std::uint64_t m_seed = 0;           ///< of the sweep shown
    record::CsvPreamble m_opened;       ///< of the file shown; empty for a sweep of our own
};

} // namespace ls::pages
