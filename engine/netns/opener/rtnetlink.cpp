// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener/rtnetlink.h"

#include <cerrno>
#include <string_view>

#include <linux/if.h>
#include <sys/socket.h>

namespace ls::netns::opener {

RouteSocket::RouteSocket()
    : m_socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)) {
}

int RouteSocket::exchange(const RouteMessage& message, mnl_cb_t read, void* data) {
    if (::send(m_socket.get(), &message.head(), message.head().nlmsg_len, 0) < 0) {
        return errno;
    }
    int state = MNL_CB_OK;
    while (state == MNL_CB_OK) {
        const ssize_t got = ::recv(m_socket.get(), m_answer.data(), m_answer.size(), 0);
        if (got < 0) {
            return errno;
        }
        state = mnl_cb_run(m_answer.data(), static_cast<std::size_t>(got), 0, 0, read, data);
    }
    return state == MNL_CB_ERROR ? errno : 0;
}

int RouteSocket::send(const RouteMessage& message) {
    return exchange(message, nullptr, nullptr);
}

namespace {

struct LinkView {
    bool carrier = false;
    bool queues = false;
};

int readAttribute(const nlattr* attribute, void* view) {
    if (mnl_attr_get_type(attribute) == IFLA_QDISC) {
        static_cast<LinkView*>(view)->queues = std::string_view(mnl_attr_get_str(attribute)) != "noop";
    }
    return MNL_CB_OK;
}

int readLink(const nlmsghdr* message, void* view) {
    const auto* header = static_cast<const ifinfomsg*>(mnl_nlmsg_get_payload(message));
    static_cast<LinkView*>(view)->carrier = (header->ifi_flags & IFF_LOWER_UP) != 0;
    return mnl_attr_parse(message, sizeof *header, readAttribute, view);
}

} // namespace

/// The kernel notices a carrier some time after it comes (linkwatch, net/core/link_watch.c). Until then the interface
/// has no queue and drops what it is given: its queueing discipline is "noop".
int RouteSocket::carries(int interface) {
    ifinfomsg link{};
    link.ifi_index = interface;
    LinkView view;
    if (const int err = exchange(RouteMessage(RTM_GETLINK, 0, link), readLink, &view); err != 0) {
        return err;
    }
    return view.carrier && view.queues ? 0 : EAGAIN;
}

} // namespace ls::netns::opener
