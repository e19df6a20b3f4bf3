// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/closed_log_model.h"

#include "app/model/record_cells.h"
#include "app/model/record_roles.h"
#include "app/model/socket_words.h"
#include "app/model/words.h"

#include <QDateTime>
#include <QStringList>

#include <algorithm>

namespace ls::model {

using inspect::ClosedConnection;

namespace {

constexpr double kMicroseconds = 1e6;

bool isFigure(int column) {
    return column != ClosedLogModel::Time && column != ClosedLogModel::Local && column != ClosedLogModel::Peer &&
           column != ClosedLogModel::Family;
}

} // namespace

void ClosedLogModel::append(const std::vector<ClosedConnection>& closed, TimePoint time,
                            std::chrono::system_clock::time_point wallClock) {
    if (closed.empty()) {
        return;
    }
    const std::size_t taken = std::min(closed.size(), kMost);
    m_count += closed.size();
    beginInsertRows({}, 0, static_cast<int>(taken) - 1);
    for (auto each = closed.end() - static_cast<std::ptrdiff_t>(taken); each != closed.end(); ++each) {
        m_rows.push_front(
            {*each, wallClock - std::chrono::duration_cast<std::chrono::microseconds>(time - each->time)});
    }
    endInsertRows();
    if (m_rows.size() > kMost) {
        beginRemoveRows({}, static_cast<int>(kMost), rowCount() - 1);
        m_rows.resize(kMost);
        endRemoveRows();
    }
}

void ClosedLogModel::clear() {
    beginResetModel();
    m_rows.clear();
    m_count = 0;
    endResetModel();
}

int ClosedLogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClosedLogModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant ClosedLogModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case SortRole:
        return sortKey(row, index.column());
    case PlainRole:
        return isFigure(index.column()) ? sortKey(row, index.column()) : QVariant();
    case TroubleRole:
        return index.column() == Retransmits && row.connection.figures && row.connection.figures->retransmits > 0;
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(index.column()));
    case Qt::FontRole:
        return figureFont();
    default:
        return {};
    }
}

QString ClosedLogModel::text(const Row& row, int column) {
    const ClosedConnection& c = row.connection;
    switch (column) {
    case Time: {
        const auto ms = std::chrono::floor<std::chrono::milliseconds>(row.wallClock.time_since_epoch()).count();
        return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm:ss.zzz"));
    }
    case Local:
        return endpointText(c.local);
    case Peer:
        return endpointText(c.remote);
    case Duration:
        return c.duration ? durationText(toSeconds(*c.duration) * kMicroseconds) : QStringLiteral("–");
    case Sent:
        return textOf(c.figures, ConnectionFigure::BytesSent);
    case Received:
        return textOf(c.figures, ConnectionFigure::BytesReceived);
    case Retransmits:
        return textOf(c.figures, ConnectionFigure::Retransmits);
    case Rtt:
        return textOf(c.figures, ConnectionFigure::Rtt);
    default:
        return textOf(inspect::familyName(c.family));
    }
}

QVariant ClosedLogModel::sortKey(const Row& row, int column) {
    const ClosedConnection& c = row.connection;
    switch (column) {
    case Time:
        return qlonglong{c.time.time_since_epoch().count()};
    case Local:
        return endpointKey(c.local);
    case Peer:
        return endpointKey(c.remote);
    case Duration:
        return c.duration ? QVariant(toSeconds(*c.duration)) : QVariant();
    case Sent:
        return keyOf(c.figures, ConnectionFigure::BytesSent);
    case Received:
        return keyOf(c.figures, ConnectionFigure::BytesReceived);
    case Retransmits:
        return keyOf(c.figures, ConnectionFigure::Retransmits);
    case Rtt:
        return keyOf(c.figures, ConnectionFigure::Rtt);
    default:
        return {};
    }
}

QVariant ClosedLogModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QStringList{tr("Closed at"), tr("Local"),      tr("Peer"), tr("Lived for"), tr("Sent"),
                           tr("Received"),  tr("Sent again"), tr("Rtt"),  tr("Family")}[section];
    case PublicNameRole:
        return QStringList{
            QStringLiteral("closed_at"),   QStringLiteral("local"),      QStringLiteral("peer"),
            QStringLiteral("duration_s"),  QStringLiteral("bytes_sent"), QStringLiteral("bytes_received"),
            QStringLiteral("retransmits"), QStringLiteral("rtt_s"),      QStringLiteral("family")}[section];
    case Qt::ToolTipRole:
        if (section == Peer) {
            return tr(
                "The port is * where the kernel had cleared it, the figures with it: this end closed with a reset "
                "(SO_LINGER 0), or its connect() was refused");
        }
        return section == Duration ? tr("Since it was first seen here; – where it was there before, or ended before it "
                                        "was seen")
                                   : QString();
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(section));
    default:
        return {};
    }
}

} // namespace ls::model
