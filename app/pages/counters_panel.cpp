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

QString CountersPanel::markdown() const {
    const QString line = QStringLiteral("| %1 | %2 |\n");
    QString table = line.arg(tr("Counter"), tr("Moved by")) + QStringLiteral("| --- | ---: |\n");
    for (int row = 0; row < m_model->rowCount(); ++row) {
        table += line.arg(m_model->index(row, model::CounterTableModel::Name).data().toString(),
                          m_model->index(row, model::CounterTableModel::Moved).data().toString());
    }
    return table;
}

} // namespace ls::pages
