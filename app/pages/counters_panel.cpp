// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/counters_panel.h"

#include "app/widgets/filter_field.h"
#include "app/widgets/record_table.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QVBoxLayout>

namespace ls::pages {

using model::CounterTableModel;

CountersPanel::CountersPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new CounterTableModel(this))
    , m_table(new widgets::RecordTable) {
    setObjectName(QStringLiteral("scrolled"));
    m_table->setObjectName(QStringLiteral("counters"));
    m_table->setAccessibleName(tr("Kernel counters that moved"));
    const QFontMetrics figures(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_table->setRecords(m_model, {130, figures.horizontalAdvance(QStringLiteral("+999,999,999")), 300},
                        {QStringLiteral("meaning")});
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(CounterTableModel::Name, QHeaderView::Stretch);
    m_filter = new widgets::FilterField(*m_table);
    m_filter->setOnDemand();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
}

QString CountersPanel::markdown() const {
    return m_table->allText(widgets::TextFormat::Markdown);
}

} // namespace ls::pages
