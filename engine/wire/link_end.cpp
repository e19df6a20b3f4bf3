// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/link_end.h"

#include "engine/wire/packet_ring.h"
#include "engine/wire/tun_end.h"

#include <utility>

#include <poll.h>

namespace ls::wire {

Result<std::unique_ptr<LinkEnd>> LinkEnd::open(netns::WireEnd end, std::string name) {
    if (end.counters.isOpen()) {
        return std::make_unique<TunEnd>(std::move(end), std::move(name));
    }
    return PacketRing::open(std::move(end.link), std::move(name));
}

bool LinkEnd::waitForRoom(int fd) {
    constexpr int kPatienceMs = 200;
    pollfd room{fd, POLLOUT, 0};
    return ::poll(&room, 1, kPatienceMs) != 0;
}

} // namespace ls::wire
