// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/plot_theme.h"

#include <QString>

#include <optional>

namespace ls::plot {

/// What a curve means; the theme knows its colour.
enum class Meaning {
    Plain, ///< the next colour of the series palette
    Waiting,
    Loss,
    Warning,
    Good,
    Info,
    Retransmit,
};

[[nodiscard]] QColor colourOf(Meaning meaning, std::size_t index, const Theme& theme);

enum class Shape {
    Step, ///< a value holds until the next one
    Line, ///< values are joined
};

struct SeriesStyle {
    Meaning meaning = Meaning::Plain;
    Shape shape = Shape::Step;
    bool filled = false;
    bool dashed = false;
    QString column = {}; ///< its name in a file: English, with its unit; empty: the series' name
};

/// One entry of a plot's legend at one moment.
struct LegendEntry {
    QString name;
    QColor colour;
    std::optional<double> value = {};
    QString text = {}; ///< the value in words, e.g. "0–6" where a pixel covers both
    bool shown = true;
    bool area = false; ///< drawn as a box instead of a line
};

} // namespace ls::plot
