// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/socket_table_model.h"

#include "app/model/record_cells.h"
#include "app/model/socket_words.h"
#include "app/model/words.h"

#include <QStringList>

#include <utility>

namespace ls::model {

using inspect::SocketFamily;
using inspect::SocketRow;

namespace {

using Column = SocketColumn;

bool isFigure(int column) {
    const auto c = static_cast<Column>(column);
    return c == Column::ReceiveQueue || c == Column::SendQueue || c == Column::Retransmits || c == Column::Inode;
}

bool isMonospaced(int column) {
    const auto c = static_cast<Column>(column);
    return isFigure(column) || c == Column::Local || c == Column::Remote || c == Column::State;
}

QString localText(const SocketRow& socket, std::string_view path) {
    if (socket.family != SocketFamily::Unix) {
        return endpointText(socket.local);
    }
    return path.empty() ? QStringLiteral("* %1").arg(socket.id.inode) : textOf(path);
}

QString remoteText(const SocketRow& socket) {
    if (socket.family != SocketFamily::Unix) {
        return endpointText(socket.remote);
    }
    return socket.peerInode == 0 ? QStringLiteral("*") : QStringLiteral("* %1").arg(socket.peerInode);
}

/// Rows that go on in the next view, by where they are in it.
std::unordered_map<SocketKey, int, SocketKey::Hash> rowsByKey(const SocketView& view) {
    std::unordered_map<SocketKey, int, SocketKey::Hash> rows;
    rows.reserve(view.lines.size());
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        rows.emplace(SocketKey(view.lines[i].socket), static_cast<int>(i));
    }
    return rows;
}

} // namespace

SocketTableModel::SocketTableModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_view(std::make_shared<SocketView>())
    , m_sieve(std::make_shared<SocketSieve>()) {
    m_pool.setMaxThreadCount(1);
}

SocketTableModel::~SocketTableModel() {
    m_pool.waitForDone();
}

void SocketTableModel::setTable(std::shared_ptr<const inspect::SocketTable> table) {
    if (table && table != m_table) {
        m_table = std::move(table);
        ask();
    }
}

void SocketTableModel::setFilter(filter::Filter filter) {
    m_wish.filter = std::move(filter);
    ask();
}

void SocketTableModel::sort(int column, Qt::SortOrder order) {
    m_wish.sortBy = column >= 0 && column < kColumns ? static_cast<Column>(column) : Column::Count;
    m_wish.descending = order == Qt::DescendingOrder;
    ask();
}

void SocketTableModel::clear() {
    ++m_generation;
    m_table.reset();
    m_sieve = std::make_shared<SocketSieve>();
    beginResetModel();
    m_view = std::make_shared<SocketView>();
    m_rows = 0;
    m_texts.clear();
    endResetModel();
    emit shown();
}

/// One job at a time; what is wished meanwhile becomes the next.
void SocketTableModel::ask() {
    if (!m_table) {
        return;
    }
    if (std::exchange(m_working, true)) {
        m_again = true;
        return;
    }
    m_pool.start([this, sieve = m_sieve, table = m_table, wish = m_wish, generation = m_generation] {
        auto view = sieve->sift(table, wish);
        QMetaObject::invokeMethod(
            this,
            [this, view = std::move(view), generation]() mutable {
                m_working = false;
                if (generation == m_generation) {
                    show(std::move(view));
                }
                if (std::exchange(m_again, false)) {
                    ask();
                }
            },
            Qt::QueuedConnection);
    });
}

/// Rows come and go at the end, and all are put in order in between: three signals whatever changed, and what is
/// selected stays selected.
void SocketTableModel::show(std::shared_ptr<const SocketView> view) {
    const int after = static_cast<int>(view->lines.size());
    if (after > m_rows) {
        beginInsertRows({}, m_rows, after - 1);
        m_rows = after;
        endInsertRows();
    }
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    const QModelIndexList places = placesIn(*view, old);
    m_view = std::move(view);
    m_texts.clear();
    changePersistentIndexList(old, places);
    emit layoutChanged({}, VerticalSortHint);
    if (after < m_rows) {
        beginRemoveRows({}, after, m_rows - 1);
        m_rows = after;
        endRemoveRows();
    }
    m_texts.clear();
    emit shown();
}

/// A row that has just come, or is about to go, is blank.
const SocketView::Line& SocketTableModel::line(int row) const {
    static const SocketView::Line kBlank{{.owner = std::make_shared<const inspect::Owner>()}};
    const auto place = static_cast<std::size_t>(row);
    return place < m_view->lines.size() ? m_view->lines[place] : kBlank;
}

QModelIndexList SocketTableModel::placesIn(const SocketView& next, const QModelIndexList& old) const {
    if (old.isEmpty()) {
        return {};
    }
    const auto rows = rowsByKey(next);
    QModelIndexList places;
    for (const QModelIndex& each : old) {
        const auto found = rows.find(SocketKey(socket(each.row())));
        places << (found == rows.end() ? QModelIndex() : index(found->second, each.column()));
    }
    return places;
}

const SocketTableModel::Texts& SocketTableModel::textsOf(int row) const {
    const auto [place, isNew] = m_texts.try_emplace(row);
    Texts& texts = place->second;
    if (isNew) {
        const SocketRow& s = socket(row);
        const auto text = [&](Column column) -> QString& { return texts[static_cast<std::size_t>(column)]; };
        text(Column::Family) = textOf(inspect::familyName(s.family));
        text(Column::State) = textOf(kernel::tcpStateName(s.state));
        text(Column::ReceiveQueue) = countText(s.receiveQueue);
        text(Column::SendQueue) = countText(s.sendQueue);
        text(Column::Local) = localText(s, m_view->pathOf(s));
        text(Column::Remote) = remoteText(s);
        text(Column::Owner) = ownerText(*s.owner);
        text(Column::Unit) = placeText(*s.owner);
        text(Column::User) = textOf(s.owner->user);
        text(Column::Retransmits) = s.retransmits == 0 ? QString() : countText(s.retransmits);
        text(Column::Inode) = s.id.inode == 0 ? QString() : QString::number(s.id.inode);
    }
    return texts;
}

std::optional<filter::Filter> SocketTableModel::filterFor(const QModelIndex& cell) const {
    using filter::Filter;
    using filter::Key;
    const SocketRow& s = socket(cell.row());
    const auto equal = [](Key key, const std::string& value) -> std::optional<Filter> {
        const auto made = Filter::comparing(key, filter::Operator::Equal, value);
        return made ? std::optional(*made) : std::nullopt;
    };
    const auto orNothing = [&](Key key, const std::string& value) {
        return value.empty() ? std::nullopt : equal(key, value);
    };
    const auto end = [&](Key address, Key port, const IpEndpoint& which) {
        return address == Key::Peer && which.port == 0 ? std::nullopt
               : which.address.isAny()                 ? equal(port, std::to_string(which.port))
                                                       : equal(address, which.address.text());
    };
    switch (static_cast<Column>(cell.column())) {
    case Column::Family:
        return equal(Key::Family, std::string(inspect::familyName(s.family)));
    case Column::State:
        return equal(Key::State, std::string(kernel::tcpStateName(s.state)));
    case Column::Local:
        return s.family == SocketFamily::Unix ? Filter::containing(pathOf(cell.row()))
                                              : end(Key::Local, Key::LocalPort, s.local);
    case Column::Remote:
        return s.family == SocketFamily::Unix ? std::nullopt : end(Key::Peer, Key::PeerPort, s.remote);
    case Column::Owner:
        return s.owner->processes.empty() ? std::nullopt : equal(Key::Process, s.owner->processes.front().name);
    case Column::Unit:
        return orNothing(Key::Unit, s.owner->container.empty() ? s.owner->unit : s.owner->container);
    case Column::User:
        return orNothing(Key::User, s.owner->user);
    case Column::Inode:
        return equal(Key::Inode, std::to_string(s.id.inode));
    default:
        return std::nullopt;
    }
}

int SocketTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}

int SocketTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant SocketTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textsOf(index.row())[static_cast<std::size_t>(column)];
    case PlainRole: {
        const SocketRow& s = socket(index.row());
        const auto c = static_cast<Column>(column);
        return c == Column::ReceiveQueue  ? QVariant(s.receiveQueue)
               : c == Column::SendQueue   ? QVariant(s.sendQueue)
               : c == Column::Retransmits ? QVariant(s.retransmits)
                                          : QVariant();
    }
    case TroubleRole:
        return static_cast<Column>(column) == Column::Retransmits && socket(index.row()).retransmits > 0;
    case FreshnessRole:
        return static_cast<int>(line(index.row()).freshness);
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(column));
    case Qt::FontRole:
        return isMonospaced(column) ? QVariant(figureFont()) : QVariant();
    case Qt::ToolTipRole:
        return static_cast<Column>(column) == Column::Owner ? ownerDetail(*socket(index.row()).owner) : QString();
    default:
        return {};
    }
}

QVariant SocketTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QStringList{tr("Family"), tr("State"),      tr("Unread"), tr("Unacked"),
                           tr("Local"),  tr("Peer"),       tr("Owner"),  tr("Unit / container"),
                           tr("User"),   tr("Sent again"), tr("Inode")}[section];
    case PublicNameRole:
        return QStringList{QStringLiteral("family"),      QStringLiteral("state"), QStringLiteral("receive_queue"),
                           QStringLiteral("send_queue"),  QStringLiteral("local"), QStringLiteral("peer"),
                           QStringLiteral("owner"),       QStringLiteral("unit"),  QStringLiteral("user"),
                           QStringLiteral("retransmits"), QStringLiteral("inode")}[section];
    case Qt::ToolTipRole:
        return headerHelp(static_cast<Column>(section));
    case Qt::TextAlignmentRole:
        return alignmentOf(isFigure(section));
    default:
        return {};
    }
}

QString SocketTableModel::headerHelp(Column column) {
    switch (column) {
    case Column::ReceiveQueue:
        return tr("Bytes that the program has not read; of a listener: connections waiting for accept(). ss: Recv-Q");
    case Column::SendQueue:
        return tr("Bytes that the peer has not acknowledged; of a listener: the limit of its queue. ss: Send-Q");
    case Column::Retransmits:
        return tr("How often what is not acknowledged now was sent again");
    default:
        return {};
    }
}

} // namespace ls::model
