// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/ladder_painter.h"

#include <QWidget>

#include <optional>

class QMenu;

namespace ls::plot {

/// The ladder of one connection. Keyboard and mouse as in the plots: wheel zooms (Shift: moves), drag moves, + and -
/// zoom, 0 or a double click resets; Up and Down choose a packet, Home and End the first and the last, Page keys move,
/// Esc gives the choice up. UI thread.
class LadderView final : public QWidget {
    Q_OBJECT

public:
    explicit LadderView(QWidget* parent = nullptr);

    /// The same connection keeps zoom and choice, and when its end was in sight it stays so; nullopt: none.
    void setLadder(std::optional<wire::Ladder> ladder, const kernel::DropCauses& causes);
    [[nodiscard]] const std::optional<wire::Ladder>& ladder() const { return m_ladder; }
    [[nodiscard]] const kernel::DropCauses& causes() const { return m_causes; }
    /// What stands there without a ladder.
    void setEmptyText(const QString& text);

    void setSpacing(LadderSpacing spacing);
    [[nodiscard]] LadderSpacing spacing() const { return m_spacing; }
    [[nodiscard]] LadderWindow window() const { return m_window; }

    [[nodiscard]] int selected() const { return m_selected; } ///< a rung; -1: none
    void select(int rung);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void menuOpening(QMenu* menu);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] LadderFrame frame() const;
    [[nodiscard]] LadderScene scene(QSizeF size) const;
    [[nodiscard]] double span() const; ///< of a fresh window
    [[nodiscard]] bool endIsInSight() const;
    void reset();
    void zoom(double factor, double anchorY);
    void move(double places);
    void moveTo(double from);
    void bringIntoSight(int rung);
    void hover(QPointF position);
    void describe();

    std::optional<wire::Ladder> m_ladder;
    kernel::DropCauses m_causes;
    QString m_emptyText;
    LadderSpacing m_spacing = LadderSpacing::Even;
    LadderScale m_scale;
    LadderWindow m_window;
    bool m_isZoomed = false; ///< by hand
    int m_selected = -1;
    int m_hovered = -1;
    QPointF m_pointer;
    std::optional<QPointF> m_dragged; ///< where the mouse was last
    QPointF m_pressed;
};

} // namespace ls::plot
