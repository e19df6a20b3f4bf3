// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/wire_connection_model.h"

#include "app/model/ladder_words.h"
#include "app/model/record_cells.h"
#include "app/model/record_roles.h"
#include "app/model/socket_words.h"
#include "app/model/words.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace ls::model {

using wire::ConnectionSummary;
using wire::End;
using wire::Trouble;

namespace {

bool isFigure(int column) {
    return column >= WireConnectionModel::Packets;
}

int rowsOf(const wire::PacketLog& log) {
    return static_cast<int>(std::min<std::size_t>(log.connections().size(), WireConnectionModel::kMostRows));
}

int find(const wire::PacketLog& log, const wire::ConnectionId& id) {
    const auto begin = log.connections().begin();
    const auto end = begin + rowsOf(log);
    const auto found = std::find_if(begin, end, [&](const ConnectionSummary& each) { return each.id == id; });
    return found == end ? -1 : static_cast<int>(found - begin);
}

std::optional<TimePoint> earliest(const wire::PacketLog& log) {
    const auto& all = log.connections();
    const auto first =
        std::min_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return first == all.end() ? std::nullopt : std::optional(first->first);
}

bool isBad(Trouble trouble) {
    return trouble == Trouble::Ghost || trouble == Trouble::Reset || trouble == Trouble::Unanswered;
}

} // namespace

/// Rows come and go at the end, and all are put in order in between: what is selected and where the list was scrolled
/// to stays.
void WireConnectionModel::setLog(std::shared_ptr<const wire::PacketLog> log) {
    const int after = log ? rowsOf(*log) : 0;
    if (after > m_rows) {
        beginInsertRows({}, m_rows, after - 1);
        m_rows = after;
        endInsertRows();
    }
    emit layoutAboutToBeChanged();
    const QModelIndexList old = persistentIndexList();
    QModelIndexList places;
    for (const QModelIndex& each : old) {
        const int row = log ? find(*log, at(each.row()).id) : -1;
        places << (row < 0 ? QModelIndex() : createIndex(row, each.column()));
    }
    m_log = std::move(log);
    if (!m_log) {
        m_origin.reset();
    } else if (!m_origin) {
        m_origin = earliest(*m_log);
    }
    changePersistentIndexList(old, places);
    emit layoutChanged();
    if (after < m_rows) {
        beginRemoveRows({}, after, m_rows - 1);
        m_rows = after;
        endRemoveRows();
    }
}

/// A row that has just come, or is about to go, is blank.
const ConnectionSummary& WireConnectionModel::at(int row) const {
    static const ConnectionSummary kBlank;
    const auto place = static_cast<std::size_t>(row);
    return m_log && place < m_log->connections().size() ? m_log->connections()[place] : kBlank;
}

std::optional<wire::ConnectionId> WireConnectionModel::connectionAt(int row) const {
    return row >= 0 && row < m_rows ? std::optional(at(row).id) : std::nullopt;
}

int WireConnectionModel::rowOf(const wire::ConnectionId& id) const {
    return m_log ? find(*m_log, id) : -1;
}

int WireConnectionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}

int WireConnectionModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant WireConnectionModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const ConnectionSummary& c = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(c, index.column());
    case Qt::ToolTipRole:
        return index.column() == What     ? troubleSentence(c)
               : index.column() == Client ? text(c, Client) // it may be too long for its column
                                          : QString();
    case SortRole:
        return sortKey(c, index.column());
    case PlainRole:
        return isFigure(index.column()) ? sortKey(c, index.column()) : QVariant();
    case TroubleRole:
        return index.column() == What && isBad(c.trouble);
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(index.column()));
    case Qt::FontRole:
        return isFigure(index.column()) || index.column() == Client ? QVariant(figureFont()) : QVariant();
    default:
        return {};
    }
}

QString WireConnectionModel::text(const ConnectionSummary& c, int column) const {
    switch (column) {
    case Client:
        return endpointText(c.id.client);
    case What:
        return troubleName(c);
    case ClientState:
        return c.trouble == Trouble::HalfOpenClient ? QStringLiteral("–") : stateText(c.client, End::Client, c.trouble);
    case ServerState:
        return stateText(c.server, End::Server, c.trouble);
    case Bytes:
        return bytesText(c.bytes);
    case Start:
        return tr("%1 s").arg(sortKey(c, Start).toDouble(), 0, 'f', 3);
    default:
        return countText(sortKey(c, column).toDouble());
    }
}

QVariant WireConnectionModel::sortKey(const ConnectionSummary& c, int column) const {
    switch (column) {
    case Client:
        return endpointKey(c.id.client);
    case What:
        return static_cast<int>(c.trouble);
    case Packets:
        return c.packets;
    case SentAgain:
        return c.retransmits;
    case Lost:
        return c.lost;
    case Bytes:
        return qulonglong{c.bytes};
    case Start:
        return toSeconds(c.first - m_origin.value_or(c.first));
    default:
        return {};
    }
}

QVariant WireConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QStringList{tr("Client"),     tr("What"), tr("At the client"), tr("At the server"), tr("Packets"),
                           tr("Sent again"), tr("Lost"), tr("Bytes"),         tr("Start")}[section];
    case PublicNameRole:
        return QStringList{
            QStringLiteral("client"),       QStringLiteral("what"),    QStringLiteral("client_state"),
            QStringLiteral("server_state"), QStringLiteral("packets"), QStringLiteral("retransmits"),
            QStringLiteral("lost"),         QStringLiteral("bytes"),   QStringLiteral("start_s")}[section];
    case Qt::ToolTipRole:
        switch (section) {
        case What:
            return tr("What is wrong, the worst first: ghosts, resets, no answer, packets sent again");
        case ClientState:
        case ServerState:
            return tr("The state as the packets tell it. With a question mark: nothing that the server sent has "
                      "confirmed it yet.");
        case Lost:
            return tr("Packets that did not come out of the wire, whatever the reason");
        case Start:
            return tr("When its first packet was sent, since the first packet of all");
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
