// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/dock_share.h"

#include <QDockWidget>
#include <QEvent>
#include <QLayout>
#include <QMainWindow>

#include <cmath>

namespace ls::pages {

DockShare::DockShare(QMainWindow& area, QDockWidget& dock, double share, QObject* parent)
    : QObject(parent)
    , m_area(area)
    , m_dock(dock)
    , m_share(share) {
    area.installEventFilter(this);
    dock.installEventFilter(this);
}

void DockShare::setShare(double share) {
    m_share = share;
    apply();
}

/// Both see their new size before this: a layout is told first, then the filters.
bool DockShare::eventFilter(QObject* watched, QEvent* event) {
    const bool isResize = event->type() == QEvent::Resize;
    if (watched == &m_area && (isResize || event->type() == QEvent::Show)) {
        apply();
    } else if (watched == &m_dock && isResize && m_area.height() == m_height && !m_isApplying) {
        adopt();
    }
    return QObject::eventFilter(watched, event);
}

bool DockShare::isHere() const {
    return m_area.isVisible() && m_dock.isVisible() && !m_dock.isFloating() &&
           m_area.dockWidgetArea(&m_dock) == Qt::BottomDockWidgetArea;
}

void DockShare::adopt() {
    if (isHere()) {
        m_share = static_cast<double>(m_dock.height()) / m_area.height();
    }
}

void DockShare::apply() {
    if (!isHere() || m_isApplying) {
        return;
    }
    m_height = m_area.height();
    if (m_share <= 0) {
        adopt();
        return;
    }
    const int wanted = static_cast<int>(std::lround(m_share * m_height));
    if (wanted != m_dock.height()) {
        m_isApplying = true;
        m_area.resizeDocks({&m_dock}, {wanted}, Qt::Vertical);
        m_area.layout()->activate();
        m_isApplying = false;
    }
}

} // namespace ls::pages
