// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/counters_panel.h"

#include <QHeaderView>

namespace ls::pages {

CountersPanel::CountersPanel(QWidget* parent)
    : QTableView(parent)
    , m_model(new model::CounterTableModel(this)) {
    setObjectName(QStringLiteral("counters"));
    setAccessibleName(tr("Kernel counters that moved"));
    setModel(m_model);
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(model::CounterTableModel::Name, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(model::CounterTableModel::Moved, QHeaderView::ResizeToContents);
}

} // namespace ls::pages
