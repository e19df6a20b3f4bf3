// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/ladder_painter.h"

#include "app/model/ladder_words.h"
#include "app/model/socket_words.h"
#include "app/plot/plot_format.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ls::plot {

using wire::End;
using wire::Rung;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ls::plot::LadderPainter)
};

constexpr double kBar = 5;  ///< a state beside its lifeline
constexpr double kHead = 8; ///< of an arrow
constexpr double kCross = 4.5;
constexpr double kMargin = 10;

QFont bold(QFont font) {
    font.setBold(true);
    return font;
}

bool isWasted(const Rung& rung) {
    using wire::Effect;
    const bool mayHave = rung.effect == Effect::Usual || rung.effect == Effect::SynUnanswered ||
                         rung.effect == Effect::SynNotRepeated || rung.effect == Effect::NotAcknowledged;
    return rung.packet.left && !mayHave;
}

bool isGone(const Rung& rung) {
    return !rung.packet.left && rung.packet.fate != wire::Fate::Held;
}

QPointF pointAlong(const QPolygonF& way, double share) {
    return QLineF(way[0], way[1]).pointAt(share);
}

/// 1, 2 or 5 times a power of ten.
double roundStep(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least) {
            return factor * power;
        }
    }
    return 10 * power;
}

} // namespace

LadderPainter::LadderPainter(QPainter& painter, const LadderScene& scene)
    : m_painter(painter)
    , m_scene(scene)
    , m_ladder(*scene.ladder)
    , m_frame(*scene.ladder, *scene.scale, scene.window, scene.size, QFontMetricsF(scene.font)) {
}

void LadderPainter::paint() {
    m_painter.fillRect(QRectF(QPointF(), m_scene.size), m_scene.theme.surface);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setFont(m_scene.font);
    drawHeadings();
    m_painter.save();
    m_painter.setClipRect(m_frame.area());
    drawTimes();
    drawLifeline(End::Client);
    drawLifeline(End::Server);
    for (std::size_t i = 0; i < m_ladder.rungs.size(); ++i) {
        drawRung(i);
    }
    for (const std::size_t i : byImportance()) {
        drawLabel(i);
        drawHoldTime(i);
        drawCause(i);
    }
    m_painter.restore();
    drawReadOut();
}

bool LadderPainter::take(const QRectF& room) {
    const auto overlaps = [&](const QRectF& other) { return other.intersects(room); };
    if (std::any_of(m_taken.begin(), m_taken.end(), overlaps)) {
        return false;
    }
    m_taken.push_back(room);
    return true;
}

std::optional<QRectF> LadderPainter::takeOneOf(const std::vector<QRectF>& rooms) {
    const auto free = std::find_if(rooms.begin(), rooms.end(), [this](const QRectF& room) { return take(room); });
    return free == rooms.end() ? std::nullopt : std::optional(*free);
}

void LadderPainter::wordsOnGround(const QRectF& where, const QString& text, const QColor& colour) {
    m_painter.fillRect(where.adjusted(-2, 1, 2, -1), m_scene.theme.surface);
    words(where, Qt::AlignLeft | Qt::AlignVCenter, text, colour);
}

void LadderPainter::words(const QRectF& where, Qt::Alignment alignment, const QString& text, const QColor& colour) {
    m_painter.setPen(colour);
    m_painter.drawText(where, static_cast<int>(alignment) | Qt::TextDontClip | Qt::TextSingleLine, text);
}

QColor LadderPainter::colourOf(const Rung& rung) const {
    const Theme& theme = m_scene.theme;
    if (isGone(rung) || isWasted(rung) || rung.effect == wire::Effect::AckRefused ||
        (rung.packet.flags & wire::tcp_flag::kRst) != 0) {
        return theme.loss;
    }
    return rung.packet.retransmit ? theme.retransmit : blend(theme.text, theme.surface, 0.8);
}

bool LadderPainter::isInSight(const QPolygonF& way) const {
    return way.boundingRect().adjusted(0, -kMargin, 0, kMargin).intersects(m_frame.area());
}

std::vector<std::size_t> LadderPainter::byImportance() const {
    const auto rank = [this](std::size_t i) {
        const Rung& rung = m_ladder.rungs[i];
        const int index = static_cast<int>(i);
        return index == m_scene.hovered || index == m_scene.selected ? 0 : isGone(rung) || isWasted(rung) ? 1 : 2;
    };
    std::vector<std::size_t> order(m_ladder.rungs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    return order;
}

// Headings and times. ------------------------------------------------------------------------------------------------

void LadderPainter::drawHeadings() {
    const Theme& theme = m_scene.theme;
    const wire::ConnectionSummary& summary = m_ladder.summary;
    const double line = QFontMetricsF(m_scene.font).height();
    using wire::Trouble;
    const bool isBad = summary.trouble == Trouble::Ghost || summary.trouble == Trouble::Reset ||
                       summary.trouble == Trouble::Unanswered;
    m_painter.setFont(bold(m_scene.font));
    const QRectF top(kMargin, kMargin / 2, m_scene.size.width() - 2 * kMargin, line);
    const QFontMetricsF metrics(m_painter.font());
    words(top, Qt::AlignLeft | Qt::AlignVCenter,
          metrics.elidedText(model::troubleSentence(summary), Qt::ElideRight, top.width()),
          isBad ? theme.loss : theme.text);
    m_painter.setFont(m_scene.font);
    const double y = top.bottom() + kMargin / 2;
    const auto end = [&](End which, const QString& name, const IpEndpoint& endpoint) {
        const double x = m_frame.xOf(which);
        const QString text = name + QLatin1Char(' ') + model::endpointText(endpoint);
        const double half = std::min({QFontMetricsF(m_scene.font).horizontalAdvance(text) / 2 + 1, x - kMargin / 2,
                                      m_scene.size.width() - kMargin / 2 - x});
        words(QRectF(x - half, y, 2 * half, line), Qt::AlignCenter, text, theme.dimText);
    };
    end(End::Client, Words::tr("Client"), summary.id.client);
    end(End::Server, Words::tr("Server"), summary.id.server);
}

void LadderPainter::drawTimes() {
    if (m_scene.scale->spacing() == LadderSpacing::True) {
        drawTrueTimes();
    } else {
        drawEvenTimes();
    }
}

void LadderPainter::drawTime(TimePoint time, double step) {
    const double line = QFontMetricsF(m_scene.figures).height();
    const double y = m_frame.yOf(time);
    const QRectF room(kMargin / 2, y - line / 2, m_frame.timeColumn() - kMargin / 2, line);
    if (!room.intersects(m_frame.area()) || !take(room)) {
        return;
    }
    const double seconds = toSeconds(time - m_scene.scale->start());
    m_painter.setFont(m_scene.figures);
    words(room, Qt::AlignRight | Qt::AlignVCenter, formatMoment(seconds, step), m_scene.theme.dimText);
    m_painter.setFont(m_scene.font);
    m_painter.setPen(QPen(m_scene.theme.grid, 1));
    m_painter.drawLine(QPointF(m_frame.timeColumn() + kMargin / 2, std::round(y) + 0.5),
                       QPointF(m_frame.serverX(), std::round(y) + 0.5));
}

void LadderPainter::drawEvenTimes() {
    for (const Rung& rung : m_ladder.rungs) {
        drawTime(rung.packet.arrived, 1e-4);
    }
}

void LadderPainter::drawTrueTimes() {
    const double line = QFontMetricsF(m_scene.figures).height();
    const double step = roundStep(2.2 * line / m_frame.pixelsPerPlace());
    const double first = std::max(0.0, std::floor(m_frame.placeAt(m_frame.area().top()) / step) * step);
    for (double place = first; m_frame.yAt(place) < m_frame.area().bottom() && place <= m_scene.scale->end() + step / 2;
         place += step) {
        drawTime(m_scene.scale->start() + Nanoseconds(static_cast<std::int64_t>(place * 1e9)), step);
    }
}

// The ends. ----------------------------------------------------------------------------------------------------------

void LadderPainter::drawLifeline(End end) {
    const QRectF area = m_frame.area();
    double top = area.top();
    const wire::StateChange* before = nullptr;
    for (const wire::StateChange& change : m_ladder.states) {
        if (change.end != end) {
            continue;
        }
        const double y = m_frame.yOf(change.when);
        if (before != nullptr) {
            drawState(end, before->to, top, y);
            top = y;
        }
        before = &change;
    }
    if (before != nullptr) {
        drawState(end, before->to, top, std::min(area.bottom(), m_frame.yAt(m_scene.scale->end()) + 12));
    }
}

void LadderPainter::drawState(End end, const wire::EndState& state, double top, double bottom) {
    const Theme& theme = m_scene.theme;
    const QRectF area = m_frame.area();
    if (bottom <= area.top() || top >= area.bottom()) {
        return;
    }
    const double x = m_frame.xOf(end);
    const QColor colour = theme.stateColour(state.state);
    const QRectF bar(x - kBar / 2, top, kBar, bottom - top);
    if (state.isClaim) {
        m_painter.setPen(QPen(colour, 2, Qt::DotLine));
        m_painter.drawLine(QPointF(x, top), QPointF(x, bottom));
    } else {
        m_painter.fillRect(bar, colour);
    }
    // A state that began above stays in sight.
    const double line = QFontMetricsF(m_scene.font).height();
    const double y = std::max(top, area.top()) + 1;
    const QString word = model::stateText(state, end, m_ladder.summary.trouble);
    const double width = QFontMetricsF(bold(m_scene.font)).horizontalAdvance(word);
    const double left = end == End::Client ? x - kMargin - width : x + kMargin;
    const double least = top < area.top() ? line : 3; // what is about to leave gives way to what follows
    if (bottom - y < least) {
        return;
    }
    std::vector<QRectF> rooms{QRectF(left, y, width, line)};
    for (double at = y + line / 2; at + line <= std::min(bottom, area.bottom()); at += line / 2) {
        rooms.emplace_back(left, at, width, line); // a long one has its word further down
    }
    const auto room = takeOneOf(rooms);
    if (!room) {
        return;
    }
    m_painter.setFont(bold(m_scene.font));
    words(*room, Qt::AlignLeft | Qt::AlignVCenter, word, blend(colour, theme.text, theme.dark ? 0.6 : 0.65));
    m_painter.setFont(m_scene.font);
}

// Packets. -----------------------------------------------------------------------------------------------------------

void LadderPainter::drawRung(std::size_t index) {
    const Rung& rung = m_ladder.rungs[index];
    const QPolygonF way = m_frame.way(rung);
    if (!isInSight(way)) {
        return;
    }
    const bool isChosen = static_cast<int>(index) == m_scene.selected || static_cast<int>(index) == m_scene.hovered;
    const QColor colour = colourOf(rung);
    if (isChosen) {
        m_painter.setPen(
            QPen(blend(colour, m_scene.theme.surface, 0.25), 9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_painter.drawPolyline(way);
    }
    const bool isDashed = rung.packet.retransmit || rung.packet.origin == wire::Origin::Duplicate;
    const bool isOnWire = rung.packet.fate == wire::Fate::Held;
    m_painter.setPen(QPen(colour, 1.5, isOnWire ? Qt::DotLine : isDashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
    m_painter.drawPolyline(way);
    if (isGone(rung)) {
        drawCross(way.back());
    } else if (!isOnWire) {
        drawHead(way, rung, colour);
    }
    if (way.size() > 2) {
        drawHold(way);
    }
}

void LadderPainter::drawHead(const QPolygonF& way, const Rung& rung, const QColor& colour) {
    const QLineF last(way[way.size() - 2], way.back());
    if (last.length() < 1) {
        return;
    }
    const QPointF along = (last.p2() - last.p1()) / last.length();
    const QPointF across(-along.y(), along.x());
    const QPointF tip = last.p2() - along * (kBar / 2 + 0.5);
    const QPolygonF head{tip, tip - along * kHead + across * (kHead * 0.45),
                         tip - along * kHead - across * (kHead * 0.45)};
    m_painter.setPen(QPen(colour, 1.3));
    m_painter.setBrush(isWasted(rung) ? m_scene.theme.surface : colour); // hollow: in vain
    m_painter.drawPolygon(head);
    m_painter.setBrush(Qt::NoBrush);
}

void LadderPainter::drawCross(QPointF at) {
    m_painter.setPen(QPen(m_scene.theme.loss, 2.2, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(at - QPointF(kCross, kCross), at + QPointF(kCross, kCross));
    m_painter.drawLine(at - QPointF(kCross, -kCross), at + QPointF(kCross, -kCross));
}

void LadderPainter::drawHold(const QPolygonF& way) {
    const Theme& theme = m_scene.theme;
    m_painter.setPen(QPen(blend(theme.warning, theme.surface, 0.35), 6, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(way[1], way[2]);
}

void LadderPainter::drawHoldTime(std::size_t index) {
    const Rung& rung = m_ladder.rungs[index];
    const QPolygonF way = m_frame.way(rung);
    if (way.size() < 3 || !isInSight(way)) {
        return;
    }
    const QString text = Words::tr("held %1").arg(formatSpan(toSeconds(*rung.onWire())));
    const QFontMetricsF metrics(m_scene.font);
    const double top = std::max(way[1].y(), m_frame.area().top());
    const double bottom = std::min(way[2].y(), m_frame.area().bottom());
    std::vector<QRectF> rooms;
    for (const double share : {0.5, 0.35, 0.65, 0.2, 0.8}) {
        const QRectF room(way[1].x() + 8, top + share * (bottom - top) - metrics.height() / 2,
                          metrics.horizontalAdvance(text), metrics.height());
        if (room.top() >= top && room.bottom() <= bottom) {
            rooms.push_back(room);
        }
    }
    if (const auto room = takeOneOf(rooms)) {
        wordsOnGround(*room, text, m_scene.theme.warning);
    }
}

void LadderPainter::drawLabel(std::size_t index) {
    const Rung& rung = m_ladder.rungs[index];
    const QPolygonF way = m_frame.way(rung);
    if (!isInSight(way)) {
        return;
    }
    const QString name = model::packetName(rung);
    const QString numbers = model::packetNumbers(rung);
    const QFontMetricsF plain(m_scene.font);
    const double nameWidth = QFontMetricsF(bold(m_scene.font)).horizontalAdvance(name);
    const double whole = nameWidth + (numbers.isEmpty() ? 0 : 5 + plain.horizontalAdvance(numbers));
    std::vector<QRectF> rooms;
    for (const double width : {whole, nameWidth}) { // rather the name alone than nothing
        // Off the middle, nearer to the sender: there a packet's name is looked for, and the ways cross elsewhere.
        for (const double share : {0.36, 0.5, 0.24, 0.64}) {
            const QPointF at = pointAlong(way, way.size() > 2 ? std::min(share * 1.6, 0.7)
                                               : isGone(rung) ? share * 1.2
                                                              : share);
            const QRectF room(at.x() - width / 2, at.y() - plain.height() - 1, width, plain.height());
            if (room.left() >= m_frame.clientX() + 6 && room.right() <= m_frame.serverX() - 6) {
                rooms.push_back(room);
            }
        }
    }
    const auto room = takeOneOf(rooms);
    if (!room) {
        return;
    }
    m_painter.setFont(bold(m_scene.font));
    wordsOnGround(*room, name, colourOf(rung));
    m_painter.setFont(m_scene.font);
    if (room->width() >= whole) {
        words(*room, Qt::AlignRight | Qt::AlignVCenter, numbers, m_scene.theme.dimText);
    }
}

/// Beside the server's line, where it came; behind the cross, where it was lost.
void LadderPainter::drawCause(std::size_t index) {
    const Rung& rung = m_ladder.rungs[index];
    const QString text = model::shortCause(rung, m_scene.causes);
    const QPolygonF way = m_frame.way(rung);
    if (text.isEmpty() || !isInSight(way)) {
        return;
    }
    const QFontMetricsF metrics(m_scene.font);
    const double line = metrics.height();
    const QPointF end = way.back();
    const bool isThere = rung.packet.left.has_value();
    const bool isRight = isThere || rung.packet.direction == wire::Direction::Up;
    const double needed = metrics.horizontalAdvance(text);
    const double left = isRight ? end.x() + kMargin : end.x() - kMargin - needed;
    const double width = isThere ? std::min(needed, m_scene.size.width() - left - 2) : needed;
    const auto place =
        takeOneOf({QRectF(left, end.y() - line / 2, width, line), QRectF(left, end.y() + line / 2, width, line),
                   QRectF(left, end.y() - 1.5 * line, width, line)});
    if (!place) {
        return;
    }
    const bool isWarning =
        rung.packet.fate == wire::Fate::Held || (isThere && !isWasted(rung) && rung.effect != wire::Effect::AckRefused);
    words(*place, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, width + 1),
          isWarning ? m_scene.theme.dimText : m_scene.theme.loss);
}

void LadderPainter::drawReadOut() {
    if (m_scene.readOut < 0 || m_scene.readOut >= static_cast<int>(m_ladder.rungs.size())) {
        return;
    }
    const Theme& theme = m_scene.theme;
    const Rung& rung = m_ladder.rungs[static_cast<std::size_t>(m_scene.readOut)];
    const QStringList lines = model::packetLines(rung, m_scene.scale->start(), m_scene.causes);
    const double wide = std::min(360.0, m_scene.size.width() - 4 * kMargin);
    const QFontMetricsF metrics(m_scene.font);
    const QRectF inner = metrics.boundingRect(QRectF(0, 0, wide, 1000), Qt::TextWordWrap, lines.join(u'\n'));
    QRectF box(m_scene.pointer + QPointF(16, 12), inner.size() + QSizeF(2 * kMargin, kMargin));
    box.moveLeft(std::max(2.0, std::min(box.left(), m_scene.size.width() - box.width() - 2)));
    if (box.bottom() > m_scene.size.height() - 2) {
        box.moveBottom(std::max(box.height() + 2, m_scene.pointer.y() - 10));
    }
    m_painter.setPen(QPen(theme.frame, 1));
    m_painter.setBrush(blend(theme.text, theme.surface, 0.06));
    m_painter.drawRoundedRect(box, 4, 4);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(theme.text);
    m_painter.drawText(box.adjusted(kMargin, kMargin / 2, -kMargin + 1, -kMargin / 2 + 1), Qt::TextWordWrap,
                       lines.join(u'\n'));
}

} // namespace ls::plot
