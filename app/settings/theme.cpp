// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/theme.h"

#include <QApplication>
#include <QFile>
#include <QStyleFactory>

#include <array>
#include <utility>

namespace ls::settings {

namespace {

/// Colours by their name in resources/listenscope.qss.
struct Colours {
    const char* window;
    const char* base;
    const char* field;
    const char* border;
    const char* text;
    const char* dim;
    const char* faint;
    const char* accent;
    const char* accentHover;
    const char* accentText;
    const char* accentSoft;
    const char* loss;
    const char* lossSoft;
    const char* warnSoft;
    const char* host;
    const char* hostSoft;
    const char* arrows;
};

constexpr Colours kLight{"#f1f4f6", "#ffffff", "#f0f3f6", "#d5dce3", "#18202a", "#56616e",
                         "#98a2ad", "#0f8577", "#0c7468", "#ffffff", "#dcefec", "#c4372f",
                         "#fae4e2", "#fbefd9", "#1d5fae", "#dbe8f7", "light"};
constexpr Colours kDark{"#14171a", "#1d2125", "#272c32", "#373e46", "#e6e9ec", "#9aa4af",
                        "#6b7580", "#35b6a6", "#4cc6b7", "#0c1513", "#1f3a38", "#f06a5f",
                        "#3d2625", "#3a2f1c", "#74b2ff", "#20344d", "dark"};

QColor colour(const char* name) {
    return QColor(QLatin1String(name));
}

QPalette paletteOf(const Colours& c) {
    QPalette palette;
    const std::array roles{std::pair(QPalette::Window, c.window),
                           std::pair(QPalette::WindowText, c.text),
                           std::pair(QPalette::Base, c.base),
                           std::pair(QPalette::AlternateBase, c.field),
                           std::pair(QPalette::Text, c.text),
                           std::pair(QPalette::Button, c.field),
                           std::pair(QPalette::ButtonText, c.text),
                           std::pair(QPalette::BrightText, c.loss),
                           std::pair(QPalette::ToolTipBase, c.base),
                           std::pair(QPalette::ToolTipText, c.text),
                           std::pair(QPalette::Highlight, c.accent),
                           std::pair(QPalette::HighlightedText, c.accentText),
                           std::pair(QPalette::Link, c.accent),
                           std::pair(QPalette::LinkVisited, c.accent),
                           std::pair(QPalette::PlaceholderText, c.faint),
                           std::pair(QPalette::Mid, c.border),
                           std::pair(QPalette::Midlight, c.border),
                           std::pair(QPalette::Dark, c.border),
                           std::pair(QPalette::Light, c.base),
                           std::pair(QPalette::Shadow, c.border)};
    for (const auto& [role, name] : roles) {
        palette.setColor(role, colour(name));
    }
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, colour(c.faint));
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colour(c.border));
    return palette;
}

QString styleSheetOf(const Colours& c) {
    QFile file(QStringLiteral(":/listenscope.qss"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    // Longer names first: @accent is the beginning of @accentSoft.
    const std::array tokens{std::pair("@accentHover", c.accentHover),
                            std::pair("@accentText", c.accentText),
                            std::pair("@accentSoft", c.accentSoft),
                            std::pair("@accent", c.accent),
                            std::pair("@lossSoft", c.lossSoft),
                            std::pair("@loss", c.loss),
                            std::pair("@warnSoft", c.warnSoft),
                            std::pair("@hostSoft", c.hostSoft),
                            std::pair("@host", c.host),
                            std::pair("@window", c.window),
                            std::pair("@base", c.base),
                            std::pair("@field", c.field),
                            std::pair("@border", c.border),
                            std::pair("@text", c.text),
                            std::pair("@dim", c.dim),
                            std::pair("@faint", c.faint),
                            std::pair("@arrows", c.arrows)};
    for (const auto& [token, value] : tokens) {
        sheet.replace(QLatin1String(token), QLatin1String(value));
    }
    return sheet;
}

bool isDarkPalette(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace

Theme::Theme(QApplication& app)
    : m_app(app)
    , m_desktopIsDark(isDarkPalette(QApplication::palette())) {
    // While there are no widgets: every one of them would be styled again.
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

void Theme::apply(ThemeChoice choice) {
    m_dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && m_desktopIsDark);
    const Colours& colours = m_dark ? kDark : kLight;
    QApplication::setPalette(paletteOf(colours));
    m_app.setStyleSheet(styleSheetOf(colours));
}

RowTints rowTints(const QPalette& palette) {
    const Colours& colours = isDarkPalette(palette) ? kDark : kLight;
    return {colour(colours.accentSoft), colour(colours.warnSoft), colour(colours.lossSoft), colour(colours.warnSoft),
            colour(colours.lossSoft)};
}

QColor dimText(const QPalette& palette) {
    return isDarkPalette(palette) ? colour(kDark.dim) : colour(kLight.dim);
}

} // namespace ls::settings
