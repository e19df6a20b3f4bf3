// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <cstddef>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ls::pages {

/// Start, progress, time left, Cancel.
class SweepRunBox final : public QWidget {
    Q_OBJECT

public:
    explicit SweepRunBox(QWidget* parent = nullptr);

    /// Before a start: how many runs of how long at most, or why it cannot be.
    void setPlan(std::size_t runs, double secondsPerRun);
    void setBlocked(const QString& why);

    void begin(std::size_t runs, double secondsPerRun);
    void advance(std::size_t done, std::size_t total);
    void end();

signals:
    void startWanted();
    void cancelWanted();

private:
    void showTimeLeft();

    QLabel* m_estimate;
    QPushButton* m_start;
    QProgressBar* m_progress;
    QLabel* m_state;
    QPushButton* m_cancel;
    QTimer m_tick;
    QElapsedTimer m_elapsed;
    double m_secondsPerRun = 0;
    std::size_t m_done = 0;
    std::size_t m_total = 0;
};

} // namespace ls::pages
