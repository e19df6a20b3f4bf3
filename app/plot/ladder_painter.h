// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/ladder_frame.h"
#include "app/plot/plot_theme.h"
#include "engine/kernel/drop_causes.h"

#include <QFont>

#include <optional>
#include <vector>

class QPainter;

namespace ls::plot {

/// What a picture of a ladder is made of.
struct LadderScene {
    const wire::Ladder* ladder = nullptr;
    const LadderScale* scale = nullptr;
    LadderWindow window;
    kernel::DropCauses causes; ///< for the words
    Theme theme;
    QFont font;
    QFont figures;
    QSizeF size;
    int selected = -1;
    int hovered = -1;
    int readOut = -1; ///< whose figures are told, at `pointer`
    QPointF pointer;
};

/// Draws a ladder: two lifelines with the states of the ends beside them, the packets between them. Words give way to
/// one another: what finds no room is left to the read-out. For one picture.
class LadderPainter final {
public:
    LadderPainter(QPainter& painter, const LadderScene& scene);

    void paint();

private:
    void drawHeadings();
    void drawTimes();
    void drawEvenTimes();
    void drawTrueTimes();
    void drawTime(TimePoint time, double step);
    void drawLifeline(wire::End end);
    void drawState(wire::End end, const wire::EndState& state, double top, double bottom);
    void drawRung(std::size_t index);
    void drawHead(const QPolygonF& way, const wire::Rung& rung, const QColor& colour);
    void drawCross(QPointF at);
    void drawLabel(std::size_t index);
    void drawCause(std::size_t index);
    void drawHold(const QPolygonF& way);
    void drawHoldTime(std::size_t index);
    void drawReadOut();

    /// Whether there is room for words; then the room is taken.
    bool take(const QRectF& room);
    /// The first of the rooms that is free, taken.
    std::optional<QRectF> takeOneOf(const std::vector<QRectF>& rooms);
    /// On a ground of their own, for where lines pass.
    void wordsOnGround(const QRectF& where, const QString& text, const QColor& colour);
    void words(const QRectF& where, Qt::Alignment alignment, const QString& text, const QColor& colour);
    [[nodiscard]] QColor colourOf(const wire::Rung& rung) const;
    [[nodiscard]] bool isInSight(const QPolygonF& way) const;
    /// In the order in which they may take room: chosen, in trouble, the others.
    [[nodiscard]] std::vector<std::size_t> byImportance() const;

    QPainter& m_painter;
    const LadderScene& m_scene;
    const wire::Ladder& m_ladder;
    LadderFrame m_frame;
    std::vector<QRectF> m_taken;
};

} // namespace ls::plot
