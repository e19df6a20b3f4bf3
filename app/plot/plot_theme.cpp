// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/plot_theme.h"

#include <QPalette>
#include <qcustomplot.h>

namespace ls::plot {

namespace {

using kernel::TcpState;

void setState(Theme& theme, TcpState state, const char* name) {
    theme.states[static_cast<std::size_t>(state)] = QColor(QLatin1String(name));
}

// The hues are those of Okabe and Ito's palette, lifted for dark surfaces and deepened for light ones.
void setDarkColours(Theme& theme) {
    theme.waiting = QColor(0x35, 0xb6, 0xa6);
    theme.loss = QColor(0xf0, 0x6a, 0x5f);
    theme.warning = QColor(0xe6, 0xa2, 0x3c);
    theme.good = QColor(0x6f, 0xc0, 0x6b);
    theme.info = QColor(0x5a, 0xa4, 0xf0);
    theme.retransmit = QColor(0xa8, 0x8c, 0xea);
    theme.series = {theme.waiting,
                    theme.warning,
                    theme.info,
                    theme.loss,
                    QColor(0xd8, 0x8f, 0xc4),
                    QColor(0xe8, 0xdc, 0x5a),
                    theme.good,
                    QColor(0xa9, 0xb1, 0xbd)};
    setState(theme, TcpState::Established, "#4fa864");
    setState(theme, TcpState::SynSent, "#4f8fdc");
    setState(theme, TcpState::SynRecv, "#e6a23c");
    setState(theme, TcpState::FinWait1, "#8f7bd6");
    setState(theme, TcpState::FinWait2, "#b9a8ee");
    setState(theme, TcpState::TimeWait, "#7b8594");
    setState(theme, TcpState::Close, "#555d69");
    setState(theme, TcpState::CloseWait, "#d9828f");
    setState(theme, TcpState::LastAck, "#c061a0");
    setState(theme, TcpState::Listen, "#2f9e90");
    setState(theme, TcpState::Closing, "#e8dc5a");
}

void setLightColours(Theme& theme) {
    theme.waiting = QColor(0x0f, 0x85, 0x77);
    theme.loss = QColor(0xc4, 0x37, 0x2f);
    theme.warning = QColor(0xa8, 0x6c, 0x00);
    theme.good = QColor(0x2c, 0x8a, 0x3b);
    theme.info = QColor(0x24, 0x70, 0xc8);
    theme.retransmit = QColor(0x72, 0x58, 0xb8);
    theme.series = {theme.waiting, QColor(0xc7, 0x74, 0x00), theme.info,
                    theme.loss,    QColor(0xa3, 0x3f, 0x8c), QColor(0x7d, 0x76, 0x00),
                    theme.good,    QColor(0x5b, 0x64, 0x70)};
    setState(theme, TcpState::Established, "#57ab68");
    setState(theme, TcpState::SynSent, "#5c97dd");
    setState(theme, TcpState::SynRecv, "#e0a030");
    setState(theme, TcpState::FinWait1, "#7f6ac8");
    setState(theme, TcpState::FinWait2, "#b7a6e6");
    setState(theme, TcpState::TimeWait, "#98a1ad");
    setState(theme, TcpState::Close, "#6a727d");
    setState(theme, TcpState::CloseWait, "#dc8b97");
    setState(theme, TcpState::LastAck, "#b4529a");
    setState(theme, TcpState::Listen, "#2a9688");
    setState(theme, TcpState::Closing, "#c9bb22");
}

QPen hairline(const QColor& colour) {
    return QPen(colour, 1);
}

void applyToAxis(QCPAxis& axis, const Theme& theme, const QFont& font) {
    axis.setBasePen(hairline(theme.frame));
    axis.setTickPen(hairline(theme.frame));
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLabelColor(theme.dimText);
    axis.setLabelColor(theme.dimText);
    axis.setTickLabelFont(font);
    axis.setLabelFont(font);
    axis.grid()->setPen(hairline(theme.grid));
    axis.grid()->setSubGridPen(Qt::NoPen);
    axis.grid()->setZeroLinePen(hairline(theme.grid));
    axis.setSelectedBasePen(axis.basePen());
    axis.setSelectedTickPen(axis.tickPen());
}

void applyToLegend(QCPLegend& legend, const Theme& theme, const QFont& font) {
    legend.setBrush(theme.surface);
    legend.setBorderPen(Qt::NoPen);
    legend.setFont(font);
    legend.setTextColor(theme.text);
}

} // namespace

QColor blend(const QColor& colour, const QColor& under, double weight) {
    const auto mix = [weight](int a, int b) { return qRound(a * weight + b * (1 - weight)); };
    return QColor(mix(colour.red(), under.red()), mix(colour.green(), under.green()), mix(colour.blue(), under.blue()));
}

Theme themeFor(const QPalette& palette) {
    Theme theme;
    theme.surface = palette.color(QPalette::Base);
    theme.text = palette.color(QPalette::Text);
    theme.dark = theme.surface.lightnessF() < theme.text.lightnessF();
    theme.dimText = blend(theme.text, theme.surface, 0.68);
    theme.grid = blend(theme.text, theme.surface, theme.dark ? 0.09 : 0.10);
    theme.frame = blend(theme.text, theme.surface, 0.22);
    if (theme.dark) {
        setDarkColours(theme);
    } else {
        setLightColours(theme);
    }
    return theme;
}

void applyTheme(QCustomPlot& plot, const Theme& theme) {
    const QFont font = plot.font();
    plot.setBackground(theme.surface);
    for (QCPAxisRect* rect : plot.axisRects()) {
        for (QCPAxis* axis : rect->axes()) {
            applyToAxis(*axis, theme, font);
        }
    }
    for (auto* legend : plot.findChildren<QCPLegend*>()) {
        applyToLegend(*legend, theme, font);
    }
    for (auto* text : plot.findChildren<QCPTextElement*>()) {
        text->setTextColor(theme.text);
    }
}

} // namespace ls::plot
