// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/unique_fd.h"

#include <libmnl/libmnl.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include <linux/rtnetlink.h>

/// As much of rtnetlink(7) as the wire needs.
namespace ls::netns::opener {

/// One request that asks for an acknowledgement, built in place; the wire's are all far smaller than its room.
class RouteMessage final {
public:
    template <typename Header>
    RouteMessage(std::uint16_t type, int flags, const Header& header)
        : m_head(mnl_nlmsg_put_header(m_bytes.data())) {
        m_head->nlmsg_type = type;
        m_head->nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | NLM_F_ACK | flags);
        append(header);
    }
    RouteMessage(const RouteMessage&) = delete;
    RouteMessage& operator=(const RouteMessage&) = delete;

    template <typename Header>
    void append(const Header& header) {
        *static_cast<Header*>(mnl_nlmsg_put_extra_header(m_head, sizeof header)) = header;
    }
    template <typename T>
    void put(std::uint16_t type, const T& value) {
        mnl_attr_put(m_head, type, sizeof value, &value);
    }
    void putText(std::uint16_t type, const char* text) { mnl_attr_put_strz(m_head, type, text); }
    /// What is put until end() lies inside.
    [[nodiscard]] nlattr* begin(std::uint16_t type) { return mnl_attr_nest_start(m_head, type); }
    void end(nlattr* begun) { mnl_attr_nest_end(m_head, begun); }

    [[nodiscard]] const nlmsghdr& head() const { return *m_head; }

private:
    alignas(nlmsghdr) std::array<std::byte, 512> m_bytes{};
    nlmsghdr* m_head;
};

/// A NETLINK_ROUTE socket of the namespace it was made in.
class RouteSocket final {
public:
    RouteSocket();

    /// 0, or the errno the kernel answered with.
    [[nodiscard]] int send(const RouteMessage& message);
    /// Whether the interface can send: its carrier is there and has been noticed. 0, EAGAIN or another errno.
    [[nodiscard]] int carries(int interface);

private:
    /// Sends, and hands every answer but the acknowledgement to `read`.
    [[nodiscard]] int exchange(const RouteMessage& message, mnl_cb_t read, void* data);

    UniqueFd m_socket;
    alignas(nlmsghdr) std::array<std::byte, 8192> m_answer{};
};

} // namespace ls::netns::opener
