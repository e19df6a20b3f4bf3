// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/outcome.h"
#include "engine/experiment/preset.h"

#include <QVariantMap>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace ls::widgets {
class Segments;
}

namespace ls::pages {

class ExportChoice;
class PacketsPanel;
class RunPlots;

/// The runs of one experiment, one of them in sight: the command that makes it, how it goes or went over time, and the
/// packets that passed its wire.
class ExperimentRunPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ExperimentRunPanel(QWidget* parent = nullptr);

    /// As many outcomes as the preset has runs.
    void show(std::shared_ptr<const experiment::Preset> preset, std::vector<experiment::RunOutcome> runs);
    void setRun(std::size_t run, const experiment::RunOutcome& outcome);
    /// Which run is in progress, if any. It is gone to, unless the user has left the one before.
    void setInProgress(std::optional<std::size_t> run);

    [[nodiscard]] PacketsPanel& packets() { return *m_packets; }
    void offerExports(ExportChoice& exports);
    [[nodiscard]] QVariantMap choices() const;
    void setChoices(const QVariantMap& choices);
    void resetLayout();

signals:
    void commandWanted(const QString& command);
    void labWanted(std::size_t run);
    void captureWanted(std::size_t run);

private:
    QWidget* makeBar();
    QWidget* makeViews();
    void connectParts();
    void goTo(int run);
    void drawPlots();
    void drawPackets();
    [[nodiscard]] std::size_t current() const;

    std::shared_ptr<const experiment::Preset> m_preset;
    std::vector<experiment::RunOutcome> m_runs;
    std::optional<std::size_t> m_inProgress;
    QComboBox* m_run;
    QLineEdit* m_command;
    QPushButton* m_copy;
    QPushButton* m_lab;
    widgets::Segments* m_view;
    QStackedWidget* m_stack;
    RunPlots* m_plots;
    PacketsPanel* m_packets;
};

} // namespace ls::pages
