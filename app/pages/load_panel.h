// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_experiment.h"
#include "engine/lab/live_snapshot.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace ls::widgets {
class Segments;
}

namespace ls::pages {

/// The clients' side of the experiment. A change counts from the next start on.
class LoadPanel final : public QWidget {
    Q_OBJECT

public:
    explicit LoadPanel(QWidget* parent = nullptr);

    void set(const model::LabExperiment& experiment);
    /// Writes its part.
    void fill(model::LabExperiment& experiment) const;
    void show(const lab::LiveSnapshot& snapshot);
    void showClosed();
    /// What the button does.
    void setRunning(bool running);
    void setStartable(bool startable);

signals:
    void startOrStopWanted();

private:
    void makeParts();
    void layOut();
    void followArrival();
    void showClients(const load::OutcomeCounts& clients);

    QSpinBox* m_clients;
    widgets::Segments* m_arrival;
    QSpinBox* m_rate;
    QSpinBox* m_inFlight;
    QLabel* m_pace = nullptr;
    QSpinBox* m_payload;
    QComboBox* m_close;
    QDoubleSpinBox* m_repeat;
    QPushButton* m_start;
    QProgressBar* m_progress;
    QLabel* m_state;
};

} // namespace ls::pages
