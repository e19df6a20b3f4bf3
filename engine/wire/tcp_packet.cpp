// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/tcp_packet.h"

#include "engine/kernel/attributes.h"
#include "engine/wire/captured_packet.h"

#include <arpa/inet.h>
#include <net/ethernet.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/tcp.h>

namespace ls::wire {

namespace {

using kernel::leading;

/// A TCP segment with the addresses of the packet that carried it.
struct Carried {
    IpAddress source;
    IpAddress destination;
    std::span<const std::byte> segment;
};

std::optional<Carried> openIpv4(std::span<const std::byte> packet) {
    if (packet.size() < sizeof(iphdr)) {
        return std::nullopt;
    }
    const auto header = leading<iphdr>(packet);
    const std::size_t headerSize = std::size_t{header.ihl} * 4;
    const std::size_t size = ntohs(header.tot_len);
    const bool isFragment = (ntohs(header.frag_off) & (IP_MF | IP_OFFMASK)) != 0;
    if (header.version != 4 || headerSize < sizeof header || size < headerSize || size > packet.size() || isFragment ||
        header.protocol != IPPROTO_TCP) {
        return std::nullopt;
    }
    return Carried{IpAddress::v4(ntohl(header.saddr)), IpAddress::v4(ntohl(header.daddr)),
                   packet.subspan(headerSize, size - headerSize)};
}

std::optional<Carried> openIpv6(std::span<const std::byte> packet) {
    if (packet.size() < sizeof(ip6_hdr)) {
        return std::nullopt;
    }
    const auto header = leading<ip6_hdr>(packet);
    const std::size_t size = ntohs(header.ip6_plen);
    if ((header.ip6_vfc >> 4) != 6 || header.ip6_nxt != IPPROTO_TCP || size > packet.size() - sizeof header) {
        return std::nullopt;
    }
    return Carried{IpAddress::v6(std::as_bytes(std::span(header.ip6_src.s6_addr))),
                   IpAddress::v6(std::as_bytes(std::span(header.ip6_dst.s6_addr))),
                   packet.subspan(sizeof header, size)};
}

std::optional<Carried> openFrame(std::span<const std::byte> frame) {
    if (frame.size() < sizeof(ether_header)) {
        return std::nullopt;
    }
    const auto packet = frame.subspan(sizeof(ether_header));
    switch (ntohs(leading<ether_header>(frame).ether_type)) {
    case ETHERTYPE_IP:
        return openIpv4(packet);
    case ETHERTYPE_IPV6:
        return openIpv6(packet);
    default:
        return std::nullopt;
    }
}

} // namespace

std::uint32_t TcpPacket::span() const {
    return length + (has(tcp_flag::kSyn) ? 1U : 0U) + (has(tcp_flag::kFin) ? 1U : 0U);
}

std::optional<TcpPacket> parseTcp(std::span<const std::byte> frame) {
    const auto carried = openFrame(frame);
    if (!carried || carried->segment.size() < sizeof(tcphdr)) {
        return std::nullopt;
    }
    const auto header = leading<tcphdr>(carried->segment);
    const std::size_t headerSize = std::size_t{header.th_off} * 4;
    if (headerSize < sizeof header || headerSize > carried->segment.size()) {
        return std::nullopt;
    }
    TcpPacket packet;
    packet.source = {carried->source, ntohs(header.th_sport)};
    packet.destination = {carried->destination, ntohs(header.th_dport)};
    packet.seq = ntohl(header.th_seq);
    packet.ack = ntohl(header.th_ack);
    packet.length = static_cast<std::uint32_t>(carried->segment.size() - headerSize);
    packet.headers =
        static_cast<std::uint32_t>(carried->segment.data() - frame.data() + static_cast<std::ptrdiff_t>(headerSize));
    packet.window = ntohs(header.th_win);
    packet.flags = header.th_flags;
    return packet;
}

} // namespace ls::wire
