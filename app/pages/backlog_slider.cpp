// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/backlog_slider.h"

#include "app/model/lab_experiment.h"
#include "app/settings/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSlider>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <array>
#include <utility>

namespace ls::pages {

namespace {

constexpr int kHandle = 16; ///< as in the style sheet
constexpr int kStepsPerDoubling = 8;

} // namespace

BacklogSlider::BacklogSlider(QWidget* parent)
    : QWidget(parent)
    , m_slider(new QSlider(Qt::Horizontal)) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    setFont(font);
    m_slider->setObjectName(QStringLiteral("backlogSlider"));
    m_slider->setRange(0, model::kSliderSteps);
    m_slider->setAccessibleName(tr("Backlog"));
    m_slider->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, QFontMetrics(font).height() + 1);
    layout->addWidget(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, &BacklogSlider::onSlider);
}

void BacklogSlider::setBacklog(int backlog) {
    m_backlog = backlog;
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(model::sliderPositionOf(backlog));
}

void BacklogSlider::onSlider(int position) {
    const int backlog = model::backlogAt(position);
    if (backlog != m_backlog) {
        m_backlog = backlog;
        emit moved(backlog);
    }
}

void BacklogSlider::step(int steps) {
    const int next = model::backlogAfter(m_backlog, steps);
    if (next != m_backlog) {
        setBacklog(next);
        emit moved(next);
    }
}

bool BacklogSlider::stepByKey(int key) {
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        step(-1);
        return true;
    case Qt::Key_Right:
    case Qt::Key_Up:
        step(1);
        return true;
    case Qt::Key_PageDown:
        step(-kStepsPerDoubling);
        return true;
    case Qt::Key_PageUp:
        step(kStepsPerDoubling);
        return true;
    default:
        return false;
    }
}

bool BacklogSlider::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        return stepByKey(static_cast<QKeyEvent*>(event)->key());
    }
    if (event->type() == QEvent::Wheel) {
        step(static_cast<QWheelEvent*>(event)->angleDelta().y() > 0 ? 1 : -1);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void BacklogSlider::paintEvent(QPaintEvent*) {
    static const std::array<std::pair<int, const char*>, 7> kMarks{
        {{0, "0"}, {1, "1"}, {8, "8"}, {64, "64"}, {512, "512"}, {4096, "4k"}, {65535, "64k"}}};
    QPainter painter(this);
    painter.setPen(settings::dimText(palette()));
    const QFontMetrics metrics(font());
    const double room = width() - kHandle;
    for (const auto& [backlog, text] : kMarks) {
        const QString label = QString::fromLatin1(text);
        const double x = kHandle / 2.0 + room * model::sliderPositionOf(backlog) / model::kSliderSteps;
        const int wide = metrics.horizontalAdvance(label);
        const int left = std::clamp(static_cast<int>(x - wide / 2.0), 0, width() - wide);
        painter.drawText(left, height() - metrics.descent(), label);
    }
}

} // namespace ls::pages
