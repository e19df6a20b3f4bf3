// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/load/generator.h"

#include <algorithm>

namespace ls::load {

namespace {

// Clients begun in one go before the loop looks at its descriptors again.
constexpr unsigned kTurn = 128;

class BurstGenerator final : public Generator {
public:
    BurstGenerator(reactor::EventLoop& loop, ClientPool& pool)
        : m_loop(loop)
        , m_pool(pool) {}

    void prepare() override {
        for (std::uint32_t i = 0; i < m_pool.count(); ++i) {
            m_pool.open(i);
        }
    }

    void run(TimePoint clockStart) override {
        m_timer = m_loop.runAt(clockStart, [this] { burst(); });
    }

    void halt() override { m_loop.cancelTimer(m_timer); }

private:
    void burst() {
        for (std::uint32_t i = 0; i < m_pool.count(); ++i) {
            m_pool.launch(i, Clock::now());
        }
        for (std::uint32_t i = 0; i < m_pool.count(); ++i) {
            m_pool.settle(i);
        }
    }

    reactor::EventLoop& m_loop;
    ClientPool& m_pool;
    reactor::TimerId m_timer = 0;
};

/// Open loop: client k of all begins at k / rate, whatever became of the others. A late start does not move the later
/// ones, and latency counts from the intended time, so a slow server cannot hide behind a generator that waits for it.
class RateGenerator final : public Generator {
public:
    RateGenerator(reactor::EventLoop& loop, ClientPool& pool, double perSecond, PoolShare share)
        : m_loop(loop)
        , m_pool(pool)
        , m_nanosPerClient(1e9 / perSecond)
        , m_share(share) {}

    void run(TimePoint clockStart) override {
        m_clockStart = clockStart;
        rearm();
    }

    void halt() override {
        m_loop.cancelTimer(m_timer);
        m_next = m_pool.count();
    }

    [[nodiscard]] const LatencyHistogram* lateness() const override { return &m_lateness; }

private:
    [[nodiscard]] TimePoint intended(std::uint32_t index) const {
        const double client = m_share.first + static_cast<double>(index) * m_share.stride;
        return m_clockStart + Nanoseconds(static_cast<std::int64_t>(client * m_nanosPerClient));
    }

    void rearm() {
        if (m_next < m_pool.count()) {
            m_timer = m_loop.runAt(intended(m_next), [this] { beginDue(); });
        }
    }

    void beginDue() {
        for (unsigned i = 0; i < kTurn && m_next < m_pool.count(); ++i) {
            const TimePoint due = intended(m_next);
            const TimePoint now = Clock::now();
            if (due > now) {
                break;
            }
            m_lateness.record(now - due);
            const std::uint32_t client = m_next++;
            m_pool.launch(client, due);
            m_pool.settle(client);
        }
        rearm();
    }

    reactor::EventLoop& m_loop;
    ClientPool& m_pool;
    double m_nanosPerClient;
    PoolShare m_share;
    TimePoint m_clockStart{};
    std::uint32_t m_next = 0;
    reactor::TimerId m_timer = 0;
    LatencyHistogram m_lateness;
};

/// Closed loop: a client begins when another is done, so that `concurrency` are in flight.
class ClosedLoopGenerator final : public Generator {
public:
    ClosedLoopGenerator(reactor::EventLoop& loop, ClientPool& pool, std::uint32_t concurrency)
        : m_loop(loop)
        , m_pool(pool)
        , m_concurrency(concurrency) {
        m_pool.setDoneHandler([this] {
            --m_inFlight;
            fillLater();
        });
    }

    void run(TimePoint clockStart) override {
        m_loop.runAt(clockStart, [this] { fill(); });
    }

    void halt() override { m_next = m_pool.count(); }

private:
    /// At once where nothing is being begun already; a client may be done before launch() returns.
    void fillLater() {
        if (!m_filling) {
            fill();
        }
    }

    void fill() {
        m_filling = true;
        unsigned begun = 0;
        while (m_inFlight < m_concurrency && m_next < m_pool.count() && begun++ < kTurn) {
            const std::uint32_t client = m_next++;
            ++m_inFlight;
            m_pool.launch(client, Clock::now());
            m_pool.settle(client);
        }
        m_filling = false;
        if (m_inFlight < m_concurrency && m_next < m_pool.count()) {
            m_loop.post([this] { fillLater(); });
        }
    }

    reactor::EventLoop& m_loop;
    ClientPool& m_pool;
    std::uint32_t m_concurrency;
    std::uint32_t m_next = 0;
    std::uint32_t m_inFlight = 0;
    bool m_filling = false;
};

} // namespace

std::unique_ptr<Generator> makeGenerator(reactor::EventLoop& loop, ClientPool& pool, const LoadPlan& plan,
                                         PoolShare share) {
    switch (plan.arrival) {
    case Arrival::Burst:
        break;
    case Arrival::Rate:
        return std::make_unique<RateGenerator>(loop, pool, plan.perSecond, share);
    case Arrival::ClosedLoop: {
        const std::uint32_t each = plan.concurrency / share.stride;
        const std::uint32_t extra = share.first < plan.concurrency % share.stride ? 1 : 0;
        return std::make_unique<ClosedLoopGenerator>(loop, pool, each + extra);
    }
    }
    return std::make_unique<BurstGenerator>(loop, pool);
}

} // namespace ls::load
