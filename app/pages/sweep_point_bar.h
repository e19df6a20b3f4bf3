// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_series.h"

#include <QFrame>

#include <array>

class QLabel;
class QPushButton;
class QSlider;

namespace ls::pages {

/// Below the chart: a slider over the tested values and the numbers of the one it stands on.
class SweepPointBar final : public QFrame {
    Q_OBJECT

public:
    explicit SweepPointBar(QWidget* parent = nullptr);

    /// Keeps its place where that still exists.
    void setData(const model::SweepData& shown);
    void setPlace(std::size_t first, std::size_t second);
    [[nodiscard]] std::size_t first() const;
    [[nodiscard]] std::size_t second() const;
    /// The values at its place, as in a row; empty without data.
    [[nodiscard]] std::vector<std::string> values() const;
    /// "backlog = 64"
    [[nodiscard]] QString placeText() const;

signals:
    void moved(std::size_t first, std::size_t second);
    void labWanted();

private:
    struct Tile {
        QLabel* title;
        QLabel* value;
    };

    void show();
    [[nodiscard]] QString textOf(model::Metric metric) const;

    model::SweepData m_data;
    model::SweepAxis m_firstAxis;
    model::SweepAxis m_secondAxis;
    QLabel* m_name;
    QSlider* m_first;
    QSlider* m_second;
    QLabel* m_place;
    QPushButton* m_lab;
    std::array<Tile, model::kMetrics.size()> m_tiles{};
};

} // namespace ls::pages
