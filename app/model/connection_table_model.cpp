// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/connection_table_model.h"

#include "app/model/record_cells.h"
#include "app/model/record_roles.h"
#include "app/model/socket_sieve.h"
#include "app/model/socket_words.h"
#include "app/model/words.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace ls::model {

using inspect::Connection;

namespace {

bool isFigure(int column) {
    return column != ConnectionTableModel::Peer && column != ConnectionTableModel::State &&
           column != ConnectionTableModel::Local;
}

int rowOf(const SocketKey& key, const inspect::Selection& selection) {
    const auto& rows = selection.connections;
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Connection& each) { return SocketKey(each.socket) == key; });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

} // namespace

/// Rows come and go at the end, and all are put in order in between: what is selected and where the list was scrolled
/// to stays.
void ConnectionTableModel::setSelection(std::shared_ptr<const inspect::Selection> selection) {
    if (selection == m_selection) {
        return;
    }
    const int after = selection ? static_cast<int>(selection->connections.size()) : 0;
    if (after > m_rows) {
        beginInsertRows({}, m_rows, after - 1);
        m_rows = after;
        endInsertRows();
    }
    emit layoutAboutToBeChanged();
    const QModelIndexList old = persistentIndexList();
    QModelIndexList places;
    for (const QModelIndex& each : old) {
        const int row = selection ? rowOf(SocketKey(at(each.row()).socket), *selection) : -1;
        places << (row < 0 ? QModelIndex() : createIndex(row, each.column()));
    }
    m_selection = std::move(selection);
    changePersistentIndexList(old, places);
    emit layoutChanged();
    if (after < m_rows) {
        beginRemoveRows({}, after, m_rows - 1);
        m_rows = after;
        endRemoveRows();
    }
}

/// A row that has just come, or is about to go, is blank.
const Connection& ConnectionTableModel::at(int row) const {
    static const Connection kBlank;
    const auto place = static_cast<std::size_t>(row);
    return m_selection && place < m_selection->connections.size() ? m_selection->connections[place] : kBlank;
}

int ConnectionTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}

int ConnectionTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant ConnectionTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const Connection& c = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(c, index.column());
    case SortRole:
        return sortKey(c, index.column());
    case PlainRole:
        return isFigure(index.column()) ? sortKey(c, index.column()) : QVariant();
    case TroubleRole:
        return index.column() == Retransmits && c.figures && c.figures->retransmits > 0;
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(index.column()));
    case Qt::FontRole:
        return figureFont();
    default:
        return {};
    }
}

QString ConnectionTableModel::text(const Connection& c, int column) {
    switch (column) {
    case Peer:
        return endpointText(c.socket.remote);
    case State:
        return textOf(kernel::tcpStateName(c.socket.state));
    case ReceiveQueue:
        return countText(c.socket.receiveQueue);
    case SendQueue:
        return countText(c.socket.sendQueue);
    case Rtt:
        return textOf(c.figures, ConnectionFigure::Rtt);
    case Retransmits:
        return c.figures ? textOf(c.figures, ConnectionFigure::Retransmits) : countText(c.socket.retransmits);
    case Age:
        return c.age ? ageText(*c.age) : QStringLiteral("–");
    case Local:
        return endpointText(c.socket.local);
    case Received:
        return textOf(c.figures, ConnectionFigure::BytesReceived);
    default:
        return textOf(c.figures, ConnectionFigure::BytesSent);
    }
}

QVariant ConnectionTableModel::sortKey(const Connection& c, int column) {
    switch (column) {
    case Peer:
        return endpointKey(c.socket.remote);
    case Local:
        return endpointKey(c.socket.local);
    case ReceiveQueue:
        return c.socket.receiveQueue;
    case SendQueue:
        return c.socket.sendQueue;
    case Rtt:
        return keyOf(c.figures, ConnectionFigure::Rtt);
    case Retransmits:
        return c.figures ? keyOf(c.figures, ConnectionFigure::Retransmits) : QVariant(c.socket.retransmits);
    case Age:
        return c.age ? QVariant(toSeconds(*c.age)) : QVariant();
    case Received:
        return keyOf(c.figures, ConnectionFigure::BytesReceived);
    case Sent:
        return keyOf(c.figures, ConnectionFigure::BytesSent);
    default:
        return {};
    }
}

QVariant ConnectionTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QStringList{tr("Peer"),       tr("State"), tr("Unread"), tr("Unacked"),    tr("Rtt"),
                           tr("Sent again"), tr("Age"),   tr("Local"),  tr("Bytes read"), tr("Bytes sent")}[section];
    case PublicNameRole:
        return QStringList{QStringLiteral("peer"),       QStringLiteral("state"), QStringLiteral("receive_queue"),
                           QStringLiteral("send_queue"), QStringLiteral("rtt_s"), QStringLiteral("retransmits"),
                           QStringLiteral("age_s"),      QStringLiteral("local"), QStringLiteral("bytes_received"),
                           QStringLiteral("bytes_sent")}[section];
    case Qt::ToolTipRole:
        switch (section) {
        case ReceiveQueue:
            return tr("Bytes that wait for the program; ss: Recv-Q");
        case SendQueue:
            return tr("Bytes that the peer has not acknowledged; ss: Send-Q");
        case Age:
            return tr("Since it was first seen here; the kernel does not tell. –: it was there before.");
        default:
            return {};
        }
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(section));
    default:
        return {};
    }
}

} // namespace ls::model
