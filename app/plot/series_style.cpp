// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/series_style.h"

namespace ls::plot {

QColor colourOf(Meaning meaning, std::size_t index, const Theme& theme) {
    switch (meaning) {
    case Meaning::Plain:
        break;
    case Meaning::Waiting:
        return theme.waiting;
    case Meaning::Loss:
        return theme.loss;
    case Meaning::Warning:
        return theme.warning;
    case Meaning::Good:
        return theme.good;
    case Meaning::Info:
        return theme.info;
    case Meaning::Retransmit:
        return theme.retransmit;
    }
    return theme.seriesColour(index);
}

} // namespace ls::plot
