// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/route_listing.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <libmnl/libmnl.h>

#include <array>
#include <cstddef>

#include <arpa/inet.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <sys/socket.h>

namespace ls::test {

namespace {

using Names = std::set<std::string>;
using Read = void (*)(const nlmsghdr&, Names&);

struct Visit {
    Read read;
    Names* names;
};

/// The attributes of one message, by type.
std::array<const nlattr*, RTA_MAX + IFLA_MAX> attributesOf(const nlmsghdr& message, std::size_t headerSize) {
    std::array<const nlattr*, RTA_MAX + IFLA_MAX> attributes{};
    const auto keep = [](const nlattr* attribute, void* all) {
        auto& kept = *static_cast<std::array<const nlattr*, RTA_MAX + IFLA_MAX>*>(all);
        if (mnl_attr_get_type(attribute) < kept.size()) {
            kept[mnl_attr_get_type(attribute)] = attribute;
        }
        return MNL_CB_OK;
    };
    mnl_attr_parse(&message, static_cast<unsigned>(headerSize), keep, &attributes);
    return attributes;
}

Names dump(const UniqueFd& socket, std::uint16_t type, int family, Read read) {
    Names names;
    alignas(nlmsghdr) std::array<std::byte, 65536> buffer{};
    nlmsghdr* request = mnl_nlmsg_put_header(buffer.data());
    request->nlmsg_type = type;
    request->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    static_cast<rtgenmsg*>(mnl_nlmsg_put_extra_header(request, sizeof(rtgenmsg)))->rtgen_family =
        static_cast<unsigned char>(family);
    EXPECT_GT(::send(socket.get(), request, request->nlmsg_len, 0), 0);
    Visit visit{read, &names};
    const auto pass = [](const nlmsghdr* message, void* data) {
        const auto* to = static_cast<const Visit*>(data);
        to->read(*message, *to->names);
        return MNL_CB_OK;
    };
    for (int state = MNL_CB_OK; state == MNL_CB_OK;) {
        pollfd ready{socket.get(), POLLIN, 0};
        EXPECT_EQ(::poll(&ready, 1, 5000), 1);
        const ssize_t got = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
        state = got > 0 ? mnl_cb_run(buffer.data(), static_cast<std::size_t>(got), 0, 0, pass, &visit) : MNL_CB_ERROR;
        EXPECT_NE(state, MNL_CB_ERROR);
    }
    return names;
}

void readLink(const nlmsghdr& message, Names& names) {
    names.insert(mnl_attr_get_str(attributesOf(message, sizeof(ifinfomsg))[IFLA_IFNAME]));
}

std::string textOf(int family, const nlattr* attribute) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(family, mnl_attr_get_payload(attribute), text.data(), text.size());
    return text.data();
}

void readRoute(const nlmsghdr& message, Names& names) {
    const auto& route = *static_cast<const rtmsg*>(mnl_nlmsg_get_payload(&message));
    const auto attributes = attributesOf(message, sizeof route);
    if (route.rtm_type == RTN_LOCAL || route.rtm_type == RTN_BROADCAST || route.rtm_type == RTN_MULTICAST ||
        route.rtm_type == RTN_ANYCAST || route.rtm_type == RTN_UNREACHABLE) {
        return;
    }
    constexpr std::uint32_t kLoopback = 1; // lo is the first interface of every namespace
    if (attributes[RTA_OIF] != nullptr && mnl_attr_get_u32(attributes[RTA_OIF]) == kLoopback) {
        return;
    }
    std::string text = "default";
    if (attributes[RTA_DST] != nullptr) {
        text = fmt::format("{}/{}", textOf(route.rtm_family, attributes[RTA_DST]), route.rtm_dst_len);
    }
    if (attributes[RTA_GATEWAY] != nullptr) {
        text += " via " + textOf(route.rtm_family, attributes[RTA_GATEWAY]);
    }
    names.insert(text);
}

} // namespace

Names linksOf(UniqueFd routes) {
    return dump(routes, RTM_GETLINK, AF_UNSPEC, readLink);
}

Names waysOutOf(UniqueFd routes) {
    Names names = dump(routes, RTM_GETROUTE, AF_INET, readRoute);
    names.merge(dump(routes, RTM_GETROUTE, AF_INET6, readRoute));
    return names;
}

void deleteLink(UniqueFd routes, const char* name) {
    alignas(nlmsghdr) std::array<std::byte, 8192> buffer{};
    nlmsghdr* request = mnl_nlmsg_put_header(buffer.data());
    request->nlmsg_type = RTM_DELLINK;
    request->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    mnl_nlmsg_put_extra_header(request, sizeof(ifinfomsg));
    mnl_attr_put_strz(request, IFLA_IFNAME, name);
    EXPECT_GT(::send(routes.get(), request, request->nlmsg_len, 0), 0);
    pollfd ready{routes.get(), POLLIN, 0};
    EXPECT_EQ(::poll(&ready, 1, 5000), 1);
    const ssize_t got = ::recv(routes.get(), buffer.data(), buffer.size(), 0);
    EXPECT_EQ(mnl_cb_run(buffer.data(), static_cast<std::size_t>(got), 0, 0, nullptr, nullptr), MNL_CB_STOP) << errno;
}

} // namespace ls::test
