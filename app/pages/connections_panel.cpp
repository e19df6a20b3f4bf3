// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/connections_panel.h"

#include "app/model/words.h"
#include "app/widgets/filter_field.h"
#include "app/widgets/record_table.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ls::pages {

ConnectionsPanel::ConnectionsPanel(QWidget* parent)
    : TablePanel(parent)
    , m_model(new model::ConnectionTableModel(this))
    , m_table(new widgets::RecordTable)
    , m_count(new QLabel) {
    setObjectName(QStringLiteral("scrolled"));
    m_table->setObjectName(QStringLiteral("connections"));
    m_table->setAccessibleName(tr("Connections of the selected listener"));
    m_table->setRecords(m_model, {146, 100, 66, 78, 70, 88, 70, 150, 90, 90},
                        {QStringLiteral("local"), QStringLiteral("bytes_received"), QStringLiteral("bytes_sent")});
    m_filter = new widgets::FilterField(*m_table);
    m_filter->setOnDemand();
    m_count->setObjectName(QStringLiteral("dim"));
    m_count->setContentsMargins(4, 0, 4, 0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_count);
}

void ConnectionsPanel::showSelection(const std::shared_ptr<const inspect::Selection>& selection) {
    m_model->setSelection(selection);
    if (const QString text = countText(); text != m_count->text()) {
        m_count->setText(text);
    }
}

QString ConnectionsPanel::countText() const {
    const auto all = static_cast<double>(m_model->total());
    const auto listed = static_cast<double>(m_model->rowCount());
    return all > listed ? tr("the newest %1 of %2 connections").arg(model::countText(listed), model::countText(all))
                        : tr("%1 connections").arg(model::countText(all));
}

} // namespace ls::pages
