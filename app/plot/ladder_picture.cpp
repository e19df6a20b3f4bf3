// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/ladder_picture.h"

#include "app/model/ladder_words.h"
#include "app/plot/ladder_view.h"
#include "app/plot/plot_picture.h"

#include <QFontDatabase>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ls::plot {

namespace {

constexpr int kLeastWidth = 760; ///< words have room there, whatever the window's size

} // namespace

LadderPicture::LadderPicture(const LadderView& view)
    : m_ladder(*view.ladder())
    , m_scale(m_ladder, view.spacing())
    , m_window(view.window())
    , m_causes(view.causes())
    , m_theme(themeFor(view.palette()))
    , m_font(view.font())
    , m_size(std::max(view.width(), kLeastWidth), view.height()) {
    if (view.spacing() == LadderSpacing::Even) {
        m_window = {0, std::max(m_scale.end(), 1.0)};
        const double height = LadderFrame::heightFor(m_window.span, LadderFrame::kStep, QFontMetricsF(m_font));
        m_size.setHeight(static_cast<int>(std::ceil(height)));
    }
}

LadderScene LadderPicture::scene() const {
    QFont figures = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    figures.setPointSizeF(m_font.pointSizeF() * 0.9);
    return {.ladder = &m_ladder,
            .scale = &m_scale,
            .window = m_window,
            .causes = m_causes,
            .theme = m_theme,
            .font = m_font,
            .figures = figures,
            .size = QSizeF(m_size)};
}

void LadderPicture::paint(QPaintDevice& device, double scale) const {
    QPainter painter(&device);
    painter.scale(scale, scale);
    LadderPainter(painter, scene()).paint();
}

QImage LadderPicture::image(int scale) const {
    QImage image(m_size * scale, QImage::Format_RGB32);
    paint(image, scale);
    return image;
}

QByteArray LadderPicture::svg() const {
    return svgOf(model::troubleSentence(m_ladder.summary), m_size, [this](QPaintDevice& device) { paint(device, 1); });
}

QByteArray LadderPicture::pdf() const {
    return pdfOf(model::troubleSentence(m_ladder.summary), m_size, [this](QPaintDevice& device) { paint(device, 1); });
}

} // namespace ls::plot
