// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_experiment.h"
#include "engine/lab/live_snapshot.h"

#include <QList>
#include <QWidget>

class QAbstractSpinBox;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QSpinBox;

namespace ls::pages {

/// What is between clients and server. What the wire does to packets can be changed while they are under way; whether
/// there is one, and the address family, need another laboratory.
class WirePanel final : public QWidget {
    Q_OBJECT

public:
    explicit WirePanel(QWidget* parent = nullptr);

    void set(const model::LabExperiment& experiment);
    /// Writes its part.
    void fill(model::LabExperiment& experiment) const;
    void show(const lab::LiveSnapshot& snapshot);
    void showClosed();
    /// As by a click.
    void switchOn();

signals:
    void switched();    ///< on or off
    void planChanged(); ///< while it is on
    void familyChanged();

private:
    void makeParts();
    void layOut();
    void connectParts();
    void followSwitch();
    [[nodiscard]] QList<QAbstractSpinBox*> boxes() const;

    QCheckBox* m_on;
    QComboBox* m_family;
    QDoubleSpinBox* m_roundTrip;
    QDoubleSpinBox* m_up;
    QDoubleSpinBox* m_jitter;
    QDoubleSpinBox* m_loss;
    QDoubleSpinBox* m_lateAck;
    QSpinBox* m_lateAckFirst;
    QSpinBox* m_halfOpen;
    QSpinBox* m_halfOpenRate;
    QLabel* m_figures;
};

} // namespace ls::pages
