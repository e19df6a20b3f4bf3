// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDockWidget;
class QMainWindow;

namespace ls::pages {

/// Keeps a dock's share of its window's height: of what a taller window has more Qt would give all to the centre. Where
/// the user moves the separator, that share is kept from then on. Nothing happens while the dock floats, is hidden or
/// stands at a side.
class DockShare final : public QObject {
    Q_OBJECT

public:
    /// Both outlive this. A share of 0: what the dock has at first.
    DockShare(QMainWindow& area, QDockWidget& dock, double share, QObject* parent = nullptr);

    [[nodiscard]] double share() const { return m_share; }
    void setShare(double share);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool isHere() const;
    void adopt();
    void apply();

    QMainWindow& m_area;
    QDockWidget& m_dock;
    double m_share;
    int m_height = 0; ///< of the window, for which the dock has its share
    bool m_isApplying = false;
};

} // namespace ls::pages
