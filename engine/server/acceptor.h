// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ip_address.h"
#include "engine/base/unique_fd.h"
#include "engine/metrics/counter.h"
#include "engine/reactor/event_loop.h"
#include "engine/server/listener.h"
#include "engine/server/pacer.h"
#include "engine/server/server_plan.h"

#include <memory>
#include <optional>

namespace ls::server {

/// Where accepted connections go. Called on the acceptor's loop thread.
class AcceptSink {
public:
    AcceptSink() = default;
    AcceptSink(const AcceptSink&) = delete;
    AcceptSink& operator=(const AcceptSink&) = delete;
    virtual ~AcceptSink() = default;
    virtual void onAccepted(UniqueFd connection, const IpEndpoint& peer) = 0;
    /// One wake-up is over: hand on what was collected.
    virtual void onBatchEnd() = 0;
};

/// Written by the acceptor's loop, read by anybody.
struct alignas(kCacheLine) AcceptorCounters {
    Counter accepted; ///< every accept4() that returned a connection, shed ones included
    Counter shed;     ///< accepted with the spare descriptor and closed at once: no descriptors left (EMFILE, ENFILE)
    Counter failed;   ///< accept4() calls that failed otherwise (out of memory …)
};

/// Takes connections out of one listener's queue by the policy in force. Lives on one loop; every method is called
/// there (or before the loop runs). Accepting is the experiment here, so how much is taken per wake-up is an explicit
/// budget.
class Acceptor final : public reactor::IoHandler {
public:
    struct Options {
        Trigger trigger = Trigger::Level;
        unsigned budget = 0; ///< accept4() calls per wake-up, 0 = until EAGAIN
    };

    Acceptor(reactor::EventLoop& loop, const Listener& listener, AcceptSink& sink, Options options);
    ~Acceptor();

    /// Registers with the loop; nothing is accepted before setPolicy().
    [[nodiscard]] Result<> start();
    /// `firstTurn` is when a paced policy may first accept; `perSecond` this acceptor's own share.
    void setPolicy(const AcceptPolicy& policy, TimePoint firstTurn);

    [[nodiscard]] const AcceptorCounters& counters() const { return m_counters; }

    void onIo(std::uint32_t token, std::uint32_t events) override;

private:
    enum class Outcome { Accepted, Skipped, Empty, Exhausted };

    void acceptBatch();
    void acceptPaced();
    [[nodiscard]] Outcome acceptOne();
    [[nodiscard]] Outcome shedOne();
    [[nodiscard]] Outcome handleError(int err);
    void continueLater();
    void retryAt(TimePoint when);
    void listenForReadiness(bool on);

    reactor::EventLoop& m_loop;
    const Listener& m_listener;
    AcceptSink& m_sink;
    Options m_options;
    AcceptPolicy m_policy{AcceptPolicy::Kind::None, 0};
    std::optional<Pacer> m_pacer;
    reactor::WatchId m_watch;
    reactor::TimerId m_timer = 0;
    UniqueFd m_spare;
    AcceptorCounters m_counters;
    std::shared_ptr<Acceptor*> m_self; ///< emptied by the destructor, so that posted work finds nobody
};

} // namespace ls::server
