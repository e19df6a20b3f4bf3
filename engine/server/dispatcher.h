// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/server/acceptor.h"
#include "engine/server/sub_reactor.h"

#include <cstdint>
#include <vector>

namespace ls::server {

/// Told of every accepted connection, on the thread that accepted it: implementations are thread-safe and quick.
class AcceptObserver {
public:
    AcceptObserver() = default;
    AcceptObserver(const AcceptObserver&) = delete;
    AcceptObserver& operator=(const AcceptObserver&) = delete;
    virtual void onAccepted(const IpEndpoint& peer, TimePoint when) = 0;

protected:
    ~AcceptObserver() = default;
};

/// Serves every connection where it was accepted. Acceptor's loop thread.
class LocalSink final : public AcceptSink {
public:
    LocalSink(SubReactor& reactor, AcceptObserver& observer)
        : m_reactor(reactor)
        , m_observer(observer) {}

    void onAccepted(UniqueFd connection, const IpEndpoint& peer) override;
    void onBatchEnd() override {}

private:
    SubReactor& m_reactor;
    AcceptObserver& m_observer;
};

/// Spreads connections over the sub-reactors, each gets its share of a wake-up in one go. Acceptor's loop thread.
class SpreadingSink final : public AcceptSink {
public:
    SpreadingSink(std::vector<SubReactor*> reactors, Balance balance, AcceptObserver& observer);

    void onAccepted(UniqueFd connection, const IpEndpoint& peer) override;
    void onBatchEnd() override;

private:
    struct Target {
        SubReactor* reactor = nullptr;
        std::vector<UniqueFd> batch;
        std::uint64_t assigned = 0;

        [[nodiscard]] std::uint64_t load() const;
    };

    [[nodiscard]] Target& choose();

    std::vector<Target> m_targets;
    Balance m_balance;
    std::size_t m_next = 0;
    AcceptObserver& m_observer;
};

} // namespace ls::server
