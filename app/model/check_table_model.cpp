// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/check_table_model.h"

#include <QFont>

namespace ls::model {

using experiment::CheckOutcome;
using Verdict = CheckOutcome::Verdict;

namespace {

QString markOf(const std::optional<CheckOutcome>& outcome) {
    if (!outcome) {
        return QStringLiteral("…");
    }
    switch (outcome->verdict) {
    case Verdict::Holds:
        return CheckTableModel::tr("✓ holds");
    case Verdict::Fails:
        return CheckTableModel::tr("✗ fails");
    case Verdict::Skipped:
        return CheckTableModel::tr("– skipped");
    }
    return {};
}

QString truth(const std::optional<CheckOutcome>& outcome) {
    if (!outcome || outcome->verdict == Verdict::Skipped) {
        return {};
    }
    return outcome->verdict == Verdict::Holds ? QStringLiteral("true") : QStringLiteral("false");
}

} // namespace

QString presetText(const experiment::LocalText& text) {
    const QString language = CheckTableModel::tr("en", "the language of the experiments' own texts: en or zh");
    return QString::fromStdString(text.in(language.toStdString()));
}

void CheckTableModel::show(std::shared_ptr<const experiment::Preset> preset, Outcomes outcomes) {
    beginResetModel();
    m_preset = std::move(preset);
    m_outcomes = std::move(outcomes);
    endResetModel();
}

void CheckTableModel::set(std::size_t check, const CheckOutcome& outcome) {
    m_outcomes[check] = outcome;
    const int row = static_cast<int>(check);
    emit dataChanged(index(row, 0), index(row, kColumns - 1));
}

int CheckTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_outcomes.size());
}

int CheckTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString CheckTableModel::textAt(std::size_t row, int column) const {
    const auto& outcome = m_outcomes[row];
    switch (column) {
    case Mark:
        return markOf(outcome);
    case Says:
        return presetText(m_preset->checks[row].says);
    case Expected:
        return outcome ? QString::fromStdString(outcome->expected) : QString();
    case Measured:
        return outcome ? QString::fromStdString(outcome->measured) : QString();
    default:
        return {};
    }
}

QString CheckTableModel::toolTipAt(std::size_t row) const {
    QString text = QString::fromStdString(m_preset->checks[row].holds.text());
    if (m_outcomes[row] && !m_outcomes[row]->why.empty()) {
        text += QLatin1Char('\n') + QString::fromStdString(m_outcomes[row]->why);
    }
    return text;
}

QVariant CheckTableModel::data(const QModelIndex& index, int role) const {
    const auto row = static_cast<std::size_t>(index.row());
    const bool fails = m_outcomes[row] && m_outcomes[row]->verdict == Verdict::Fails;
    switch (role) {
    case Qt::DisplayRole:
        return textAt(row, index.column());
    case Qt::ToolTipRole:
        return toolTipAt(row);
    case Qt::TextAlignmentRole:
        return QVariant(index.column() >= Expected ? Qt::AlignRight | Qt::AlignVCenter
                                                   : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font;
        font.setBold(fails);
        return font;
    }
    case FailsRole:
        return fails;
    default:
        return {};
    }
}

QVariant CheckTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(section >= Expected ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Mark:
        return tr("Result");
    case Says:
        return tr("What must be true");
    case Expected:
        return tr("Expected");
    case Measured:
        return tr("Measured");
    default:
        return {};
    }
}

QStringList CheckTableModel::columns() {
    return {QStringLiteral("experiment"), QStringLiteral("says"),     QStringLiteral("check"), QStringLiteral("holds"),
            QStringLiteral("expected"),   QStringLiteral("measured"), QStringLiteral("why")};
}

QList<QStringList> CheckTableModel::rows() const {
    QList<QStringList> rows;
    for (std::size_t i = 0; i < m_outcomes.size(); ++i) {
        const experiment::PresetCheck& check = m_preset->checks[i];
        const CheckOutcome outcome = m_outcomes[i].value_or(CheckOutcome());
        rows << QStringList{QString::fromStdString(m_preset->name),     QString::fromStdString(check.says.en),
                            QString::fromStdString(check.holds.text()), truth(m_outcomes[i]),
                            QString::fromStdString(outcome.expected),   QString::fromStdString(outcome.measured),
                            QString::fromStdString(outcome.why)};
    }
    return rows;
}

} // namespace ls::model
