// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/closed_panel.h"

#include "app/model/words.h"
#include "app/widgets/record_table.h"

#include <QVBoxLayout>

namespace ls::pages {

ClosedPanel::ClosedPanel(model::ClosedLogModel& log, QWidget* parent)
    : TablePanel(parent)
    , m_table(new widgets::RecordTable) {
    m_table->setObjectName(QStringLiteral("closed"));
    m_table->setAccessibleName(tr("Connections that have ended"));
    m_table->setRecords(&log, {110, 190, 190, 90, 90, 90, 90, 80, 60});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_table->model(), signal, this, &TablePanel::countChanged);
    }
}

QString ClosedPanel::countText() const {
    return tr("%1 ended").arg(model::countText(m_table->model()->rowCount()));
}

} // namespace ls::pages
