// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libmnl/libmnl.h>

#include <cstddef>
#include <span>

namespace ls::kernel {

/// Calls `visit(header, payload)` for each whole message of a netlink datagram, until it answers false. The bytes may
/// be anything; they begin at a multiple of four.
template <typename F>
void forEachMessage(std::span<const std::byte> datagram, F visit) {
    int left = static_cast<int>(datagram.size());
    for (const auto* header = reinterpret_cast<const nlmsghdr*>(datagram.data()); mnl_nlmsg_ok(header, left);
         header = mnl_nlmsg_next(header, &left)) {
        const auto* payload = static_cast<const std::byte*>(mnl_nlmsg_get_payload(header));
        if (!visit(*header, std::span(payload, mnl_nlmsg_get_payload_len(header)))) {
            return;
        }
    }
}

} // namespace ls::kernel
