// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_experiment.h"
#include "engine/lab/live_snapshot.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ls::widgets {
class FieldRow;
class Segments;
} // namespace ls::widgets

namespace ls::pages {

class BacklogChain;
class BacklogSlider;

/// The server's side of the experiment. Backlog and accept policy act on the open socket; the rest needs a new server.
class ServerPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ServerPanel(QWidget* parent = nullptr);

    void set(const model::LabExperiment& experiment);
    /// Writes its part.
    void fill(model::LabExperiment& experiment) const;
    void show(const lab::LiveSnapshot& snapshot);
    /// No laboratory is open.
    void showClosed();

signals:
    void backlogChanged(int backlog);
    void policyChanged();
    void serverChanged();

private:
    void makeParts();
    void layOut();
    void connectParts();
    void setBacklog(int backlog);
    void setPolicy(server::AcceptPolicy::Kind kind);
    void onStopToggled(bool stopped);
    void followPolicy();

    BacklogSlider* m_slider;
    QSpinBox* m_backlog;
    BacklogChain* m_chain;
    widgets::Segments* m_accept;
    widgets::FieldRow* m_rateRow;
    QSpinBox* m_rate;
    QPushButton* m_stop;
    QSpinBox* m_reactors;
    QComboBox* m_listeners;
    QComboBox* m_trigger;
    QComboBox* m_close;
    QSpinBox* m_budget;
    QCheckBox* m_keepAlive;
    QLabel* m_wait;
    server::AcceptPolicy::Kind m_whenAccepting = server::AcceptPolicy::Kind::All;
};

} // namespace ls::pages
