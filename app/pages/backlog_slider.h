// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSlider;

namespace ls::pages {

/// 0…65535 on a logarithmic scale, with its figures below. Arrow keys and wheel go to the next value worth stopping at,
/// Page keys double and halve.
class BacklogSlider final : public QWidget {
    Q_OBJECT

public:
    explicit BacklogSlider(QWidget* parent = nullptr);

    [[nodiscard]] int backlog() const { return m_backlog; }
    /// Says nothing.
    void setBacklog(int backlog);

signals:
    /// By the user.
    void moved(int backlog);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void onSlider(int position);
    void step(int steps);
    [[nodiscard]] bool stepByKey(int key);

    QSlider* m_slider;
    int m_backlog = 0;
};

} // namespace ls::pages
