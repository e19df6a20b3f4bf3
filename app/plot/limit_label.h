// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to app/plot: includes qcustomplot.h.
#pragma once

#include "app/plot/plot_theme.h"

#include <qcustomplot.h>

#include <optional>

namespace ls::plot {

/// The words at the right end of a limit line; at the upper edge with an arrow when the limit lies above the picture.
class LimitLabel final : public QCPLayerable {
    Q_OBJECT
public:
    explicit LimitLabel(QCPAxisRect* area);

    void setText(const QString& text) { m_text = text; }
    void setLimit(std::optional<double> limit) { m_limit = limit; }
    void setTheme(const Theme& theme) { m_theme = theme; }
    /// Where the words stand; empty where there are none.
    [[nodiscard]] QRectF box() const;

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override { return m_area->rect(); }

private:
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] bool isAbove() const; ///< the limit, above the picture

    QCPAxisRect* m_area;
    QString m_text;
    std::optional<double> m_limit;
    Theme m_theme;
};

} // namespace ls::plot
