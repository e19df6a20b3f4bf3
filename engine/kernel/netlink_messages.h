// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/attributes.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include <linux/netlink.h>

namespace ls::kernel {

/// Calls `visit(header, payload)` for each whole message of a netlink datagram, until it answers false. The bytes may
/// be anything. (mnl_nlmsg_ok() takes a length with its highest bit set for a small one.)
template <typename F>
void forEachMessage(std::span<const std::byte> datagram, F visit) {
    while (datagram.size() >= sizeof(nlmsghdr)) {
        const auto header = leading<nlmsghdr>(datagram);
        if (header.nlmsg_len < sizeof(nlmsghdr) || header.nlmsg_len > datagram.size() ||
            !visit(header, datagram.subspan(NLMSG_HDRLEN, header.nlmsg_len - NLMSG_HDRLEN))) {
            return;
        }
        datagram = datagram.subspan(std::min<std::size_t>(NLMSG_ALIGN(header.nlmsg_len), datagram.size()));
    }
}

} // namespace ls::kernel
