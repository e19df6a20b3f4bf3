// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/record_table.h"

#include "app/widgets/record_columns.h"
#include "app/widgets/record_delegate.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>
#include <numeric>
#include <utility>

namespace ls::widgets {

namespace {

constexpr int kRowRoom = 6; // above and below the text together

} // namespace

RecordTable::RecordTable(QWidget* parent)
    : QTableView(parent)
    , m_order(new RecordOrder(this)) {
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kRowRoom);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSortIndicatorClearable(true);
    setItemDelegate(new RecordDelegate(*horizontalHeader(), this));
    setUpCopying();
}

void RecordTable::setRecords(QAbstractItemModel* records, const QList<int>& widths, const QStringList& hidden,
                             SortedBy sortedBy) {
    if (sortedBy == SortedBy::Table) {
        m_order->setSourceModel(records);
        setModel(m_order);
    } else {
        setModel(records);
    }
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
    for (int column = 0; column < widths.size(); ++column) {
        setColumnWidth(column, widths[column]);
    }
    m_columns = new RecordColumns(horizontalHeader());
    m_columns->setFirst(hidden);
}

void RecordTable::setRowFilter(RecordOrder::RowFilter filter) {
    m_order->setRowFilter(std::move(filter));
}

void RecordTable::setFilterText(const QString& text) {
    if (text.trimmed().isEmpty()) {
        setRowFilter({});
        return;
    }
    setRowFilter([records = m_order->sourceModel(), wanted = text.trimmed()](int row) {
        for (int column = 0; column < records->columnCount(); ++column) {
            if (records->index(row, column).data().toString().contains(wanted, Qt::CaseInsensitive)) {
                return true;
            }
        }
        return false;
    });
}

int RecordTable::recordOf(const QModelIndex& index) const {
    return model() == m_order ? m_order->mapToSource(index).row() : index.row();
}

QString RecordTable::selectedText(TextFormat format) const {
    QList<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows()) {
        rows << index.row();
    }
    std::sort(rows.begin(), rows.end());
    return recordText(*model(), rows, m_columns->shown(), format);
}

QString RecordTable::allText(TextFormat format) const {
    QList<int> rows(model()->rowCount());
    std::iota(rows.begin(), rows.end(), 0);
    return recordText(*model(), rows, m_columns->shown(), format);
}

ExportTable RecordTable::exported() const {
    const QList<int> columns = m_columns->shown();
    const QAbstractItemModel& records = *model();
    QStringList header;
    for (const int column : columns) {
        header << publicName(records, column);
    }
    QList<QStringList> rows;
    for (int row = 0; row < records.rowCount(); ++row) {
        QStringList& fields = rows.emplaceBack();
        for (const int column : columns) {
            fields << plainText(records.index(row, column));
        }
    }
    return smallTable(header, rows);
}

void RecordTable::setUpCopying() {
    const auto add = [this](const QString& text, TextFormat format) {
        auto* action = new QAction(text, this);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, format] { copy(format); });
        addAction(action);
        return action;
    };
    add(tr("Copy rows"), TextFormat::Plain)->setShortcut(QKeySequence::Copy);
    add(tr("Copy rows as CSV"), TextFormat::Csv);
    add(tr("Copy rows as Markdown"), TextFormat::Markdown);
}

void RecordTable::copy(TextFormat format) const {
    if (selectionModel()->hasSelection()) {
        QGuiApplication::clipboard()->setText(selectedText(format));
    }
}

void RecordTable::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    emit menuOpening(menu, indexAt(viewport()->mapFromGlobal(event->globalPos())));
    menu->addActions(actions());
    menu->addSeparator();
    m_columns->fillMenu(*menu->addMenu(tr("Columns")));
    menu->popup(event->globalPos());
}

QByteArray RecordTable::layoutState() const {
    return m_columns->state();
}

void RecordTable::setLayoutState(const QByteArray& state) {
    m_columns->setState(state);
}

void RecordTable::resetLayout() {
    m_columns->reset();
}

} // namespace ls::widgets
