// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/record_roles.h"
#include "engine/filter/filter.h"
#include "engine/inspect/socket_row.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ls::model {

/// What makes a socket of a table the same one in the next: handshakes under way and TIME_WAIT have no inode and share
/// cookies, so their ends count too.
struct SocketKey {
    inspect::SocketIdentity id;
    IpEndpoint local;
    IpEndpoint remote;

    explicit SocketKey(const inspect::SocketRow& row)
        : id(row.id)
        , local(row.local)
        , remote(row.remote) {}

    friend bool operator==(const SocketKey&, const SocketKey&) = default;

    struct Hash {
        [[nodiscard]] std::size_t operator()(const SocketKey& key) const;
    };
};

enum class SocketColumn : std::uint8_t {
    Family,
    State,
    ReceiveQueue,
    SendQueue,
    Local,
    Remote,
    Owner,
    Unit,
    User,
    Retransmits,
    Inode,
    Count
};

/// The sockets to show, in order; a value that is never changed once it is made.
struct SocketView {
    struct Line {
        inspect::SocketRow socket;
        Freshness freshness = Freshness::Steady;
    };
    std::shared_ptr<const inspect::SocketTable> table; ///< has the paths
    std::vector<Line> lines;
    std::size_t total = 0; ///< without the filter, closed ones not counted

    [[nodiscard]] std::string_view pathOf(const inspect::SocketRow& socket) const;
};

/// Filters and sorts the sockets of a machine and remembers what became of them. 20,000 sockets cost some milliseconds,
/// so it works on a thread of its own. One thread at a time.
class SocketSieve final {
public:
    struct Wish {
        filter::Filter filter;
        SocketColumn sortBy = SocketColumn::Count; ///< Count: as they come
        bool descending = false;
    };

    /// The same table again (another filter, another order) ages nothing.
    [[nodiscard]] std::shared_ptr<const SocketView> sift(const std::shared_ptr<const inspect::SocketTable>& table,
                                                         const Wish& wish);
    void clear();

    static constexpr std::chrono::seconds kNewFor{5};
    static constexpr std::chrono::seconds kChangedFor{2};
    static constexpr std::chrono::seconds kClosedFor{5};

private:
    struct Known {
        inspect::SocketRow socket;
        TimePoint since{};
        TimePoint changed{};
        TimePoint closed{};     ///< 0: it is there
        std::uint64_t seen = 0; ///< number of the table that had it last
    };

    void learn(const inspect::SocketTable& table);
    [[nodiscard]] Freshness freshnessOf(const Known& known, TimePoint now) const;

    std::unordered_map<SocketKey, Known, SocketKey::Hash> m_known;
    std::shared_ptr<const inspect::SocketTable> m_last;
    std::uint64_t m_tables = 0;
    TimePoint m_began{};
};

} // namespace ls::model
