// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener/wire_links.h"

#include "engine/netns/opener/rtnetlink.h"
#include "engine/netns/wire_addresses.h"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <initializer_list>
#include <utility>

#include <arpa/inet.h>
#include <linux/ethtool.h>
#include <linux/if_addr.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_packet.h>
#include <linux/neighbour.h>
#include <linux/sockios.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ls::netns::opener {

using protocol::Side;

namespace {

// Interface names at the wire: each is called by where it leads.
constexpr const char* kToClients = "clients";
constexpr const char* kToServer = "server";

constexpr LinkAddress kWireLinkAddress{0x02, 'w', 'i', 'r', 'e', 0};
// IPv4 lets a client bind to any address of a local route, IPv6 only with this.
constexpr const char* kBindAnyLocal6 = "net.ipv6.ip_nonlocal_bind";
constexpr int kCarrierTries = 20'000;
constexpr timespec kCarrierPause{0, 100'000}; // so at most 2 s, seen: none to 0.2 ms

/// An address of either family as netlink wants it.
struct Address {
    sa_family_t family;
    in_addr v4{};
    in6_addr v6{};

    explicit Address(std::uint32_t address)
        : family(AF_INET)
        , v4{htonl(address)} {}
    explicit Address(const in6_addr& address)
        : family(AF_INET6)
        , v6(address) {}

    void putInto(RouteMessage& message, std::uint16_t type) const {
        family == AF_INET ? message.put(type, v4) : message.put(type, v6);
    }
};

struct Prefix {
    Address address;
    unsigned char length;

    explicit Prefix(const Prefix4& prefix)
        : address(prefix.address)
        , length(static_cast<unsigned char>(prefix.length)) {}
    explicit Prefix(const Prefix6& prefix)
        : address(prefix.address)
        , length(static_cast<unsigned char>(prefix.length)) {}
};

int writeAll(const SysctlDirectory& sysctls, std::initializer_list<std::pair<const char*, const char*>> settings) {
    for (const auto& [key, value] : settings) {
        // A kernel without IPv6 has no such files, and none of the trouble either.
        if (const int err = sysctls.write(key, value); err != 0 && err != ENOENT) {
            return err;
        }
    }
    return 0;
}

/// ethtool(8) -K tx off rx off tso off gso off gro off: else forwarded frames carry partial checksums and are larger
/// than any real packet.
int switchOffloadsOff(const char* interface) {
    const UniqueFd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    for (const std::uint32_t command : {ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_SGRO, ETHTOOL_STXCSUM, ETHTOOL_SRXCSUM}) {
        ethtool_value value{command, 0};
        ifreq request{};
        std::strncpy(request.ifr_name, interface, sizeof request.ifr_name - 1);
        request.ifr_data = reinterpret_cast<char*>(&value);
        if (::ioctl(socket.get(), SIOCETHTOOL, &request) != 0 && errno != EOPNOTSUPP) {
            return errno;
        }
    }
    return 0;
}

int bringUp(RouteSocket& routes, const char* interface) {
    ifinfomsg link{};
    link.ifi_index = static_cast<int>(::if_nametoindex(interface));
    link.ifi_flags = IFF_UP;
    link.ifi_change = IFF_UP;
    return routes.send(RouteMessage(RTM_NEWLINK, 0, link));
}

int makePair(RouteSocket& routes, const char* name, int peerNamespace, const LinkAddress& peerAddress) {
    RouteMessage message(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, ifinfomsg{});
    message.putText(IFLA_IFNAME, name);
    message.put(IFLA_ADDRESS, kWireLinkAddress);
    nlattr* const info = message.begin(IFLA_LINKINFO);
    message.putText(IFLA_INFO_KIND, "veth");
    nlattr* const data = message.begin(IFLA_INFO_DATA);
    nlattr* const peer = message.begin(VETH_INFO_PEER);
    message.append(ifinfomsg{});
    message.putText(IFLA_IFNAME, kToWire);
    message.put(IFLA_ADDRESS, peerAddress);
    message.put(IFLA_NET_NS_FD, peerNamespace);
    message.end(peer);
    message.end(data);
    message.end(info);
    if (const int err = routes.send(message); err != 0) {
        return err;
    }
    if (const int err = switchOffloadsOff(name); err != 0) {
        return err;
    }
    return bringUp(routes, name);
}

rtmsg routeHeader(const Prefix& to) {
    rtmsg header{};
    header.rtm_family = static_cast<unsigned char>(to.address.family);
    header.rtm_dst_len = to.length;
    header.rtm_protocol = RTPROT_STATIC;
    return header;
}

/// Every address of the prefix is this host's own (AnyIP). The server's single one is given in this way too: an IPv6
/// address that is added to an interface gets its route some time later (addrconf_dad_work(), net/ipv6/addrconf.c).
int addLocal(RouteSocket& routes, const Prefix& prefix) {
    rtmsg header = routeHeader(prefix);
    header.rtm_table = RT_TABLE_LOCAL;
    header.rtm_scope = RT_SCOPE_HOST;
    header.rtm_type = RTN_LOCAL;
    RouteMessage message(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, header);
    prefix.address.putInto(message, RTA_DST);
    message.put(RTA_OIF, ::if_nametoindex("lo"));
    return routes.send(message);
}

/// `source`: of sockets that are not bound to an address. See addSource6().
int addRoute(RouteSocket& routes, const Prefix& to, const Address& nextHop, const Address& source) {
    rtmsg header = routeHeader(to);
    header.rtm_table = RT_TABLE_MAIN;
    header.rtm_scope = RT_SCOPE_UNIVERSE;
    header.rtm_type = RTN_UNICAST;
    header.rtm_flags = RTNH_F_ONLINK;
    RouteMessage message(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, header);
    to.address.putInto(message, RTA_DST);
    nextHop.putInto(message, RTA_GATEWAY);
    if (source.family == AF_INET) {
        source.putInto(message, RTA_PREFSRC);
    }
    message.put(RTA_OIF, ::if_nametoindex(kToWire));
    return routes.send(message);
}

/// The same of IPv6 has to be an interface's own address. That is `lo`, where nobody is told of it; and it is usable at
/// once, for nobody is asked whether it is his (IFA_F_NODAD).
int addSource6(RouteSocket& routes, const in6_addr& address) {
    ifaddrmsg header{};
    header.ifa_family = AF_INET6;
    header.ifa_prefixlen = 128;
    header.ifa_flags = IFA_F_NODAD;
    header.ifa_scope = RT_SCOPE_UNIVERSE;
    header.ifa_index = ::if_nametoindex("lo");
    RouteMessage message(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, header);
    message.put(IFA_LOCAL, address);
    return routes.send(message);
}

/// Permanent, so that nobody ever asks (ARP, neighbour discovery).
int addNeighbour(RouteSocket& routes, const Address& address, const LinkAddress& at) {
    ndmsg header{};
    header.ndm_family = static_cast<unsigned char>(address.family);
    header.ndm_ifindex = static_cast<int>(::if_nametoindex(kToWire));
    header.ndm_state = NUD_PERMANENT;
    RouteMessage message(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE, header);
    address.putInto(message, NDA_DST);
    message.put(NDA_LLADDR, at);
    return routes.send(message);
}

bool hasIpv6() {
    return ::access("/proc/thread-self/net/if_inet6", F_OK) == 0;
}

/// The address of a single one, or the first of a network that a host may have.
std::uint32_t firstOf(const Prefix4& prefix) {
    return prefix.length == 32 ? prefix.address : prefix.address + 1;
}

in6_addr firstOf(const Prefix6& prefix) {
    in6_addr address = prefix.address;
    address.s6_addr[15] = static_cast<std::uint8_t>(address.s6_addr[15] + (prefix.length == 128 ? 0 : 1));
    return address;
}

/// What one stack needs of one family.
template <typename AnyPrefix, typename NextHop>
int addressFamily(RouteSocket& routes, bool isServer, const AnyPrefix& server, const AnyPrefix& clients,
                  const AnyPrefix& strangers, const NextHop& nextHop) {
    const Address hop(nextHop);
    const AnyPrefix& own = isServer ? server : clients;
    const Address source(firstOf(own));
    int err = addNeighbour(routes, hop, isServer ? kClientsLinkAddress : kServerLinkAddress);
    err = err != 0 ? err : addLocal(routes, Prefix(own));
    err = err != 0 ? err : addRoute(routes, Prefix(isServer ? clients : server), hop, source);
    return err != 0 || !isServer ? err : addRoute(routes, Prefix(strangers), hop, source);
}

int addressStack(bool isServer) {
    RouteSocket routes;
    if (const int err = switchOffloadsOff(kToWire); err != 0) {
        return err;
    }
    if (const int err = bringUp(routes, kToWire); err != 0) {
        return err;
    }
    const int err = addressFamily(routes, isServer, kServerAddress4, kClientsPrefix4, kStrangersPrefix4, kNextHop4);
    if (err != 0 || !hasIpv6()) {
        return err;
    }
    const int err6 = addressFamily(routes, isServer, kServerAddress6, kClientsPrefix6, kStrangersPrefix6, kNextHop6);
    return err6 != 0 || isServer ? err6 : addSource6(routes, firstOf(kClientsPrefix6));
}

/// No protocol yet: nothing is received before the socket is bound to its link.
UniqueFd openPacketSocket() {
    return UniqueFd(::socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

} // namespace

int silenceWire(const SysctlDirectory& sysctls) {
    return writeAll(sysctls, {{"net.ipv6.conf.all.disable_ipv6", "1"},
                              {"net.ipv6.conf.default.disable_ipv6", "1"},
                              {"net.ipv4.conf.all.forwarding", "0"}});
}

int silenceStack(const SysctlDirectory& sysctls) {
    return writeAll(sysctls, {{"net.ipv4.conf.all.forwarding", "0"},
                              {"net.ipv4.conf.all.rp_filter", "0"},
                              {"net.ipv4.conf.default.rp_filter", "0"},
                              {"net.ipv4.conf.default.arp_notify", "0"},
                              {"net.ipv6.conf.all.forwarding", "0"},
                              {"net.ipv6.conf.default.addr_gen_mode", "1"}, // none: no link-local address
                              {"net.ipv6.conf.default.accept_ra", "0"},
                              {"net.ipv6.conf.default.router_solicitations", "0"},
                              {kBindAnyLocal6, "1"}});
}

int makeLinks(int clientsNamespace, int serverNamespace) {
    RouteSocket routes;
    if (const int err = makePair(routes, kToClients, clientsNamespace, kClientsLinkAddress); err != 0) {
        return err;
    }
    return makePair(routes, kToServer, serverNamespace, kServerLinkAddress);
}

int addressClients() {
    return addressStack(false);
}

int addressServer() {
    return addressStack(true);
}

int takeInClients6(const SysctlDirectory& sysctls) {
    if (!hasIpv6()) {
        return EAFNOSUPPORT;
    }
    if (const int err = sysctls.write(kBindAnyLocal6, "1"); err != 0) {
        return err;
    }
    RouteSocket routes;
    const int err = addLocal(routes, Prefix(kClientsPrefix6));
    return err == EEXIST ? 0 : err;
}

int awaitCarrier() {
    RouteSocket routes;
    for (const char* name : {kToWire, kToClients, kToServer}) {
        const auto interface = static_cast<int>(::if_nametoindex(name));
        int err = interface == 0 ? 0 : EAGAIN;
        for (int i = 0; i < kCarrierTries && err == EAGAIN; ++i) {
            err = routes.carries(interface);
            if (err == EAGAIN) {
                ::nanosleep(&kCarrierPause, nullptr);
            }
        }
        if (err != 0) {
            return err;
        }
    }
    return 0;
}

int tryPacketSocket() {
    return openPacketSocket().isOpen() ? 0 : errno;
}

UniqueFd openWireEnd(Side side) {
    UniqueFd socket = openPacketSocket();
    if (!socket.isOpen()) {
        return socket;
    }
    const int on = 1;
    sockaddr_ll link{};
    link.sll_family = AF_PACKET;
    link.sll_protocol = htons(ETH_P_ALL);
    link.sll_ifindex = static_cast<int>(::if_nametoindex(side == Side::Clients ? kToClients : kToServer));
    if (::setsockopt(socket.get(), SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on) != 0 ||
        ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&link), sizeof link) != 0) {
        const int err = errno;
        socket.reset();
        errno = err;
    }
    return socket;
}

} // namespace ls::netns::opener
