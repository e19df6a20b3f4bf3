// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sysctl_table_model.h"

#include "app/model/record_cells.h"
#include "app/model/record_roles.h"
#include "app/model/words.h"

#include <QCoreApplication>
#include <QFont>
#include <QGuiApplication>
#include <QLocale>
#include <QPalette>

namespace ls::model {

namespace {

QString rangeOf(const kernel::SysctlEntry& entry) {
    if (entry.type == kernel::SysctlType::Text) {
        return QStringLiteral("–");
    }
    const QLocale locale;
    return QStringLiteral("%1 … %2").arg(locale.toString(qlonglong{entry.min}), locale.toString(qlonglong{entry.max}));
}

QString meaningOf(const kernel::SysctlEntry& entry) {
    return QCoreApplication::translate("Sysctl", entry.meaning.c_str());
}

/// "net.ipv4.tcp_syncookies" is long where all begin alike.
QString shortKey(const std::string& key) {
    constexpr std::string_view kUsual = "net.ipv4.";
    return QString::fromStdString(key.starts_with(kUsual) ? key.substr(kUsual.size()) : key);
}

} // namespace

SysctlTableModel::SysctlTableModel(const kernel::SysctlCatalogue& catalogue, QObject* parent)
    : QAbstractTableModel(parent)
    , m_catalogue(catalogue) {
    for (const kernel::SysctlEntry& entry : catalogue.entries()) {
        if (entry.scope == kernel::SysctlScope::Namespace) {
            m_rows.push_back(&entry);
        }
    }
}

void SysctlTableModel::setValues(const std::shared_ptr<const lab::LiveSysctls>& values) {
    if (values == m_values) {
        return;
    }
    m_values = values;
    emit dataChanged(index(0, Value), index(rowCount() - 1, Default));
}

const lab::LiveSysctl* SysctlTableModel::valuesOf(int row) const {
    if (!m_values) {
        return nullptr;
    }
    const auto found = m_values->find(keyOf(row));
    return found == m_values->end() ? nullptr : &found->second;
}

std::string SysctlTableModel::keyOf(int row) const {
    return m_rows[static_cast<std::size_t>(row)]->key;
}

bool SysctlTableModel::isChanged(int row) const {
    const lab::LiveSysctl* values = valuesOf(row);
    return values != nullptr && values->value != values->initial;
}

std::vector<std::pair<std::string, std::string>> SysctlTableModel::changed() const {
    std::vector<std::pair<std::string, std::string>> changed;
    for (int row = 0; row < rowCount(); ++row) {
        if (isChanged(row)) {
            changed.emplace_back(keyOf(row), valuesOf(row)->value);
        }
    }
    return changed;
}

QString SysctlTableModel::describe(int row) const {
    const kernel::SysctlEntry& entry = *m_rows[static_cast<std::size_t>(row)];
    QString words = meaningOf(entry);
    if (entry.needsListen) {
        words += QLatin1Char(' ') + tr("An open listener keeps the old value until its next listen(); the laboratory "
                                       "calls it again by itself.");
    }
    return words;
}

int SysctlTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SysctlTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QString SysctlTableModel::text(int row, int column) const {
    const kernel::SysctlEntry& entry = *m_rows[static_cast<std::size_t>(row)];
    const lab::LiveSysctl* values = valuesOf(row);
    switch (column) {
    case Key:
        return shortKey(entry.key) + (entry.needsListen ? QStringLiteral(" ↻") : QString());
    case Value:
        return values == nullptr ? QStringLiteral("–") : QString::fromStdString(values->value).replace(u'\t', u' ');
    case Default:
        return values == nullptr ? QStringLiteral("–") : QString::fromStdString(values->initial).replace(u'\t', u' ');
    case Range:
        return rangeOf(entry);
    default:
        return meaningOf(entry);
    }
}

QList<QStringList> SysctlTableModel::rows() const {
    QList<QStringList> rows;
    for (int row = 0; row < rowCount(); ++row) {
        const lab::LiveSysctl* values = valuesOf(row);
        const bool wasAsked = values != nullptr && values->requested;
        rows << QStringList{QString::fromStdString(keyOf(row)),
                            wasAsked ? QString::fromStdString(*values->requested) : QString(),
                            text(row, Value),
                            text(row, Default),
                            text(row, Range),
                            text(row, Meaning)};
    }
    return rows;
}

/// Of three numbers, as in tcp_rmem, the first counts.
QVariant SysctlTableModel::sortKey(int row, int column) const {
    const kernel::SysctlEntry& entry = *m_rows[static_cast<std::size_t>(row)];
    if (column == Range) {
        return entry.type == kernel::SysctlType::Text ? QVariant() : QVariant(qlonglong{entry.max});
    }
    if (column != Value && column != Default) {
        return {};
    }
    const QString shown = text(row, column);
    bool isNumber = false;
    const qlonglong number = shown.section(QLatin1Char(' '), 0, 0).toLongLong(&isNumber);
    return isNumber ? QVariant(number) : QVariant(shown);
}

QVariant SysctlTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const bool isNumber = index.column() == Value || index.column() == Default || index.column() == Range;
    const bool standsOut = index.column() == Value && isChanged(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(index.row(), index.column());
    case SortRole:
        return sortKey(index.row(), index.column());
    case PlainRole:
        return index.column() == Key ? QString::fromStdString(keyOf(index.row())) : QVariant();
    case Qt::ToolTipRole:
        return QStringLiteral("<b>%1</b><br>%2<br>%3: %4")
            .arg(QString::fromStdString(keyOf(index.row())), describe(index.row()).toHtmlEscaped(), tr("Range"),
                 text(index.row(), Range));
    case Qt::TextAlignmentRole:
        return alignmentOf(isNumber);
    case Qt::ForegroundRole:
        return standsOut ? QVariant(QGuiApplication::palette().color(QPalette::Link)) : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setBold(standsOut);
        return standsOut ? QVariant(font) : QVariant();
    }
    default:
        return {};
    }
}

QVariant SysctlTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return alignmentOf(section != Key && section != Meaning);
    }
    if (role == PublicNameRole) {
        return QStringList{QStringLiteral("setting"), QStringLiteral("value"), QStringLiteral("default"),
                           QStringLiteral("range"), QStringLiteral("meaning")}[section];
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QStringList titles{tr("Setting"), tr("Value"), tr("Default"), tr("Range"), tr("Meaning")};
    return titles[section];
}

Qt::ItemFlags SysctlTableModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool canEdit = index.isValid() && index.column() == Value && valuesOf(index.row()) != nullptr;
    return canEdit ? flags | Qt::ItemIsEditable : flags;
}

bool SysctlTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable)) {
        return false;
    }
    const std::string wanted = value.toString().simplified().toStdString();
    if (value.toString().simplified() == text(index.row(), Value).simplified()) {
        return true;
    }
    if (const auto valid = m_catalogue.validate(keyOf(index.row()), wanted); !valid) {
        emit refused(sentence(valid.error()));
        return false;
    }
    emit changeWanted(keyOf(index.row()), wanted);
    return true;
}

} // namespace ls::model
