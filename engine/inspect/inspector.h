// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/base/result.h"
#include "engine/inspect/alert_desk.h"
#include "engine/inspect/census.h"
#include "engine/inspect/closed_watch.h"
#include "engine/inspect/connection_ages.h"
#include "engine/inspect/counter_watch.h"
#include "engine/inspect/listener_book.h"
#include "engine/inspect/listener_reader.h"
#include "engine/inspect/listener_watch.h"
#include "engine/inspect/net_namespaces.h"
#include "engine/inspect/owner_desk.h"
#include "engine/inspect/paced_thread.h"
#include "engine/inspect/snapshot.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ls::inspect {

/// Ranges: rates 0.1 … 1000 looks at all listeners and 1 … 10000 at the selected one, a second.
struct InspectSettings {
    std::string netNamespace; ///< NetNamespaceInfo::path; empty: the own one
    double rateHz = 10;
    bool allSockets = false;
    std::optional<SocketIdentity> selected;
    double watchRateHz = 1000;
    AlertSettings alerts;
    /// Share of a core that the looks, and the counts of all sockets, may each take; the rates give way to it.
    double cpuBudget = 0.1;
};

/// ErrorCode::BadInput names what is out of range.
[[nodiscard]] Result<> checkSettings(const InspectSettings& settings);

/// What came since the last look that was told.
struct Look {
    SnapshotRef snapshot;
    std::vector<Sample> samples; ///< of the selected listener; time counts from Snapshot::began
    std::vector<ClosedConnection> closed;
    std::vector<Alert> alerts; ///< those that began or ended
};

/// Looks at every listening socket of a network namespace, again and again, without privilege and without changing
/// anything. Threads of its own: the looks, the count of all sockets, the owners, ended connections, the selected
/// listener. Created, changed and destroyed by one thread.
class Inspector final {
public:
    static constexpr std::chrono::milliseconds kShortestTell{50}; ///< looks may be more often; they are told so often

    /// Called on the thread of the looks; it must not wait.
    using Tell = std::function<void(Look)>;

    [[nodiscard]] static Result<std::unique_ptr<Inspector>> start(InspectSettings settings, Tell tell);
    ~Inspector();
    Inspector(const Inspector&) = delete;
    Inspector& operator=(const Inspector&) = delete;

    /// Namespace and alert settings stay as they were at the start.
    [[nodiscard]] Result<> change(InspectSettings settings);

private:
    /// What the count of all sockets has for the looks.
    struct Counted {
        std::shared_ptr<const StateCounts> states = std::make_shared<const StateCounts>();
        std::shared_ptr<const CensusResult> result = std::make_shared<const CensusResult>();
        Nanoseconds cpuTime{};
        DumpTrouble trouble;
        std::optional<Error> problem;
    };
    Inspector(InspectSettings settings, Tell tell, NamespaceHandles handles);

    [[nodiscard]] Result<> startThreads();

    // Thread of the looks.
    [[nodiscard]] TimePoint lookTurn(TimePoint due);
    [[nodiscard]] Result<> lookOnce(TimePoint now);
    void tell(TimePoint now);
    void follow(const InspectSettings& settings, const std::vector<Listener>& listeners);
    [[nodiscard]] std::shared_ptr<const Selection> selection(const Counted& counted) const;
    void countHalfOpen(std::vector<Listener>& listeners) const;
    [[nodiscard]] LookingQuality measure(const Counted& counted, TimePoint now);

    // Thread of the count.
    [[nodiscard]] TimePoint countTurn(TimePoint due);

    Guarded<InspectSettings> m_settings;
    Tell m_tell;
    NamespaceHandles m_handles;
    const TimePoint m_began;
    NetNamespaceInfo m_net;
    std::string m_kernel;

    OwnerDesk m_owners;
    ConnectionAges m_ages;
    Guarded<Counted> m_counted;
    Guarded<CensusWish> m_wish;            ///< what the looks have for the count
    std::unique_ptr<ClosedWatch> m_closed; ///< null where the kernel does not tell

    // Only the thread of the looks.
    ListenerReader m_reader;
    CounterWatch m_counters;
    ListenerBook m_book;
    AlertDesk m_alerts;
    ListenerLook m_look;
    std::shared_ptr<const HostCounters> m_hostCounters;
    std::optional<Unseen> m_closedUnseen;
    std::optional<Error> m_problem;
    std::unique_ptr<ListenerWatch> m_watch;
    SocketIdentity m_watched;
    double m_watchRateHz = 0;
    std::uint64_t m_looks = 0, m_late = 0, m_told = 0, m_closedMissed = 0;
    TimePoint m_lastTell{};
    std::deque<TimePoint> m_lookTimes; ///< of the last seconds, for the real rate
    std::pair<TimePoint, Nanoseconds> m_lastCpu{};

    // Only the thread of the count.
    Census m_census;
    TimePoint m_lastCount{};

    std::unique_ptr<PacedThread> m_countThread; ///< the threads end first
    std::unique_ptr<PacedThread> m_lookThread;
};

} // namespace ls::inspect
