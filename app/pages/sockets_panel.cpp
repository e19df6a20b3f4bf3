// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sockets_panel.h"

#include "app/model/inspect_words.h"
#include "app/model/socket_words.h"
#include "app/model/words.h"
#include "app/pages/socket_menu.h"
#include "app/widgets/record_table.h"

#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

namespace ls::pages {

using model::SocketTableModel;

namespace {

const QList<int> kWidths{64, 110, 80, 84, 200, 200, 160, 140, 80, 90, 90};

} // namespace

SocketsPanel::SocketsPanel(QWidget* parent)
    : TablePanel(parent)
    , m_model(new SocketTableModel(this))
    , m_table(new widgets::RecordTable)
    , m_states(new QLabel) {
    m_table->setObjectName(QStringLiteral("sockets"));
    m_table->setAccessibleName(tr("All sockets"));
    m_table->setRecords(m_model, kWidths, {QStringLiteral("user"), QStringLiteral("inode")},
                        widgets::RecordTable::SortedBy::Model);
    m_states->setObjectName(QStringLiteral("dim"));
    m_states->setContentsMargins(6, 2, 6, 2);
    // Never wider than its room: a machine can have sockets in all states.
    m_states->setMinimumWidth(1);
    m_states->setToolTip(tr("TCP sockets by state, IPv4 and IPv6 together"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_states);
    layout->addWidget(m_table, 1);
    connect(m_model, &SocketTableModel::shown, this, &SocketsPanel::countChanged);
    connect(m_table, &widgets::RecordTable::menuOpening, this,
            [this](QMenu* menu, const QModelIndex& cell) { fillMenu(*menu, cell); });
}

void SocketsPanel::showSnapshot(const inspect::Snapshot& snapshot) {
    m_model->setTable(snapshot.sockets);
    if (const QString states = model::statesText(snapshot.states->tcp); states != m_states->text()) {
        m_states->setText(states);
    }
}

void SocketsPanel::clear() {
    m_model->clear();
    m_states->clear();
}

void SocketsPanel::setFilter(const filter::Filter& filter) {
    m_model->setFilter(filter);
}

QString SocketsPanel::countText() const {
    const auto shown = static_cast<double>(m_model->rowCount());
    const auto all = static_cast<double>(m_model->total());
    return shown >= all ? tr("%1 sockets").arg(model::countText(all))
                        : tr("%1 of %2 sockets").arg(model::countText(shown), model::countText(all));
}

void SocketsPanel::fillMenu(QMenu& menu, const QModelIndex& cell) {
    if (cell.isValid()) {
        addSocketActions(menu, m_model->filterFor(cell),
                         model::ssCommand(m_model->socket(cell.row()), m_model->pathOf(cell.row())),
                         [this](const filter::Filter& by, bool exclude) { emit filterWanted(by, exclude); });
    }
}

} // namespace ls::pages
