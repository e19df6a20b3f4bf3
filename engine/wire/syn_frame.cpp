// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/syn_frame.h"

#include <algorithm>
#include <cstring>
#include <span>

#include <arpa/inet.h>
#include <net/ethernet.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/tcp.h>

namespace ls::wire {

namespace {

constexpr std::uint8_t kHopLimit = 64;
constexpr std::uint16_t kWindow = 64240; // 44 × 1460, what Linux offers first
constexpr std::uint8_t kWindowScale = 7;
constexpr std::uint16_t kMtu = 1500;

template <typename T>
void append(std::vector<std::byte>& bytes, const T& value) {
    const auto* begin = reinterpret_cast<const std::byte*>(&value);
    bytes.insert(bytes.end(), begin, begin + sizeof value);
}

/// Sum of 16-bit words (RFC 1071), not yet folded.
std::uint64_t sumOf(std::span<const std::byte> bytes) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        sum += std::to_integer<std::uint64_t>(bytes[i]) << 8 | std::to_integer<std::uint64_t>(bytes[i + 1]);
    }
    return sum;
}

std::uint16_t checksum(std::uint64_t sum) {
    while (sum >> 16 != 0) {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return htons(static_cast<std::uint16_t>(~sum));
}

std::span<const std::byte> addressBytes(const IpAddress& address) {
    return std::as_bytes(std::span(address.bytes)).first(address.isV6 ? 16 : 4);
}

/// Kinds and lengths: RFC 9293, 3.1; RFC 2018; RFC 7323.
std::vector<std::byte> synOptions(const SynFields& fields) {
    const std::size_t headers = (fields.client.address.isV6 ? sizeof(ip6_hdr) : sizeof(iphdr)) + sizeof(tcphdr);
    std::vector<std::byte> options{std::byte{TCPOPT_MAXSEG}, std::byte{TCPOLEN_MAXSEG}};
    append(options, htons(static_cast<std::uint16_t>(kMtu - headers)));
    options.insert(options.end(), {std::byte{TCPOPT_SACK_PERMITTED}, std::byte{TCPOLEN_SACK_PERMITTED},
                                   std::byte{TCPOPT_TIMESTAMP}, std::byte{TCPOLEN_TIMESTAMP}});
    append(options, htonl(fields.timestamp));
    append(options, std::uint32_t{0});
    options.insert(options.end(), {std::byte{TCPOPT_NOP}, std::byte{TCPOPT_WINDOW}, std::byte{TCPOLEN_WINDOW},
                                   std::byte{kWindowScale}});
    return options;
}

std::vector<std::byte> segment(const SynFields& fields) {
    const std::vector<std::byte> options = synOptions(fields);
    tcphdr header{};
    header.th_sport = htons(fields.client.port);
    header.th_dport = htons(fields.server.port);
    header.th_seq = htonl(fields.isn);
    header.th_off = static_cast<std::uint8_t>((sizeof header + options.size()) / 4) & 0xf;
    header.th_flags = TH_SYN;
    header.th_win = htons(kWindow);
    std::vector<std::byte> bytes;
    append(bytes, header);
    bytes.insert(bytes.end(), options.begin(), options.end());
    // The pseudo-header: both addresses, the length, the protocol (RFC 9293, 3.1; RFC 8200, 8.1).
    header.th_sum = checksum(sumOf(addressBytes(fields.client.address)) + sumOf(addressBytes(fields.server.address)) +
                             bytes.size() + IPPROTO_TCP + sumOf(bytes));
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

void appendIpv4(std::vector<std::byte>& frame, const SynFields& fields, std::size_t payload) {
    iphdr header{};
    header.version = 4;
    header.ihl = sizeof header / 4;
    header.tot_len = htons(static_cast<std::uint16_t>(sizeof header + payload));
    header.frag_off = htons(IP_DF);
    header.ttl = kHopLimit;
    header.protocol = IPPROTO_TCP;
    std::memcpy(&header.saddr, fields.client.address.bytes.data(), sizeof header.saddr);
    std::memcpy(&header.daddr, fields.server.address.bytes.data(), sizeof header.daddr);
    header.check = checksum(sumOf(std::as_bytes(std::span(&header, 1))));
    append(frame, header);
}

void appendIpv6(std::vector<std::byte>& frame, const SynFields& fields, std::size_t payload) {
    ip6_hdr header{};
    header.ip6_vfc = 6 << 4;
    header.ip6_plen = htons(static_cast<std::uint16_t>(payload));
    header.ip6_nxt = IPPROTO_TCP;
    header.ip6_hlim = kHopLimit;
    std::memcpy(&header.ip6_src, fields.client.address.bytes.data(), sizeof header.ip6_src);
    std::memcpy(&header.ip6_dst, fields.server.address.bytes.data(), sizeof header.ip6_dst);
    append(frame, header);
}

} // namespace

std::vector<std::byte> makeSyn(const SynFields& fields) {
    const std::vector<std::byte> tcp = segment(fields);
    const bool isV6 = fields.client.address.isV6;
    ether_header link{};
    std::copy(netns::kServerLinkAddress.begin(), netns::kServerLinkAddress.end(), link.ether_dhost);
    std::copy(netns::kClientsLinkAddress.begin(), netns::kClientsLinkAddress.end(), link.ether_shost);
    link.ether_type = htons(isV6 ? ETHERTYPE_IPV6 : ETHERTYPE_IP);
    std::vector<std::byte> frame;
    append(frame, link);
    isV6 ? appendIpv6(frame, fields, tcp.size()) : appendIpv4(frame, fields, tcp.size());
    frame.insert(frame.end(), tcp.begin(), tcp.end());
    return frame;
}

} // namespace ls::wire
