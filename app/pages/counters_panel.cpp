// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/counters_panel.h"

#include <QFontDatabase>
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
    // A fixed width: one that follows the contents is measured again with every change.
    const QFont figures = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    horizontalHeader()->setSectionResizeMode(model::CounterTableModel::Moved, QHeaderView::Fixed);
    horizontalHeader()->resizeSection(model::CounterTableModel::Moved,
                                      QFontMetrics(figures).horizontalAdvance(QStringLiteral("+999,999,999")));
}

widgets::ExportTable CountersPanel::table() const {
    return widgets::smallTable({QStringLiteral("counter"), QStringLiteral("moved_by")}, m_model->rows());
}

} // namespace ls::pages
