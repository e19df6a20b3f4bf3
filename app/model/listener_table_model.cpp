// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/listener_table_model.h"

#include "app/model/socket_words.h"
#include "app/model/words.h"
#include "engine/inspect/filter_rows.h"

#include <QFontDatabase>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

namespace ls::model {

using inspect::Listener;
using inspect::Snapshot;

namespace {

constexpr std::chrono::milliseconds kPeaksEvery{500}; ///< a curve of a minute moves by a column a second

std::string_view publicName(int column) {
    constexpr std::array<std::string_view, ListenerTableModel::Columns> kNames{
        "fill",  "depth", "limit",       "capped_by", "half_open", "drops", "drops_per_second", "address", "port",
        "owner", "unit",  "last_minute", "deepest",   "family",    "user",  "connections",      "inode"};
    return kNames[static_cast<std::size_t>(column)];
}

bool isFigure(int column) {
    switch (column) {
    case ListenerTableModel::Waiting:
    case ListenerTableModel::Limit:
    case ListenerTableModel::HalfOpen:
    case ListenerTableModel::Drops:
    case ListenerTableModel::DropsPerSecond:
    case ListenerTableModel::Port:
    case ListenerTableModel::Deepest:
    case ListenerTableModel::Connections:
    case ListenerTableModel::Inode:
        return true;
    default:
        return false;
    }
}

bool isMonospaced(int column) {
    return isFigure(column) || column == ListenerTableModel::Address;
}

template <typename T>
QString figure(const std::optional<T>& value) {
    return value ? countText(static_cast<double>(*value)) : QStringLiteral("–");
}

std::uint64_t connectionCount(const Listener& listener) {
    return std::accumulate(listener.connections.begin(), listener.connections.end(), std::uint64_t{0});
}

bool looksTheSame(const Listener& a, const Listener& b) {
    return a.depth == b.depth && a.limit == b.limit && a.drops == b.drops && a.dropsPerSecond == b.dropsPerSecond &&
           a.halfOpen == b.halfOpen && a.deepest == b.deepest && a.connections == b.connections &&
           a.groupSize == b.groupSize && a.owner == b.owner && a.closed == b.closed;
}

constexpr double kNearlyFull = 0.8;

Alarm alarmOf(const Listener& listener) {
    const double fill = listener.fill().value_or(0);
    return listener.closed ? Alarm::None : fill >= 1 ? Alarm::Loss : fill >= kNearlyFull ? Alarm::Warning : Alarm::None;
}

double deepestFill(const QList<int>& peaks, std::uint32_t limit) {
    const int most = peaks.isEmpty() ? 0 : *std::max_element(peaks.begin(), peaks.end());
    return static_cast<double>(most) / std::max(1U, limit);
}

/// `since`: those seen by then are not new; they were there before.
Freshness freshnessOf(const Listener& listener, const Snapshot& snapshot, TimePoint since) {
    if (listener.closed) {
        return Freshness::Closed;
    }
    if (listener.firstSeen > since && snapshot.time - listener.firstSeen < ListenerTableModel::kNewFor) {
        return Freshness::New;
    }
    return listener.changed > listener.firstSeen && snapshot.time - listener.changed < ListenerTableModel::kChangedFor
               ? Freshness::Changed
               : Freshness::Steady;
}

} // namespace

void ListenerTableModel::setSnapshot(const Snapshot& snapshot, const ListenerTrails& trails) {
    const bool capMoved = std::exchange(m_somaxconn, snapshot.counters->somaxconn) != snapshot.counters->somaxconn;
    if (capMoved) {
        for (Row& row : m_rows) {
            describe(row);
        }
    }
    m_since = m_since.value_or(snapshot.time);
    removeGone(snapshot);
    if (!isInOrder(snapshot)) { // snapshots have one order always, but nothing rests on that
        removeAll();
    }
    insertNew(snapshot);
    update(snapshot, trails);
}

void ListenerTableModel::clear() {
    removeAll();
    m_since.reset();
    m_peaksTime = {};
}

void ListenerTableModel::removeAll() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

ListenerTableModel::Row ListenerTableModel::rowFor(const Listener& listener, const Snapshot& snapshot) const {
    Row row;
    row.listener = listener;
    row.freshness = freshnessOf(listener, snapshot, *m_since);
    row.addressKey = listener.family == inspect::SocketFamily::Unix ? QStringLiteral("u") + listenerPlace(listener)
                                                                    : endpointKey(listener.local);
    describe(row);
    return row;
}

void ListenerTableModel::describe(Row& row) const {
    const Listener& l = row.listener;
    const bool isUnix = l.family == inspect::SocketFamily::Unix;
    const LimitCause cause = limitCause(l, m_somaxconn);
    const auto fill = l.fill();
    row.limitDetail = cause.detail;
    row.ownerDetail = ownerDetail(*l.owner);
    row.text[Fill] = fill ? QStringLiteral("%1 %").arg(static_cast<int>(*fill * 100)) : QStringLiteral("–");
    row.text[Waiting] = countText(l.depth);
    row.text[Limit] = figure(l.limit);
    row.text[CappedBy] = cause.shortly;
    row.text[HalfOpen] = isUnix ? QStringLiteral("–") : countText(l.halfOpen);
    row.text[Drops] = figure(l.drops);
    row.text[DropsPerSecond] = l.drops ? countText(std::round(l.dropsPerSecond * 10) / 10) : QStringLiteral("–");
    row.text[Address] = textOf(l.address);
    row.text[Port] = isUnix ? QString() : QString::number(l.local.port);
    row.text[Owner] = ownerText(*l.owner);
    row.text[Unit] = placeText(*l.owner);
    row.text[Deepest] = countText(l.deepest);
    row.text[Family] = textOf(inspect::familyName(l.family)) +
                       (l.groupSize > 1 ? QStringLiteral(" · %1×").arg(l.groupSize) : QString());
    row.text[User] = textOf(l.owner->user);
    row.text[Connections] = isUnix ? QStringLiteral("–") : countText(static_cast<double>(connectionCount(l)));
    row.text[Inode] = QString::number(l.id.inode);
}

void ListenerTableModel::removeGone(const Snapshot& snapshot) {
    std::set<inspect::SocketIdentity> there;
    for (const Listener& listener : snapshot.listeners) {
        there.insert(listener.id);
    }
    for (int last = rowCount() - 1; last >= 0; --last) {
        int first = last;
        while (first >= 0 && !there.contains(listener(first).id)) {
            --first;
        }
        if (first < last) {
            beginRemoveRows({}, first + 1, last);
            m_rows.erase(m_rows.begin() + first + 1, m_rows.begin() + last + 1);
            endRemoveRows();
            last = first;
        }
    }
}

/// Whether what is left of the rows comes in the snapshot in the same order.
bool ListenerTableModel::isInOrder(const Snapshot& snapshot) const {
    std::size_t next = 0;
    for (const Listener& listener : snapshot.listeners) {
        next += next < m_rows.size() && m_rows[next].listener.id == listener.id ? 1 : 0;
    }
    return next == m_rows.size();
}

void ListenerTableModel::insertNew(const Snapshot& snapshot) {
    const auto& wanted = snapshot.listeners;
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        std::size_t end = at;
        std::vector<Row> fresh;
        while (end < wanted.size() && (at >= m_rows.size() || wanted[end].id != m_rows[at].listener.id)) {
            fresh.push_back(rowFor(wanted[end++], snapshot));
        }
        if (!fresh.empty()) {
            beginInsertRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), std::make_move_iterator(fresh.begin()),
                          std::make_move_iterator(fresh.end()));
            endInsertRows();
            at = end;
        }
    }
}

void ListenerTableModel::update(const Snapshot& snapshot, const ListenerTrails& trails) {
    for (int i = 0; i < rowCount(); ++i) {
        auto& row = m_rows[static_cast<std::size_t>(i)];
        if (updateRow(row, snapshot.listeners[static_cast<std::size_t>(i)], snapshot)) {
            emit dataChanged(index(i, 0), index(i, Columns - 1));
        }
    }
    const Nanoseconds now = snapshot.time - snapshot.began;
    if (m_rows.empty() || (m_peaksTime != Nanoseconds{} && now - m_peaksTime < kPeaksEvery)) {
        return;
    }
    m_peaksTime = now;
    for (Row& row : m_rows) {
        row.peaks = ListenerTrails::peaks(trails.of(row.listener.id), now);
    }
    emit dataChanged(index(0, LastMinute), index(rowCount() - 1, LastMinute), {PeaksRole});
}

bool ListenerTableModel::updateRow(Row& row, const Listener& listener, const Snapshot& snapshot) const {
    const Freshness freshness = freshnessOf(listener, snapshot, *m_since);
    const bool moved = !looksTheSame(row.listener, listener);
    const bool changed = moved || freshness != row.freshness;
    row.listener = listener;
    row.freshness = freshness;
    if (moved) {
        describe(row);
    }
    return changed;
}

int ListenerTableModel::rowOf(const inspect::SocketIdentity& id) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.listener.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

bool ListenerTableModel::matches(int row, const filter::Filter& filter) const {
    return filter.matches(inspect::ListenerFields(listener(row)));
}

std::optional<filter::Filter> ListenerTableModel::filterFor(const QModelIndex& cell) const {
    using filter::Filter;
    using filter::Key;
    const Listener& l = listener(cell.row());
    const auto equal = [](Key key, const std::string& value) -> std::optional<Filter> {
        const auto made = Filter::comparing(key, filter::Operator::Equal, value);
        return made ? std::optional(*made) : std::nullopt;
    };
    const auto orNothing = [&](Key key, const std::string& value) {
        return value.empty() ? std::nullopt : equal(key, value);
    };
    switch (cell.column()) {
    case Waiting:
        return equal(Key::Depth, std::to_string(l.depth));
    case Limit:
    case CappedBy:
        return l.limit ? equal(Key::Limit, std::to_string(*l.limit)) : std::nullopt;
    case HalfOpen:
        return l.local.port != 0 ? equal(Key::HalfOpen, std::to_string(l.halfOpen)) : std::nullopt;
    case Drops:
        return l.drops ? equal(Key::Drops, std::to_string(*l.drops)) : std::nullopt;
    case Port:
        return l.local.port != 0 ? equal(Key::LocalPort, std::to_string(l.local.port)) : std::nullopt;
    case Address:
        return l.local.port != 0 ? equal(Key::Local, l.local.address.text()) : Filter::containing(l.address);
    case Owner:
        return l.owner->processes.empty() ? std::nullopt : equal(Key::Process, l.owner->processes.front().name);
    case Unit:
        return orNothing(Key::Unit, l.owner->container.empty() ? l.owner->unit : l.owner->container);
    case Family:
        return equal(Key::Family, std::string(inspect::familyName(l.family)));
    case User:
        return orNothing(Key::User, l.owner->user);
    case Inode:
        return equal(Key::Inode, std::to_string(l.id.inode));
    default:
        return std::nullopt;
    }
}

int ListenerTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ListenerTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant ListenerTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    static const QFont kFigures = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return row.text[static_cast<std::size_t>(column)];
    case SortRole:
        return sortKey(row, column);
    case PlainRole:
        return isFigure(column) || column == Fill ? sortKey(row, column) : QVariant();
    case TroubleRole:
        return (column == Waiting && row.listener.fill().value_or(0) >= 1) ||
               (column == Drops && row.listener.dropsSeen > 0) ||
               (column == DropsPerSecond && row.listener.dropsPerSecond > 0);
    case FreshnessRole:
        return static_cast<int>(row.freshness);
    case FillRole: {
        const auto fill = row.listener.fill();
        return fill ? QVariant(*fill) : QVariant();
    }
    case AlarmRole:
        return static_cast<int>(alarmOf(row.listener));
    case DeepestFillRole:
        return column == LastMinute && row.listener.limit ? QVariant(deepestFill(row.peaks, *row.listener.limit))
                                                          : QVariant();
    case PeaksRole:
        return column == LastMinute ? QVariant::fromValue(row.peaks) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isFigure(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        return isMonospaced(column) ? QVariant(kFigures) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(row, column);
    default:
        return {};
    }
}

QVariant ListenerTableModel::sortKey(const Row& row, int column) const {
    const Listener& l = row.listener;
    const auto known = [](const auto& value) { return value ? QVariant(static_cast<double>(*value)) : QVariant(); };
    switch (column) {
    case Fill:
        return known(l.fill());
    case Waiting:
        return l.depth;
    case Limit:
        return known(l.limit);
    case HalfOpen:
        return l.halfOpen;
    case Drops:
        return known(l.drops);
    case DropsPerSecond:
        return l.drops ? QVariant(l.dropsPerSecond) : QVariant();
    case Address:
        return row.addressKey;
    case Port:
        return l.local.port != 0 ? QVariant(l.local.port) : QVariant();
    case LastMinute:
        return row.peaks.isEmpty() ? QVariant() : *std::max_element(row.peaks.begin(), row.peaks.end());
    case Deepest:
        return l.deepest;
    case Connections:
        return qulonglong{connectionCount(l)};
    case Inode:
        return qulonglong{l.id.inode};
    default:
        return {};
    }
}

QString ListenerTableModel::toolTip(const Row& row, int column) const {
    const Listener& l = row.listener;
    switch (column) {
    case Fill:
        return tr("Waiting divided by the limit; the queue is full at more than 100 %, because it holds the limit and "
                  "one more.");
    case Limit:
    case CappedBy:
        return row.limitDetail;
    case HalfOpen:
        return l.groupSize > 1 ? tr("Shared by the %1 sockets of this address and port (SO_REUSEPORT)").arg(l.groupSize)
                               : QString();
    case Drops:
    case DropsPerSecond:
        return l.burstBetweenSamples ? tr("Burst between samples: packets were dropped although no look saw the queue "
                                          "full.")
                                     : QString();
    case Owner:
    case Unit:
    case User:
        return row.ownerDetail;
    case LastMinute:
        return row.peaks.isEmpty() ? QString()
                                   : tr("The deepest in each second of the last minute; the most was %1")
                                         .arg(countText(*std::max_element(row.peaks.begin(), row.peaks.end())));
    default:
        return row.freshness == Freshness::Closed ? tr("Closed") : QString();
    }
}

QVariant ListenerTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QStringList{tr("Fill"),
                           tr("Waiting"),
                           tr("Limit"),
                           tr("Capped by"),
                           tr("Half-open"),
                           tr("Drops"),
                           tr("Drops/s"),
                           tr("Address"),
                           tr("Port"),
                           tr("Owner"),
                           tr("Unit / container"),
                           tr("Last minute"),
                           tr("Deepest"),
                           tr("Family"),
                           tr("User"),
                           tr("Connections"),
                           tr("Inode")}[section];
    case PublicNameRole:
        return textOf(publicName(section));
    case Qt::ToolTipRole:
        return headerHelp(section);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isFigure(section) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QString ListenerTableModel::headerHelp(int column) {
    switch (column) {
    case Waiting:
        return tr("Connections waiting for accept(); ss: Recv-Q of a LISTEN row");
    case Limit:
        return tr("The effective backlog; ss: Send-Q of a LISTEN row. The queue holds one more.");
    case CappedBy:
        return tr("What set the limit: the backlog the program asked for, or net.core.somaxconn");
    case HalfOpen:
        return tr("Handshakes under way to this address and port; ss: SYN-RECV");
    case Drops:
        return tr(
            "Packets this socket dropped since it was made; ss: d of skmem. A packet sent again counts again, and "
            "stray packets count too.");
    case DropsPerSecond:
        return tr("Over the last second");
    case Deepest:
        return tr("The most that waited in any look since the socket was first seen");
    case Connections:
        return tr("Sockets of this address and port, without the listeners");
    default:
        return {};
    }
}

} // namespace ls::model
