// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/ladder_painter.h"

#include <QByteArray>
#include <QImage>

namespace ls::plot {

class LadderView;

/// The ladder that a view shows now, to be taken away later, whatever the view shows by then. A value.
class LadderPicture final {
public:
    /// The view has a ladder.
    explicit LadderPicture(const LadderView& view);

    [[nodiscard]] const wire::Ladder& ladder() const { return m_ladder; }

    /// The whole ladder where packets stand evenly; else what was in sight.
    [[nodiscard]] QImage image(int scale) const;
    [[nodiscard]] QByteArray svg() const;
    [[nodiscard]] QByteArray pdf() const;

private:
    [[nodiscard]] LadderScene scene() const;
    void paint(QPaintDevice& device, double scale) const;

    wire::Ladder m_ladder;
    LadderScale m_scale;
    LadderWindow m_window;
    kernel::DropCauses m_causes;
    Theme m_theme;
    QFont m_font;
    QSize m_size;
};

} // namespace ls::plot
