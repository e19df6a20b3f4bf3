// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sweep_results.h"

#include "app/widgets/card.h"

#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace ls::pages {

using model::SweepTableModel;

namespace {

constexpr int kNarrowest = 66;
constexpr int kTitleRoom = 28; ///< padding and sort arrow

/// Losses in red, everything in the fixed face.
class FieldDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        // As far from the edge as the titles above, which leave room for the sort arrow.
        option->text += QStringLiteral("  ");
        if (index.data(SweepTableModel::TroubleRole).toBool()) {
            const QColor loss = option->palette.color(QPalette::BrightText);
            option->palette.setColor(QPalette::Text, loss);
            option->palette.setColor(QPalette::HighlightedText, loss);
        }
    }
};

/// By the column chosen; where that is equal, by the settings and then in the order of the runs.
class RunOrder final : public QSortFilterProxyModel {
public:
    RunOrder(const SweepTableModel& model, QObject* parent)
        : QSortFilterProxyModel(parent)
        , m_model(model) {}

protected:
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override {
        if (compare(left, right, left.column()) != 0) {
            return compare(left, right, left.column()) < 0;
        }
        const int knobs = static_cast<int>(m_model.data().knobs.size());
        for (int column = 2; column < 2 + knobs; ++column) {
            if (const int order = compare(left, right, column); order != 0) {
                return order < 0;
            }
        }
        return left.row() < right.row();
    }

private:
    static int compare(const QModelIndex& left, const QModelIndex& right, int column) {
        const QVariant a = left.siblingAtColumn(column).data(SweepTableModel::SortRole);
        const QVariant b = right.siblingAtColumn(column).data(SweepTableModel::SortRole);
        const QPartialOrdering order = QVariant::compare(a, b);
        return order == QPartialOrdering::Less ? -1 : order == QPartialOrdering::Greater ? 1 : 0;
    }

    const SweepTableModel& m_model;
};

} // namespace

SweepResults::SweepResults(QWidget* parent)
    : QWidget(parent)
    , m_model(new SweepTableModel(this))
    , m_sorted(new RunOrder(*m_model, this))
    , m_card(new widgets::Card(tr("Results")))
    , m_view(new QTableView) {
    m_sorted->setSourceModel(m_model);
    setUpView();
    setUpActions();
    m_card->body()->addWidget(m_view, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
    setHiddenColumns(standardHiddenColumns());
    note();
}

void SweepResults::setUpView() {
    m_view->setModel(m_sorted);
    m_view->setItemDelegate(new FieldDelegate(m_view));
    m_view->setObjectName(QStringLiteral("results"));
    m_view->setAccessibleName(tr("Results: one row per run"));
    m_view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(2, Qt::AscendingOrder);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 8);
    QHeaderView* header = m_view->horizontalHeader();
    header->setFont(font());
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, &SweepResults::chooseColumns);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SweepResults::onCurrentChanged);
    connect(m_view, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { emit labWanted(rowAt(index).values); });
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
}

void SweepResults::setUpActions() {
    const auto add = [this](const QString& text, Style style) {
        auto* action = new QAction(text, m_view);
        connect(action, &QAction::triggered, this, [this, style] { copy(style); });
        m_view->addAction(action);
        return action;
    };
    QAction* plain = add(tr("Copy rows"), Style::Plain);
    plain->setShortcut(QKeySequence::Copy);
    plain->setShortcutContext(Qt::WidgetShortcut);
    add(tr("Copy rows as CSV"), Style::Csv);
    add(tr("Copy rows as Markdown"), Style::Markdown);
    auto* lab = new QAction(tr("Open in the lab"), m_view);
    connect(lab, &QAction::triggered, this, [this] {
        if (const QModelIndex current = m_view->currentIndex(); current.isValid()) {
            emit labWanted(rowAt(current).values);
        }
    });
    m_view->addAction(lab);
    auto* exporting = new QAction(tr("Export…"), m_view);
    connect(exporting, &QAction::triggered, this, &SweepResults::exportRequested);
    m_view->addAction(exporting);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void SweepResults::reset(model::SweepData data) {
    m_model->reset(std::move(data));
    m_view->sortByColumn(2, Qt::AscendingOrder);
    applyHidden();
    note();
}

void SweepResults::append(const sweep::SweepRow& row) {
    m_model->append(row);
    note();
}

void SweepResults::note() {
    const int rows = m_model->rowCount();
    m_card->setNote(rows == 0   ? tr("one row per run")
                    : rows == 1 ? tr("1 run · Ctrl+C copies rows · double-click opens it in the lab")
                                : tr("%1 runs · Ctrl+C copies rows · double-click opens one in the lab").arg(rows));
}

QStringList SweepResults::standardHiddenColumns() {
    QStringList names;
    for (const char* name : {"run", "capacity", "attempted", "refused", "reset", "timed_out", "failed", "pending",
                             "accepted", "queued", "half_open", "listen_overflows", "listener_drops", "syncookies_sent",
                             "connect_p50_us", "connect_max_us", "duration_s"}) {
        names << QString::fromLatin1(name);
    }
    return names;
}

void SweepResults::setHiddenColumns(const QStringList& names) {
    m_hidden = {names.begin(), names.end()};
    applyHidden();
}

void SweepResults::applyHidden() {
    QHeaderView* header = m_view->horizontalHeader();
    for (int i = 0; i < m_model->columnCount(); ++i) {
        const QString name = m_model->headerData(i, Qt::Horizontal, SweepTableModel::PublicNameRole).toString();
        const QString title = m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
        m_view->setColumnHidden(i, m_hidden.contains(name));
        // Wide enough for title and sort arrow; the numbers below are short, and words are those of `limits` only.
        const QString widest = name == QStringLiteral("limits") ? QStringLiteral("wire_late wire_tun") : title;
        m_view->setColumnWidth(i, std::max(kNarrowest, header->fontMetrics().horizontalAdvance(widest) + kTitleRoom));
    }
}

void SweepResults::chooseColumns(const QPoint& where) {
    QMenu menu;
    for (int i = 0; i < m_model->columnCount(); ++i) {
        const QString name = m_model->headerData(i, Qt::Horizontal, SweepTableModel::PublicNameRole).toString();
        QAction* action = menu.addAction(m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_hidden.contains(name));
        action->setData(name);
    }
    menu.addSeparator();
    const QAction* standard = menu.addAction(tr("Standard columns"));
    const QAction* picked = menu.exec(m_view->horizontalHeader()->mapToGlobal(where));
    if (picked == standard && picked != nullptr) {
        setHiddenColumns(standardHiddenColumns());
    } else if (picked != nullptr) {
        const QString name = picked->data().toString();
        if (!m_hidden.remove(name)) {
            m_hidden.insert(name);
        }
        applyHidden();
    }
}

void SweepResults::select(const std::vector<std::string>& values) {
    m_selecting = true;
    QItemSelection selection;
    QModelIndex first;
    QModelIndex last;
    // A view does not scroll to a hidden column.
    const QHeaderView* header = m_view->horizontalHeader();
    int shown = 0;
    while (shown + 1 < header->count() && header->isSectionHidden(shown)) {
        ++shown;
    }
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const QModelIndex index = m_sorted->index(row, 0);
        if (rowAt(index).values == values) {
            selection.select(index, m_sorted->index(row, m_sorted->columnCount() - 1));
            last = m_sorted->index(row, shown);
            first = first.isValid() ? first : last;
        }
    }
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (first.isValid()) {
        m_view->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
        m_view->scrollTo(last);
        m_view->scrollTo(first);
    }
    m_selecting = false;
}

const sweep::SweepRow& SweepResults::rowAt(const QModelIndex& index) const {
    return data().rows[static_cast<std::size_t>(m_sorted->mapToSource(index).row())];
}

void SweepResults::onCurrentChanged(const QModelIndex& current) {
    if (!m_selecting && current.isValid() && m_view->hasFocus()) {
        emit chosen(rowAt(current).values, rowAt(current).repeat);
    }
}

QList<int> SweepResults::selectedRows() const {
    QList<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        rows << index.row();
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

QString SweepResults::textOf(const QList<int>& rows, Style style) const {
    QList<int> columns;
    for (int visual = 0; visual < m_model->columnCount(); ++visual) {
        const int column = m_view->horizontalHeader()->logicalIndex(visual);
        if (!m_view->isColumnHidden(column)) {
            columns << column;
        }
    }
    const bool markdown = style == Style::Markdown;
    const QString between = markdown              ? QStringLiteral(" | ")
                            : style == Style::Csv ? QStringLiteral(",")
                                                  : QStringLiteral("\t");
    const auto line = [&](auto cell) {
        QStringList cells;
        for (const int column : columns) {
            cells << cell(column).toString();
        }
        const QString text = cells.join(between);
        return (markdown ? QStringLiteral("| ") + text + QStringLiteral(" |") : text) + QLatin1Char('\n');
    };
    const int headerRole = style == Style::Csv ? int(SweepTableModel::PublicNameRole) : int(Qt::DisplayRole);
    const int role = markdown ? int(Qt::DisplayRole) : int(SweepTableModel::PlainRole);
    QString text = line([&](int column) { return m_model->headerData(column, Qt::Horizontal, headerRole); });
    if (markdown) {
        text += QStringLiteral("|") + QStringLiteral(" ---: |").repeated(columns.size()) + QLatin1Char('\n');
    }
    for (const int row : rows) {
        text += line([&](int column) { return m_sorted->index(row, column).data(role); });
    }
    return text;
}

QString SweepResults::markdown() const {
    QList<int> all;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        all << row;
    }
    return textOf(all, Style::Markdown);
}

void SweepResults::copy(Style style) {
    QGuiApplication::clipboard()->setText(textOf(selectedRows(), style));
}

} // namespace ls::pages
