// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/queue_picture.h"

#include "app/model/words.h"
#include "app/plot/plot_theme.h"

#include <QFontDatabase>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ls::pages {

namespace {

constexpr int kVesselHeight = 40;
constexpr int kHead = 6; ///< of an arrow
constexpr std::uint64_t kMostSlots = 24;
constexpr std::size_t kMostReactors = 3;

QString number(std::uint64_t n) {
    return model::countText(static_cast<double>(n));
}

QFont bold(QFont font) {
    font.setBold(true);
    return font;
}

QFont small(QFont font) {
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

/// Edges on pixels, so that a line of one pixel is one.
QRectF crisp(const QRectF& r) {
    return {std::round(r.x()) + 0.5, std::round(r.y()) + 0.5, std::round(r.width()) - 1, std::round(r.height()) - 1};
}

void drawArrow(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& colour,
               Qt::PenStyle style = Qt::SolidLine) {
    const QPointF along = (to - from) / std::hypot(to.x() - from.x(), to.y() - from.y());
    const QPointF across(-along.y(), along.x());
    painter.setPen(QPen(colour, 2, style, Qt::FlatCap));
    painter.drawLine(from, to - along * kHead);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(
        QPolygonF{to, to - along * kHead + across * (kHead * 0.7), to - along * kHead - across * (kHead * 0.7)});
    painter.setBrush(Qt::NoBrush);
}

} // namespace

struct QueuePicture::Places {
    double top;    ///< of the vessels
    double middle; ///< of the arrows
    double below;  ///< the captions
    QRectF clients;
    QRectF synQueue;
    QRectF acceptQueue;
    QRectF reactors;
};

QueuePicture::QueuePicture(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Where the connections are"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize QueuePicture::sizeHint() const {
    return {620, kVesselHeight + 4 * fontMetrics().height() + 12};
}

QSize QueuePicture::minimumSizeHint() const {
    return {460, sizeHint().height()};
}

void QueuePicture::clear() {
    set({});
}

void QueuePicture::show(const lab::LiveSnapshot& s) {
    Shown shown;
    shown.clients = s.load.phase == lab::LoadPhase::None ? 0 : s.load.clients.planned;
    shown.connecting = s.load.clients.pending;
    shown.synQueue = {s.census.server[static_cast<std::size_t>(kernel::TcpState::SynRecv)], s.model.synCapacity};
    shown.acceptQueue = {s.depth, s.capacity};
    shown.limit = s.limit;
    shown.unknown = s.census.unknown;
    shown.arriving = s.attemptRate > 0;
    shown.accepting =
        s.setup.server.accept.empty() || s.setup.server.accept.front().policy.kind != server::AcceptPolicy::Kind::None;
    shown.reactors = s.perReactor;
    const auto spill = [&](std::int64_t packets, const QString& text) {
        if (packets > 0) {
            shown.spills << text.arg(number(static_cast<std::uint64_t>(packets)));
        }
    };
    spill(s.causes.acceptQueueFull, tr("%1 packets dropped: accept queue full"));
    spill(s.causes.synQueueFull, tr("%1 SYNs dropped: SYN queue full"));
    spill(s.causes.synQueueThreeQuarters, tr("%1 SYNs dropped: SYN queue three quarters full"));
    spill(s.causes.unattributed, tr("%1 packets dropped for another reason"));
    if (!shown.spills.isEmpty()) {
        shown.counters =
            QStringLiteral("ListenOverflows +%1   ListenDrops +%2")
                .arg(number(static_cast<std::uint64_t>(kernel::counterValue(s.counters, "ListenOverflows"))),
                     number(static_cast<std::uint64_t>(kernel::counterValue(s.counters, "ListenDrops"))));
    }
    set(std::move(shown));
}

void QueuePicture::set(Shown shown) {
    if (shown == m_shown) {
        return;
    }
    m_shown = std::move(shown);
    setAccessibleDescription(words());
    update();
}

QString QueuePicture::words() const {
    QStringList parts{
        tr("%1 clients, %2 still connecting").arg(number(m_shown.clients), number(m_shown.connecting)),
        tr("SYN queue: %1 of %2").arg(number(m_shown.synQueue.depth), number(m_shown.synQueue.capacity)),
        tr("accept queue: %1 of %2").arg(number(m_shown.acceptQueue.depth), number(m_shown.acceptQueue.capacity))};
    parts << m_shown.spills;
    return parts.join(QStringLiteral("; "));
}

QueuePicture::Places QueuePicture::places() const {
    const double w = width();
    const int line = fontMetrics().height();
    Places at{};
    at.top = line + 6;
    at.middle = std::round(at.top + kVesselHeight / 2.0);
    at.below = at.top + kVesselHeight + 3;
    at.clients = QRectF(0, at.top, 0.12 * w, kVesselHeight);
    at.synQueue = QRectF(0.23 * w, at.top, 0.19 * w, kVesselHeight);
    at.acceptQueue = QRectF(0.51 * w, at.top, 0.23 * w, kVesselHeight);
    at.reactors = QRectF(0.84 * w, at.top - 8, 0.16 * w, kVesselHeight + 16);
    return at;
}

void QueuePicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const plot::Theme theme = plot::themeFor(palette());
    const Places at = places();
    drawClients(painter, theme, at.clients);
    drawArrows(painter, theme, at);
    drawQueues(painter, theme, at);
    drawReactors(painter, theme, at.reactors);
    drawSpills(painter, theme, at);
    drawUnknown(painter, theme, at);
}

void QueuePicture::drawClients(QPainter& painter, const plot::Theme& theme, const QRectF& area) const {
    QFont big = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    big.setPointSizeF(font().pointSizeF() * 1.5);
    big.setBold(true);
    const double wide = QFontMetricsF(big).horizontalAdvance(number(m_shown.clients));
    big.setPointSizeF(big.pointSizeF() * std::min(1.0, area.width() / std::max(wide, 1.0)));
    painter.setFont(big);
    painter.setPen(theme.info);
    painter.drawText(area.adjusted(0, -6, 0, -area.height() / 2 + 6), Qt::AlignCenter, number(m_shown.clients));
    painter.setFont(font());
    painter.setPen(theme.dimText);
    painter.drawText(area.adjusted(0, area.height() / 2, 0, 4), Qt::AlignCenter, tr("clients"));
    if (m_shown.connecting > 0) {
        painter.setFont(small(font()));
        painter.setPen(theme.info);
        painter.drawText(QRectF(area.left() - 4, area.bottom() + 4, area.width() + 30, fontMetrics().height()),
                         Qt::AlignHCenter | Qt::TextDontClip, tr("%1 connecting").arg(number(m_shown.connecting)));
    }
}

void QueuePicture::drawArrows(QPainter& painter, const plot::Theme& theme, const Places& at) const {
    const QColor quiet = plot::blend(theme.dimText, theme.surface, 0.7);
    const QColor syn = m_shown.arriving || m_shown.connecting > 0 ? theme.info : quiet;
    const auto label = [&](double from, double to, const QString& text, const QColor& colour) {
        painter.setFont(small(font()));
        painter.setPen(colour);
        painter.drawText(
            QRectF(from - 20, at.middle - fontMetrics().height() - 3, to - from + 40, fontMetrics().height()),
            Qt::AlignHCenter | Qt::AlignBottom, text);
    };
    const auto arrow = [&](const QRectF& left, const QRectF& right, const QString& text, const QColor& colour,
                           Qt::PenStyle style) {
        const double from = left.right() + 5;
        const double to = right.left() - 5;
        drawArrow(painter, {from, at.middle}, {to, at.middle}, colour, style);
        label(from, to, text, colour);
    };
    arrow(at.clients, at.synQueue, QStringLiteral("SYN"), syn, Qt::SolidLine);
    arrow(at.synQueue, at.acceptQueue, QStringLiteral("ACK"), syn, Qt::SolidLine);
    arrow(at.acceptQueue, at.reactors, m_shown.accepting ? QStringLiteral("accept()") : tr("stopped"),
          m_shown.accepting ? theme.good : theme.loss, m_shown.accepting ? Qt::SolidLine : Qt::DashLine);
}

void QueuePicture::drawVessel(QPainter& painter, const plot::Theme& theme, const QRectF& area, const Vessel& vessel,
                              const QColor& colour) const {
    const bool full = vessel.capacity > 0 && vessel.depth >= vessel.capacity;
    painter.setPen(QPen(full ? theme.loss : theme.frame, 1));
    painter.setBrush(plot::blend(theme.dimText, theme.surface, 0.12));
    painter.drawRoundedRect(crisp(area), 6, 6);
    const QRectF inner = area.adjusted(5, 5, -5, -5);
    painter.setPen(Qt::NoPen);
    if (vessel.capacity > kMostSlots) {
        const double share = std::min(1.0, static_cast<double>(vessel.depth) / static_cast<double>(vessel.capacity));
        painter.setBrush(colour);
        const double wide = vessel.depth > 0 ? std::max(2.0, inner.width() * share) : 0;
        painter.drawRoundedRect(QRectF(inner.right() - wide, inner.top(), wide, inner.height()), 3, 3);
    } else if (vessel.capacity > 0) {
        // The one that accept() takes next stands at the right.
        const double pitch = inner.width() / static_cast<double>(vessel.capacity);
        const double gap = pitch > 8 ? 3 : 1;
        for (std::uint64_t i = 0; i < vessel.capacity; ++i) {
            const double x = inner.right() - static_cast<double>(i + 1) * pitch + gap / 2;
            painter.setBrush(i < vessel.depth ? colour : plot::blend(theme.dimText, theme.surface, 0.22));
            painter.drawRoundedRect(QRectF(x, inner.top(), pitch - gap, inner.height()), 2, 2);
        }
    }
    painter.setBrush(Qt::NoBrush);
}

void QueuePicture::drawCaption(QPainter& painter, const QRectF& under, const QString& text,
                               const QColor& colour) const {
    painter.setFont(small(font()));
    painter.setPen(colour);
    painter.drawText(QRectF(under.left() - 40, under.bottom() + 3, under.width() + 80, fontMetrics().height()),
                     Qt::AlignHCenter | Qt::AlignTop, text);
}

void QueuePicture::drawQueues(QPainter& painter, const plot::Theme& theme, const Places& at) const {
    const auto title = [&](const QRectF& over, const QString& text) {
        painter.setFont(bold(font()));
        painter.setPen(theme.text);
        painter.drawText(QRectF(over.left() - 40, 0, over.width() + 80, over.top() - 3),
                         Qt::AlignHCenter | Qt::AlignBottom, text);
    };
    title(at.synQueue, tr("SYN queue"));
    title(at.acceptQueue, tr("Accept queue"));
    drawVessel(painter, theme, at.synQueue, m_shown.synQueue, theme.warning);
    drawVessel(painter, theme, at.acceptQueue, m_shown.acceptQueue, theme.waiting);
    if (m_shown.acceptQueue.capacity == 0) {
        return;
    }
    drawCaption(painter, at.synQueue,
                tr("%1 half-open of %2").arg(number(m_shown.synQueue.depth), number(m_shown.synQueue.capacity)),
                m_shown.synQueue.depth > 0 ? theme.warning : theme.dimText);
    const bool full = m_shown.acceptQueue.depth >= m_shown.acceptQueue.capacity;
    const QString waiting = tr("%1 waiting · limit %2").arg(number(m_shown.acceptQueue.depth), number(m_shown.limit));
    drawCaption(painter, at.acceptQueue, full ? waiting + tr(" · FULL") : waiting, full ? theme.loss : theme.dimText);
}

void QueuePicture::drawReactors(QPainter& painter, const plot::Theme& theme, const QRectF& area) const {
    const std::size_t rows = std::min(m_shown.reactors.size(), kMostReactors);
    if (rows == 0) {
        return;
    }
    const bool more = m_shown.reactors.size() > kMostReactors;
    const double high = std::min(24.0, area.height() / static_cast<double>(rows));
    double y = area.center().y() - high * static_cast<double>(rows) / 2;
    painter.setFont(small(font()));
    for (std::size_t i = 0; i < rows; ++i, y += high) {
        const bool isRest = more && i + 1 == rows;
        std::uint64_t accepted = m_shown.reactors[i];
        for (std::size_t j = i + 1; isRest && j < m_shown.reactors.size(); ++j) {
            accepted += m_shown.reactors[j];
        }
        const QRectF box = crisp(QRectF(area.left(), y, area.width(), high - 3));
        painter.setPen(QPen(theme.frame, 1));
        painter.setBrush(plot::blend(theme.dimText, theme.surface, 0.12));
        painter.drawRoundedRect(box, 4, 4);
        const QRectF inner = box.adjusted(5, 0, -5, 0);
        const QString figure = number(accepted);
        const double room = inner.width() - painter.fontMetrics().horizontalAdvance(figure) - 4;
        const QString name = isRest ? tr("others") : tr("reactor %1").arg(i);
        const bool fits = painter.fontMetrics().horizontalAdvance(name) <= room;
        painter.setPen(theme.dimText);
        painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft,
                         fits ? name : (isRest ? QStringLiteral("…") : QString::number(i)));
        painter.setPen(theme.text);
        painter.drawText(inner, Qt::AlignVCenter | Qt::AlignRight, figure);
    }
    painter.setBrush(Qt::NoBrush);
}

void QueuePicture::drawSpills(QPainter& painter, const plot::Theme& theme, const Places& at) const {
    if (m_shown.spills.isEmpty()) {
        return;
    }
    const int line = fontMetrics().height();
    const double x = std::round((at.clients.right() + at.synQueue.left()) / 2);
    double y = at.below + line + 2;
    drawArrow(painter, {x, at.middle + 2}, {x, y + line - 3}, theme.loss);
    const double left = x + 12;
    for (const QString& spill : m_shown.spills) {
        painter.setFont(bold(font()));
        painter.setPen(theme.loss);
        painter.drawText(QPointF(left, y + fontMetrics().ascent()), spill);
        y += line;
    }
    if (m_shown.spills.size() == 1 && m_shown.unknown == 0) {
        QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        mono.setPointSizeF(font().pointSizeF() * 0.85);
        painter.setFont(mono);
        painter.setPen(theme.dimText);
        painter.drawText(QPointF(left, y + fontMetrics().ascent()), m_shown.counters);
    }
}

void QueuePicture::drawUnknown(QPainter& painter, const plot::Theme& theme, const Places& at) const {
    if (m_shown.unknown == 0) {
        return;
    }
    const int line = fontMetrics().height();
    const double x = std::round((at.synQueue.right() + at.acceptQueue.left()) / 2);
    const double right = width() - 2.0;
    const double y = at.below + 2 * line + 2;
    drawArrow(painter, {x, at.middle + 2}, {x, at.below + line - 2}, theme.loss, Qt::DotLine);
    painter.setFont(bold(font()));
    painter.setPen(theme.loss);
    painter.drawText(QRectF(0, y, right, line), Qt::AlignRight | Qt::AlignVCenter,
                     tr("%1 clients are connected, and the server does not know them").arg(number(m_shown.unknown)));
}

} // namespace ls::pages
