// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/reactor/loop_thread.h"
#include "engine/wire/packet_log.h"
#include "engine/wire/wire.h"

#include <functional>
#include <memory>

namespace ls::lab {

/// Sorts the packets of a wire's tap into connections again and again, on a thread of its own: every kShortestPeriod
/// while that costs at most a tenth of a core, else as often as a tenth allows. The wire outlives it.
class PacketWatch final {
public:
    static constexpr std::chrono::milliseconds kShortestPeriod{200};
    using Show = std::function<void(std::shared_ptr<const wire::PacketLog>)>;

    /// `show` is called on the watch's thread, at once and from then on until the watch is destroyed.
    [[nodiscard]] static Result<std::unique_ptr<PacketWatch>> start(const wire::Wire& wire, Show show);
    ~PacketWatch();
    PacketWatch(const PacketWatch&) = delete;
    PacketWatch& operator=(const PacketWatch&) = delete;

private:
    PacketWatch(const wire::Wire& wire, Show show, std::unique_ptr<reactor::LoopThread> thread)
        : m_wire(wire)
        , m_show(std::move(show))
        , m_thread(std::move(thread)) {}

    void lookAndGoOn();

    const wire::Wire& m_wire;
    Show m_show;
    std::unique_ptr<reactor::LoopThread> m_thread;
};

} // namespace ls::lab
