// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/packet_watch.h"

#include <algorithm>
#include <utility>

namespace ls::lab {

namespace {

constexpr int kShare = 10; // one part in so many of a core

} // namespace

Result<std::unique_ptr<PacketWatch>> PacketWatch::start(const wire::Wire& wire, Show show) {
    LS_TRY_ASSIGN(auto thread, reactor::LoopThread::create("ls-packets"));
    std::unique_ptr<PacketWatch> watch(new PacketWatch(wire, std::move(show), std::move(thread)));
    watch->m_thread->loop().post([self = watch.get()] { self->lookAndGoOn(); });
    watch->m_thread->start();
    return watch;
}

PacketWatch::~PacketWatch() {
    m_thread->stop();
}

void PacketWatch::lookAndGoOn() {
    const TimePoint begin = Clock::now();
    // What comes out while the tap is copied is in it, so the time is read afterwards.
    auto packets = m_wire.packets();
    const TimePoint now = Clock::now();
    m_show(std::make_shared<const wire::PacketLog>(std::move(packets), now));
    const Nanoseconds cost = Clock::now() - begin;
    m_thread->loop().runAt(begin + std::max<Nanoseconds>(kShortestPeriod, cost * kShare), [this] { lookAndGoOn(); });
}

} // namespace ls::lab
