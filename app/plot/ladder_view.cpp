// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/ladder_view.h"

#include "app/model/ladder_words.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ls::plot {

namespace {

constexpr double kMostStep = 400;
constexpr double kFinest = 20e-6; ///< seconds in sight at the closest
constexpr double kZoom = 1.3;

/// The rung of the packet with that number; -1: none. The tap drops the oldest, so a rung's place is no name for it.
int rungOf(const wire::Ladder& ladder, std::uint64_t number) {
    const auto found = std::find_if(ladder.rungs.begin(), ladder.rungs.end(),
                                    [&](const wire::Rung& rung) { return rung.packet.number == number; });
    return found == ladder.rungs.end() ? -1 : static_cast<int>(found - ladder.rungs.begin());
}

} // namespace

LadderView::LadderView(QWidget* parent)
    : QWidget(parent) {
    setObjectName(QStringLiteral("ladder"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Packet ladder"));
}

QSize LadderView::sizeHint() const {
    return {560, 340};
}

QSize LadderView::minimumSizeHint() const {
    return {380, 120};
}

void LadderView::setEmptyText(const QString& text) {
    m_emptyText = text;
    describe();
    update();
}

void LadderView::setLadder(std::optional<wire::Ladder> ladder, const kernel::DropCauses& causes) {
    const bool isSame = ladder && m_ladder && ladder->summary.id == m_ladder->summary.id;
    const bool follows = isSame && endIsInSight();
    const std::uint64_t chosen =
        isSame && m_selected >= 0 ? m_ladder->rungs[static_cast<std::size_t>(m_selected)].packet.number : 0;
    m_ladder = std::move(ladder);
    m_causes = causes;
    m_scale = m_ladder ? LadderScale(*m_ladder, m_spacing) : LadderScale();
    if (!isSame) {
        m_selected = m_hovered = -1;
        reset();
    } else {
        m_selected = rungOf(*m_ladder, chosen);
        if (!m_isZoomed) {
            m_window.span = span();
        }
        if (follows) {
            moveTo(m_scale.end() - m_window.span);
        }
        m_hovered = m_hovered >= 0 ? frame().rungAt(m_pointer) : -1;
    }
    describe();
    update();
}

void LadderView::setSpacing(LadderSpacing spacing) {
    m_spacing = spacing;
    if (m_ladder) {
        m_scale = LadderScale(*m_ladder, m_spacing);
    }
    reset();
    update();
}

double LadderView::span() const {
    return m_spacing == LadderSpacing::Even ? LadderFrame::placesIn(height(), LadderFrame::kStep, QFontMetricsF(font()))
                                            : std::max(m_scale.end(), kFinest);
}

void LadderView::reset() {
    m_isZoomed = false;
    m_window = {0, span()};
    update();
}

bool LadderView::endIsInSight() const {
    return m_scale.end() <= m_window.from + m_window.span * 1.001;
}

void LadderView::moveTo(double from) {
    m_window.from = std::clamp(from, 0.0, std::max(0.0, m_scale.end() - m_window.span));
    update();
}

void LadderView::move(double places) {
    moveTo(m_window.from + places);
}

void LadderView::zoom(double factor, double anchorY) {
    const LadderFrame before = frame();
    const double anchor = std::clamp(before.placeAt(anchorY), 0.0, std::max(m_scale.end(), kFinest));
    const double finest =
        m_spacing == LadderSpacing::Even ? LadderFrame::placesIn(height(), kMostStep, QFontMetricsF(font())) : kFinest;
    const double widest = std::max(m_scale.end(), finest);
    const double share = (anchor - m_window.from) / m_window.span;
    m_window.span = std::clamp(m_window.span / factor, finest, std::max(widest, span()));
    m_isZoomed = true;
    moveTo(anchor - share * m_window.span);
}

LadderFrame LadderView::frame() const {
    return {*m_ladder, m_scale, m_window, QSizeF(size()), QFontMetricsF(font())};
}

LadderScene LadderView::scene(QSizeF size) const {
    QFont figures = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    figures.setPointSizeF(font().pointSizeF() * 0.9);
    return {.ladder = &*m_ladder,
            .scale = &m_scale,
            .window = m_window,
            .causes = m_causes,
            .theme = themeFor(palette()),
            .font = font(),
            .figures = figures,
            .size = size,
            .selected = m_selected};
}

void LadderView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (!m_ladder) {
        const Theme theme = themeFor(palette());
        painter.fillRect(rect(), theme.surface);
        painter.setPen(theme.dimText);
        painter.drawText(rect().adjusted(20, 10, -20, -10), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    LadderScene shown = scene(QSizeF(size()));
    shown.hovered = m_hovered;
    shown.readOut = m_hovered >= 0 ? m_hovered : hasFocus() ? m_selected : -1; // the keyboard's choice tells too
    shown.pointer =
        m_hovered < 0 && shown.readOut >= 0
            ? QPointF(frame().clientX(),
                      frame().way(m_ladder->rungs[static_cast<std::size_t>(shown.readOut)]).boundingRect().bottom())
            : m_pointer;
    LadderPainter(painter, shown).paint();
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void LadderView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (!m_isZoomed) {
        m_window.span = span();
        moveTo(m_window.from);
    }
}

// Mouse. -------------------------------------------------------------------------------------------------------------

void LadderView::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0 + event->angleDelta().x() / 120.0;
    if (!m_ladder || notches == 0) {
        return;
    }
    if ((event->modifiers() & Qt::ShiftModifier) != 0) {
        move(-notches * m_window.span / 6);
    } else {
        zoom(std::pow(kZoom, notches), event->position().y());
    }
    hover(event->position());
    event->accept();
}

void LadderView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_ladder) {
        m_dragged = m_pressed = event->position();
    }
}

void LadderView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_ladder) {
        return;
    }
    if (m_dragged) {
        move((m_dragged->y() - event->position().y()) / frame().pixelsPerPlace());
        m_dragged = event->position();
        return;
    }
    hover(event->position());
}

void LadderView::mouseReleaseEvent(QMouseEvent* event) {
    const bool isClick = (event->position() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    if (std::exchange(m_dragged, std::nullopt) && isClick) {
        select(frame().rungAt(event->position()));
    }
}

void LadderView::mouseDoubleClickEvent(QMouseEvent*) {
    reset();
}

void LadderView::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

void LadderView::hover(QPointF position) {
    const int before = std::exchange(m_hovered, frame().rungAt(position));
    m_pointer = position;
    if (m_hovered >= 0 || before >= 0) {
        update();
    }
}

void LadderView::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    emit menuOpening(&menu);
    if (!menu.isEmpty()) {
        menu.exec(event->globalPos());
    }
}

// Keyboard. ----------------------------------------------------------------------------------------------------------

void LadderView::keyPressEvent(QKeyEvent* event) {
    if (!m_ladder) {
        QWidget::keyPressEvent(event);
        return;
    }
    const double middle = height() / 2.0;
    const int last = static_cast<int>(m_ladder->rungs.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Down:
        select(std::min(m_selected + 1, last));
        break;
    case Qt::Key_Up:
        select(m_selected < 0 ? last : std::max(m_selected - 1, 0));
        break;
    case Qt::Key_Home:
        select(0);
        break;
    case Qt::Key_End:
        select(last);
        break;
    case Qt::Key_PageDown:
        move(m_window.span * 0.8);
        break;
    case Qt::Key_PageUp:
        move(-m_window.span * 0.8);
        break;
    case Qt::Key_Right:
        move(m_window.span / 10);
        break;
    case Qt::Key_Left:
        move(-m_window.span / 10);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kZoom, middle);
        break;
    case Qt::Key_Minus:
        zoom(1 / kZoom, middle);
        break;
    case Qt::Key_0:
        reset();
        break;
    case Qt::Key_Escape:
        if (m_selected >= 0) {
            select(-1);
            break;
        }
        [[fallthrough]];
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    event->accept();
}

void LadderView::select(int rung) {
    m_selected = rung;
    if (rung >= 0) {
        bringIntoSight(rung);
    }
    describe();
    update();
}

void LadderView::bringIntoSight(int rung) {
    const wire::CapturedPacket& packet = m_ladder->rungs[static_cast<std::size_t>(rung)].packet;
    const double first = m_scale.placeOf(packet.arrived);
    const double last = m_scale.placeOf(packet.left.value_or(packet.arrived));
    if (last > m_window.from + m_window.span) {
        moveTo(std::min(first, last - m_window.span));
    }
    if (first < m_window.from) {
        moveTo(first);
    }
}

/// For those who do not see the picture: the packet that is chosen, else the whole in a sentence.
void LadderView::describe() {
    if (!m_ladder) {
        setAccessibleDescription(m_emptyText);
    } else if (m_selected >= 0) {
        const wire::Rung& rung = m_ladder->rungs[static_cast<std::size_t>(m_selected)];
        setAccessibleDescription(
            tr("Packet %1 of %2: %3")
                .arg(m_selected + 1)
                .arg(m_ladder->rungs.size())
                .arg(model::packetLines(rung, m_scale.start(), m_causes).join(QStringLiteral("; "))));
    } else {
        setAccessibleDescription(
            tr("%1; %2 packets").arg(model::troubleSentence(m_ladder->summary)).arg(m_ladder->rungs.size()));
    }
}

// To be taken away. --------------------------------------------------------------------------------------------------

} // namespace ls::plot
