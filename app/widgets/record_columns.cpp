// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/record_columns.h"

#include "app/model/record_roles.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>

namespace ls::widgets {

namespace {

constexpr int kMostWidth = 4000;

QString key(const char* name) {
    return QString::fromLatin1(name);
}

} // namespace

RecordColumns::RecordColumns(QHeaderView* header)
    : QObject(header)
    , m_header(header) {
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, &RecordColumns::showMenu);
}

void RecordColumns::setFirst(const QStringList& hidden) {
    for (int column = 0; column < m_header->count(); ++column) {
        m_header->setSectionHidden(column, hidden.contains(nameOf(column)));
    }
    m_first = arrangement();
}

void RecordColumns::reset() {
    arrange(m_first);
}

QString RecordColumns::nameOf(int column) const {
    const QVariant name = m_header->model()->headerData(column, Qt::Horizontal, model::PublicNameRole);
    return (name.isValid() ? name : m_header->model()->headerData(column, Qt::Horizontal)).toString();
}

int RecordColumns::columnNamed(const QString& name) const {
    for (int column = 0; column < m_header->count(); ++column) {
        if (nameOf(column) == name) {
            return column;
        }
    }
    return -1;
}

QList<int> RecordColumns::shown() const {
    QList<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(column)) {
            columns << column;
        }
    }
    return columns;
}

void RecordColumns::fillMenu(QMenu& menu) {
    const bool one = shown().size() == 1;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const bool hidden = m_header->isSectionHidden(column);
        QAction* action = menu.addAction(m_header->model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!hidden);
        action->setEnabled(hidden || !one); // a table without a column has no header to bring it back
        connect(action, &QAction::toggled, m_header,
                [this, column](bool on) { m_header->setSectionHidden(column, !on); });
    }
    menu.addSeparator();
    menu.addAction(tr("Standard columns"), this, &RecordColumns::reset);
}

void RecordColumns::showMenu(const QPoint& where) {
    auto* menu = new QMenu(m_header);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    menu->popup(m_header->mapToGlobal(where));
}

QJsonObject RecordColumns::arrangement() const {
    QJsonArray columns;
    const QList<int> visible = shown();
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        QJsonObject one{{key("name"), nameOf(column)}, {key("hidden"), m_header->isSectionHidden(column)}};
        // The last one takes the room there is.
        if (!m_header->isSectionHidden(column) && column != visible.back()) {
            one.insert(key("width"), m_header->sectionSize(column));
        }
        columns << one;
    }
    const int sorted = m_header->sortIndicatorSection();
    return {{key("columns"), columns},
            {key("sort"), sorted < 0 || sorted >= m_header->count() ? QString() : nameOf(sorted)},
            {key("descending"), m_header->sortIndicatorOrder() == Qt::DescendingOrder}};
}

void RecordColumns::arrange(const QJsonObject& arrangement) {
    int visual = 0;
    for (const QJsonValue& value : arrangement.value(key("columns")).toArray()) {
        const QJsonObject one = value.toObject();
        const int column = columnNamed(one.value(key("name")).toString());
        if (column < 0) {
            continue;
        }
        m_header->moveSection(m_header->visualIndex(column), visual++);
        if (const int width = one.value(key("width")).toInt(); width > 0 && width <= kMostWidth) {
            m_header->resizeSection(column, width);
        }
        m_header->setSectionHidden(column, one.value(key("hidden")).toBool());
    }
    if (shown().isEmpty() && m_header->count() > 0) {
        m_header->setSectionHidden(0, false);
    }
    if (arrangement.contains(key("sort"))) {
        const bool descending = arrangement.value(key("descending")).toBool();
        m_header->setSortIndicator(columnNamed(arrangement.value(key("sort")).toString()),
                                   descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
}

QByteArray RecordColumns::state() const {
    return QJsonDocument(arrangement()).toJson(QJsonDocument::Compact);
}

void RecordColumns::setState(const QByteArray& state) {
    arrange(QJsonDocument::fromJson(state).object());
}

} // namespace ls::widgets
