// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/table_room.h"

#include "app/pages/table_panel.h"
#include "app/widgets/record_table.h"

#include <QVBoxLayout>

#include <utility>

namespace ls::pages {

TableRoom::TableRoom(Make make, QWidget* parent)
    : QWidget(parent)
    , m_make(std::move(make)) {
    auto* inside = new QVBoxLayout(this);
    inside->setContentsMargins(0, 0, 0, 0);
}

TablePanel& TableRoom::panel() {
    if (m_panel == nullptr) {
        m_panel = m_make();
        layout()->addWidget(m_panel);
        m_panel->show(); // at once, where this is in sight already
        if (!m_remembered.isEmpty()) {
            m_panel->table().setLayoutState(m_remembered);
        }
        emit made(*m_panel);
    }
    return *m_panel;
}

QByteArray TableRoom::layoutState() const {
    return m_panel == nullptr ? m_remembered : m_panel->table().layoutState();
}

void TableRoom::setLayoutState(const QByteArray& state) {
    if (m_panel == nullptr) {
        m_remembered = state;
    } else {
        m_panel->table().setLayoutState(state);
    }
}

void TableRoom::resetLayout() {
    m_remembered.clear();
    if (m_panel != nullptr) {
        m_panel->table().resetLayout();
    }
}

} // namespace ls::pages
