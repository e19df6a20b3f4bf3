// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/inspect/connection_ages.h"
#include "engine/inspect/endpoint_matcher.h"
#include "engine/inspect/listener_reader.h"
#include "engine/inspect/owner_desk.h"
#include "engine/inspect/snapshot.h"
#include "engine/kernel/sock_diag.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace ls::inspect {

/// What a count of all sockets should bring.
struct CensusWish {
    std::vector<Listener> listeners;        ///< connections are attributed to them
    std::optional<ListeningPlace> selected; ///< list its connections with their figures
    bool allSockets = false;                ///< make the table
};

struct CensusResult {
    kernel::TcpStateCounts tcp{};
    std::map<ListeningPlace, kernel::TcpStateCounts> byPlace;
    std::shared_ptr<const SocketTable> sockets; ///< null unless wished for
    std::vector<Connection> connections;        ///< of `selected`, at most Selection::kConnections
    std::size_t connectionCount = 0;
};

/// Counts all TCP sockets and, on wish, lists every socket with its owner. One thread at a time; what is given in
/// outlives it.
class Census final {
public:
    /// `diag` is this census's own.
    Census(kernel::SockDiag diag, const NamespaceHandles& handles, OwnerDesk& owners, ConnectionAges& ages)
        : m_diag(std::move(diag))
        , m_handles(handles)
        , m_owners(owners)
        , m_ages(ages) {}

    /// Without the kernel's modules: what /proc/net tells of TCP sockets.
    [[nodiscard]] Result<CensusResult> take(const CensusWish& wish, TimePoint time);
    [[nodiscard]] const DumpTrouble& trouble() const { return m_trouble; }

private:
    [[nodiscard]] Result<bool> eachTcp(const kernel::InetQuery& query, const kernel::SockDiag::InetVisitor& visit,
                                       const std::function<void()>& clear);
    [[nodiscard]] Result<> countTcp(const CensusWish& wish, CensusResult& result, SocketTable* table);
    [[nodiscard]] Result<> addUdp(SocketTable& table);
    [[nodiscard]] Result<> addUnix(SocketTable& table);
    [[nodiscard]] Result<> listConnections(const ListeningPlace& place, const EndpointMatcher& matcher, TimePoint time,
                                           CensusResult& result);
    [[nodiscard]] SocketRow toRow(const kernel::InetRow& row, SocketFamily family, OwnerLookUp& owners) const;

    kernel::SockDiag m_diag;
    const NamespaceHandles& m_handles;
    OwnerDesk& m_owners;
    ConnectionAges& m_ages;
    DumpTrouble m_trouble;
    std::size_t m_lastRows = 0;
};

} // namespace ls::inspect
