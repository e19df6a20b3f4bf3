// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener/tun_device.h"

#include "engine/netns/opener/rtnetlink.h"
#include "engine/netns/opener_protocol.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>

namespace ls::netns::opener {

namespace {

int attach(int file, const char* name) {
    ifreq request{};
    std::strncpy(request.ifr_name, name, sizeof request.ifr_name - 1);
    request.ifr_flags = IFF_TAP | IFF_NO_PI;
    return ::ioctl(file, TUNSETIFF, &request) != 0 ? errno : 0;
}

int prepare(const char* name, const LinkAddress& address) {
    ifinfomsg link{};
    link.ifi_index = static_cast<int>(::if_nametoindex(name));
    RouteMessage message(RTM_NEWLINK, 0, link);
    message.put(IFLA_ADDRESS, address);
    message.put(IFLA_TXQLEN, protocol::kTunQueue);
    return RouteSocket().send(message);
}

} // namespace

int makeTunDevice(const char* name, const LinkAddress& address, TunDevice& made) {
    TunDevice device;
    device.frames.reset(::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!device.frames.isOpen()) {
        return errno;
    }
    if (const int err = attach(device.frames.get(), name); err != 0) {
        return err;
    }
    if (const int err = prepare(name, address); err != 0) {
        return err;
    }
    device.counters.reset(::open("/proc/thread-self/net/dev", O_RDONLY | O_CLOEXEC));
    if (!device.counters.isOpen()) {
        return errno;
    }
    made = std::move(device);
    return 0;
}

} // namespace ls::netns::opener
