// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sweep_table_model.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <utility>

namespace ls::model {

namespace {

constexpr std::array<std::string_view, 10> kLosses{"refused",      "reset",         "timed_out", "failed",
                                                   "pending",      "half_open",     "unknown",   "listen_overflows",
                                                   "listen_drops", "listener_drops"};

/// Digits are grouped as in the other columns; "100/s" and words stay as they were typed.
QString knobText(const std::string& value) {
    bool whole = false;
    const QString text = QString::fromStdString(value);
    const qlonglong number = text.toLongLong(&whole);
    return whole ? QLocale().toString(number) : text;
}

QVariant sortKey(const sweep::Field& field) {
    const auto number = numberOf(field.text);
    return number ? QVariant(*number) : QVariant(QString::fromStdString(field.text));
}

} // namespace

void SweepTableModel::reset(SweepData data) {
    beginResetModel();
    m_data = std::move(data);
    m_columns = m_data.knobs.empty() ? std::vector<std::string>() : sweep::csvHeader(m_data.knobs, m_data.columns);
    endResetModel();
}

void SweepTableModel::append(const sweep::SweepRow& row) {
    const int at = rowCount();
    beginInsertRows({}, at, at);
    m_data.rows.push_back(row);
    endInsertRows();
}

int SweepTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_data.rows.size());
}

int SweepTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

sweep::Field SweepTableModel::fieldAt(const sweep::SweepRow& row, std::size_t column) const {
    using Kind = sweep::Field::Kind;
    const std::size_t knobs = m_data.knobs.size();
    if (column == 0) {
        return {Kind::Number, std::to_string(row.run)};
    }
    if (column == 1) {
        return {Kind::Number, std::to_string(row.repeat)};
    }
    if (column < 2 + knobs) {
        return {Kind::Number, row.values[column - 2]};
    }
    const std::size_t index = column - 2 - knobs;
    return index < row.fields.size() ? row.fields[index].second : sweep::Field{};
}

bool SweepTableModel::isTrouble(std::size_t column, const sweep::Field& field) const {
    const std::string& name = m_columns[column];
    const bool loss = std::find(kLosses.begin(), kLosses.end(), name) != kLosses.end();
    return (loss && numberOf(field.text).value_or(0) > 0) || (name == "holds" && field.text == "false");
}

QVariant SweepTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto column = static_cast<std::size_t>(index.column());
    const sweep::SweepRow& row = m_data.rows[static_cast<std::size_t>(index.row())];
    const sweep::Field field = fieldAt(row, column);
    const bool isKnob = column >= 2 && column < 2 + m_data.knobs.size();
    switch (role) {
    case Qt::DisplayRole:
        if (field.kind == sweep::Field::Kind::Truth) {
            return field.text == "true" ? QStringLiteral("✓") : QStringLiteral("✗");
        }
        [[fallthrough]];
    case Qt::AccessibleTextRole:
        return isKnob ? knobText(field.text) : fieldText(m_columns[column], field);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return columnHelp(m_columns[column]);
    case SortRole:
        return sortKey(field);
    case PlainRole:
        return QString::fromStdString(field.text);
    case TroubleRole:
        return isTrouble(column, field);
    default:
        return {};
    }
}

QVariant SweepTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const std::string& name = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return columnTitle(name);
    case Qt::ToolTipRole:
        return columnHelp(name);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case PublicNameRole:
        return QString::fromStdString(name);
    default:
        return {};
    }
}

} // namespace ls::model
