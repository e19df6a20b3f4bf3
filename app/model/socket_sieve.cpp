// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/socket_sieve.h"

#include "engine/inspect/filter_rows.h"

#include <algorithm>
#include <compare>
#include <cstring>
#include <iterator>

namespace ls::model {

using inspect::SocketRow;
using inspect::SocketTable;

namespace {

/// Its owner apart: that is found out later, and is no change of the socket.
bool looksTheSame(const SocketRow& a, const SocketRow& b) {
    return a.state == b.state && a.receiveQueue == b.receiveQueue && a.sendQueue == b.sendQueue &&
           a.retransmits == b.retransmits;
}

/// IPv4 before IPv6, each by its bytes, then by port.
std::strong_ordering byAddress(const IpEndpoint& a, const IpEndpoint& b) {
    if (a.address.isV6 != b.address.isV6) {
        return a.address.isV6 <=> b.address.isV6;
    }
    return a <=> b;
}

std::string_view firstProcess(const SocketRow& row) {
    return row.owner->processes.empty() ? std::string_view() : row.owner->processes.front().name;
}

std::string_view place(const SocketRow& row) {
    return row.owner->container.empty() ? row.owner->unit : row.owner->container;
}

/// What there is before what there is not.
std::strong_ordering byName(std::string_view a, std::string_view b) {
    return a.empty() != b.empty() ? a.empty() <=> b.empty() : a.compare(b) <=> 0;
}

std::strong_ordering compare(const SocketView& view, const SocketRow& a, const SocketRow& b, SocketColumn column) {
    switch (column) {
    case SocketColumn::Family:
        return a.family <=> b.family;
    case SocketColumn::State:
        return kernel::tcpStateName(a.state) <=> kernel::tcpStateName(b.state);
    case SocketColumn::ReceiveQueue:
        return a.receiveQueue <=> b.receiveQueue;
    case SocketColumn::SendQueue:
        return a.sendQueue <=> b.sendQueue;
    case SocketColumn::Local: {
        const auto paths = byName(view.pathOf(a), view.pathOf(b));
        return paths != 0 ? paths : byAddress(a.local, b.local);
    }
    case SocketColumn::Remote:
        return byAddress(a.remote, b.remote);
    case SocketColumn::Owner:
        return byName(firstProcess(a), firstProcess(b));
    case SocketColumn::Unit:
        return byName(place(a), place(b));
    case SocketColumn::User:
        return a.owner->user <=> b.owner->user;
    case SocketColumn::Retransmits:
        return a.retransmits <=> b.retransmits;
    case SocketColumn::Inode:
        return a.id.inode <=> b.id.inode;
    case SocketColumn::Count:
        break;
    }
    return std::strong_ordering::equal;
}

/// Sorts numbers of lines: a line is moved once, not at every step.
void sortLines(SocketView& view, SocketColumn column, bool descending) {
    std::vector<std::uint32_t> order(view.lines.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto result = compare(view, view.lines[a].socket, view.lines[b].socket, column);
        return descending ? result > 0 : result < 0;
    });
    std::vector<SocketView::Line> sorted;
    sorted.reserve(order.size());
    for (const std::uint32_t i : order) {
        sorted.push_back(std::move(view.lines[i]));
    }
    view.lines = std::move(sorted);
}

std::string_view pathIn(const SocketTable& table, const SocketRow& row) {
    return row.path < 0 ? std::string_view() : table.paths[static_cast<std::size_t>(row.path)];
}

} // namespace

std::size_t SocketKey::Hash::operator()(const SocketKey& key) const {
    std::uint64_t low = 0;
    std::memcpy(&low, key.remote.address.bytes.data() + (key.remote.address.isV6 ? 8 : 0), sizeof(low));
    std::uint64_t hash = key.id.cookie * 0x9e3779b97f4a7c15ULL;
    hash ^= (key.id.inode + (hash << 6U)) * 0xc2b2ae3d27d4eb4fULL;
    hash ^= (low + key.remote.port + (std::uint64_t{key.local.port} << 16U)) * 0x165667b19e3779f9ULL;
    return static_cast<std::size_t>(hash ^ (hash >> 29U));
}

std::string_view SocketView::pathOf(const SocketRow& socket) const {
    return table ? pathIn(*table, socket) : std::string_view();
}

void SocketSieve::clear() {
    m_known.clear();
    m_last.reset();
    m_tables = 0;
}

void SocketSieve::learn(const SocketTable& table) {
    ++m_tables;
    if (m_tables == 1) {
        m_began = table.time;
        m_known.reserve(table.rows.size());
    }
    for (const SocketRow& row : table.rows) {
        const auto [place, isNew] = m_known.try_emplace(SocketKey(row));
        Known& known = place->second;
        if (isNew) {
            known.since = table.time;
        } else if (!looksTheSame(known.socket, row)) {
            known.changed = table.time;
        }
        known.socket = row;
        known.closed = {};
        known.seen = m_tables;
    }
    for (auto each = m_known.begin(); each != m_known.end();) {
        Known& known = each->second;
        const bool isThere = known.seen == m_tables;
        if (!isThere && known.closed == TimePoint{}) {
            known.closed = table.time;
            known.socket.path = -1; // of a table that is gone
        }
        each = !isThere && table.time - known.closed >= kClosedFor ? m_known.erase(each) : std::next(each);
    }
}

Freshness SocketSieve::freshnessOf(const Known& known, TimePoint now) const {
    if (known.closed != TimePoint{}) {
        return Freshness::Closed;
    }
    if (known.since > m_began && now - known.since < kNewFor) {
        return Freshness::New;
    }
    return known.changed != TimePoint{} && now - known.changed < kChangedFor ? Freshness::Changed : Freshness::Steady;
}

std::shared_ptr<const SocketView> SocketSieve::sift(const std::shared_ptr<const SocketTable>& table, const Wish& wish) {
    if (table != m_last) {
        learn(*table);
        m_last = table;
    }
    auto view = std::make_shared<SocketView>();
    view->table = table;
    view->total = table->rows.size();
    const auto take = [&](const SocketRow& row, Freshness freshness) {
        if (wish.filter.matches(inspect::SocketFields(row, view->pathOf(row)))) {
            view->lines.push_back({row, freshness});
        }
    };
    for (const SocketRow& row : table->rows) {
        take(row, freshnessOf(m_known.find(SocketKey(row))->second, table->time));
    }
    for (const auto& [key, known] : m_known) {
        if (known.closed != TimePoint{}) {
            take(known.socket, Freshness::Closed);
        }
    }
    if (wish.sortBy != SocketColumn::Count) {
        sortLines(*view, wish.sortBy, wish.descending);
    }
    return view;
}

} // namespace ls::model
