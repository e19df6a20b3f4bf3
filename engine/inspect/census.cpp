// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/census.h"

#include "engine/inspect/proc_tables.h"

#include <algorithm>
#include <utility>

#include <sys/socket.h>

namespace ls::inspect {

using kernel::TcpState;

namespace {

constexpr std::array<std::uint8_t, 2> kFamilies{AF_INET, AF_INET6};

} // namespace

Result<CensusResult> Census::take(const CensusWish& wish, TimePoint time) {
    CensusResult result;
    std::shared_ptr<SocketTable> table;
    if (wish.allSockets) {
        table = std::make_shared<SocketTable>();
        table->time = time;
        table->rows.reserve(m_lastRows + m_lastRows / 8);
    }
    LS_TRY(countTcp(wish, result, table.get()));
    if (wish.selected) {
        LS_TRY(listConnections(*wish.selected, EndpointMatcher(wish.listeners), time, result));
    }
    if (table) {
        LS_TRY(addUdp(*table));
        LS_TRY(addUnix(*table));
        m_lastRows = table->rows.size();
        result.sockets = std::move(table);
    }
    return result;
}

/// Every TCP socket that `query` asks for; true when the table changed meanwhile.
Result<bool> Census::eachTcp(const kernel::InetQuery& query, const kernel::SockDiag::InetVisitor& visit,
                             const std::function<void()>& clear) {
    auto interrupted = dumpWhole([&] { return m_diag.dumpInet(query, visit); }, clear, m_trouble);
    if (interrupted || interrupted.error().code != ErrorCode::Refused) {
        return interrupted;
    }
    clear();
    LS_TRY(forEachProcInet(m_handles, IPPROTO_TCP, [&](const kernel::InetRow& row) {
        const bool isPort = query.localPort == 0 || row.local.port == query.localPort;
        if (isPort && (query.states & kernel::stateBit(row.state)) != 0) {
            visit(row);
        }
    }));
    return false;
}

Result<> Census::countTcp(const CensusWish& wish, CensusResult& result, SocketTable* table) {
    const EndpointMatcher matcher(wish.listeners);
    OwnerLookUp owners(m_owners);
    std::vector<std::uint64_t> cookies;
    const auto add = [&](const kernel::InetRow& row) {
        ++result.tcp[static_cast<std::size_t>(row.state)];
        if (row.cookie != 0) {
            cookies.push_back(row.cookie);
        }
        if (row.state != TcpState::Listen) {
            if (const auto place = matcher.find(row)) {
                ++result.byPlace[*place][static_cast<std::size_t>(row.state)];
            }
        }
        if (table != nullptr) {
            table->rows.push_back(toRow(row, row.local.address.isV6 ? SocketFamily::Tcp6 : SocketFamily::Tcp, owners));
        }
    };
    const auto forget = [&] {
        result = CensusResult();
        cookies.clear();
        if (table != nullptr) {
            table->rows.clear();
        }
    };
    const kernel::InetQuery query{AF_UNSPEC, IPPROTO_TCP, kernel::kAllTcpStates, 0, 0};
    LS_TRY_ASSIGN(const bool interrupted, eachTcp(query, add, forget));
    if (table != nullptr) {
        table->interrupted = interrupted;
    }
    m_ages.update(cookies, Clock::now());
    return {};
}

Result<> Census::addUdp(SocketTable& table) {
    OwnerLookUp owners(m_owners);
    const std::size_t before = table.rows.size();
    const auto add = [&](const kernel::InetRow& row) {
        table.rows.push_back(toRow(row, row.local.address.isV6 ? SocketFamily::Udp6 : SocketFamily::Udp, owners));
    };
    for (const std::uint8_t family : kFamilies) {
        const std::size_t ofOthers = table.rows.size();
        auto whole = dumpWhole(
            [&] {
                return m_diag.dumpInet({family, IPPROTO_UDP, kernel::kAllTcpStates, 0, 0}, add);
            },
            [&] { table.rows.resize(ofOthers); }, m_trouble);
        if (!whole && whole.error().code == ErrorCode::Refused) {
            table.rows.resize(before);
            return forEachProcInet(m_handles, IPPROTO_UDP, add);
        }
        LS_TRY(whole);
    }
    return {};
}

Result<> Census::addUnix(SocketTable& table) {
    OwnerLookUp owners(m_owners);
    const std::size_t before = table.rows.size();
    const auto forget = [&] {
        table.rows.resize(before);
        table.paths.clear();
    };
    const auto add = [&](const kernel::UnixRow& unixRow) {
        SocketRow row;
        row.id = {unixRow.cookie, unixRow.inode, m_handles.inode};
        row.family = SocketFamily::Unix;
        row.state = unixRow.state;
        row.receiveQueue = unixRow.receiveQueue;
        row.sendQueue = unixRow.sendQueue;
        row.peerInode = unixRow.peerInode;
        row.uid = unixRow.uid.value_or(0);
        if (!unixRow.path.empty()) {
            row.path = static_cast<std::int32_t>(table.paths.size());
            table.paths.push_back(unixRow.path);
        }
        row.owner = owners.owner({row.id.inode, row.uid, std::nullopt});
        table.rows.push_back(std::move(row));
    };
    auto whole = dumpWhole([&] { return m_diag.dumpUnix(kernel::kAllTcpStates, add); }, forget, m_trouble);
    if (!whole && whole.error().code == ErrorCode::Refused) {
        forget();
        return forEachProcUnix(m_handles, add);
    }
    LS_TRY(whole);
    return {};
}

Result<> Census::listConnections(const ListeningPlace& place, const EndpointMatcher& matcher, TimePoint time,
                                 CensusResult& result) {
    const IpEndpoint& endpoint = std::get<0>(place);
    OwnerLookUp owners(m_owners);
    const bool isV6 = endpoint.address.isV6;
    const kernel::InetQuery query{static_cast<std::uint8_t>(isV6 ? AF_INET6 : AF_INET), IPPROTO_TCP,
                                  kernel::kAllTcpStates & ~kernel::stateBit(TcpState::Listen), kernel::kShowInfo,
                                  endpoint.port};
    const auto add = [&](const kernel::InetRow& row) {
        if (matcher.find(row) == place) {
            const auto since = m_ages.since(row.cookie);
            result.connections.push_back({toRow(row, isV6 ? SocketFamily::Tcp6 : SocketFamily::Tcp, owners),
                                          row.figures, since ? std::optional(time - *since) : std::nullopt});
        }
    };
    LS_TRY(eachTcp(query, add, [&] { result.connections.clear(); }));
    result.connectionCount = result.connections.size();
    // A connection of unknown age is older than all others.
    std::stable_sort(result.connections.begin(), result.connections.end(), [](const auto& a, const auto& b) {
        return a.age.value_or(Nanoseconds::max()) < b.age.value_or(Nanoseconds::max());
    });
    if (result.connections.size() > Selection::kConnections) {
        result.connections.resize(Selection::kConnections);
    }
    return {};
}

SocketRow Census::toRow(const kernel::InetRow& row, SocketFamily family, OwnerLookUp& owners) const {
    SocketRow to;
    to.id = {row.cookie, row.inode, m_handles.inode};
    to.family = family;
    to.state = row.state;
    to.local = row.local;
    to.remote = row.remote;
    to.interface = row.interface;
    to.receiveQueue = row.receiveQueue;
    to.sendQueue = row.sendQueue;
    to.retransmits = row.retransmits;
    to.uid = row.uid;
    to.owner = owners.owner({row.inode, row.uid, row.cgroup});
    return to;
}

} // namespace ls::inspect
