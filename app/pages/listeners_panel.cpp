// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/listeners_panel.h"

#include "app/model/socket_words.h"
#include "app/model/words.h"
#include "app/pages/listener_delegates.h"
#include "app/pages/socket_menu.h"
#include "app/widgets/record_table.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QVBoxLayout>

#include <utility>

namespace ls::pages {

using model::ListenerTableModel;

namespace {

const QList<int> kWidths{142, 72, 60, 118, 80, 62, 70, 124, 58, 126, 118, 96, 80, 80, 80, 104, 90};

} // namespace

ListenersPanel::ListenersPanel(const model::ListenerTrails& trails, QWidget* parent)
    : TablePanel(parent)
    , m_trails(trails)
    , m_model(new ListenerTableModel(this))
    , m_table(new widgets::RecordTable) {
    m_table->setObjectName(QStringLiteral("listeners"));
    m_table->setAccessibleName(tr("Listening sockets"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setRecords(m_model, kWidths,
                        {QStringLiteral("deepest"), QStringLiteral("family"), QStringLiteral("user"),
                         QStringLiteral("connections"), QStringLiteral("inode")});
    const QHeaderView& header = *m_table->horizontalHeader();
    m_table->setItemDelegateForColumn(ListenerTableModel::Fill, new FillBarDelegate(header, m_table));
    m_table->setItemDelegateForColumn(ListenerTableModel::LastMinute, new SparklineDelegate(header, m_table));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex&, const QModelIndex& before) {
                if (before.isValid() && isHidden(m_selected)) {
                    // The filter took the row away and the table went on to another; nobody chose that one.
                    QMetaObject::invokeMethod(
                        m_table, [table = m_table] { table->setCurrentIndex({}); }, Qt::QueuedConnection);
                } else {
                    followCurrent();
                }
            });
    connect(m_table, &widgets::RecordTable::menuOpening, this,
            [this](QMenu* menu, const QModelIndex& cell) { fillMenu(*menu, cell); });
}

void ListenersPanel::showSnapshot(const inspect::Snapshot& snapshot) {
    m_model->setSnapshot(snapshot, m_trails);
    followCurrent();
    if (!m_selected) {
        selectFirst();
    }
}

void ListenersPanel::clear() {
    m_model->clear();
    followCurrent();
}

/// The fullest: where there is trouble it is seen without a click.
void ListenersPanel::selectFirst() {
    const QAbstractItemModel& shown = *m_table->model();
    int fullest = -1;
    double most = -1;
    for (int row = 0; row < shown.rowCount(); ++row) {
        const double fill = shown.index(row, 0).data(ListenerTableModel::FillRole).toDouble();
        if (fill > most) {
            most = fill;
            fullest = row;
        }
    }
    if (fullest >= 0) {
        m_table->setCurrentIndex(shown.index(fullest, 0));
    }
}

/// One that the filter hides stays selected, and is so again in the table when the filter lets it through.
void ListenersPanel::followCurrent() {
    const int row = m_table->recordOf(m_table->currentIndex());
    std::optional<inspect::SocketIdentity> now;
    if (row >= 0) {
        now = m_model->listener(row).id;
    } else if (m_selected && m_model->rowOf(*m_selected) >= 0) {
        now = m_selected;
        select(*m_selected);
    }
    if (std::exchange(m_selected, now) != now) {
        emit selectionChanged();
    }
}

/// It is there, and the filter does not let it through.
bool ListenersPanel::isHidden(const std::optional<inspect::SocketIdentity>& id) const {
    const int row = id ? m_model->rowOf(*id) : -1;
    return row >= 0 && !m_model->matches(row, m_filter);
}

std::optional<inspect::SocketIdentity> ListenersPanel::selected() const {
    return m_selected;
}

void ListenersPanel::select(const inspect::SocketIdentity& id) {
    for (int row = 0; row < m_table->model()->rowCount(); ++row) {
        const QModelIndex index = m_table->model()->index(row, 0);
        if (m_model->listener(m_table->recordOf(index)).id == id) {
            m_table->setCurrentIndex(index);
            return;
        }
    }
}

void ListenersPanel::setFilter(const filter::Filter& filter) {
    m_filter = filter;
    if (filter.isEmpty()) {
        m_table->setRowFilter({});
    } else {
        m_table->setRowFilter([this, filter](int row) { return m_model->matches(row, filter); });
    }
}

QString ListenersPanel::countText() const {
    const int shown = m_table->model()->rowCount();
    const int all = m_model->rowCount();
    if (shown == 1 && all == 1) {
        return tr("1 listener");
    }
    return shown == all ? tr("%1 listeners").arg(model::countText(all))
                        : tr("%1 of %2 listeners").arg(model::countText(shown), model::countText(all));
}

void ListenersPanel::fillMenu(QMenu& menu, const QModelIndex& cell) {
    if (!cell.isValid()) {
        return;
    }
    const int row = m_table->recordOf(cell);
    addSocketActions(menu, m_model->filterFor(m_model->index(row, cell.column())),
                     model::ssCommand(m_model->listener(row)),
                     [this](const filter::Filter& by, bool exclude) { emit filterWanted(by, exclude); });
}

} // namespace ls::pages
