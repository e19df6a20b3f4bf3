// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/live_snapshot.h"

#include <QWidget>

class QLabel;

namespace ls::pages {

class FigureList;

/// What became of every connection, whether it adds up, and what was predicted beside what was measured.
class NumbersPanel final : public QWidget {
    Q_OBJECT

public:
    explicit NumbersPanel(QWidget* parent = nullptr);

    void show(const lab::LiveSnapshot& snapshot);
    void clear();
    /// By its place from the top: attempted, established …
    [[nodiscard]] QString figure(std::size_t place) const;

private:
    void showBooks(const lab::LiveSnapshot& snapshot);
    void showVerdict(const lab::LiveBooks& books);
    void showPredictions(const lab::LiveSnapshot& snapshot);

    FigureList* m_books;
    QLabel* m_verdict;
    FigureList* m_predictions;
};

} // namespace ls::pages
