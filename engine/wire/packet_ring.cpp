// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/packet_ring.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <net/ethernet.h>
#include <sys/mman.h>
#include <sys/socket.h>

namespace ls::wire {

namespace {

// A slot holds the largest frame of a link with an MTU of 1500 behind tpacket2_hdr and sockaddr_ll.
constexpr unsigned kSlotSize = 2048;
constexpr unsigned kBlockSize = 128 * 1024;
constexpr unsigned kSlots = 16384;
constexpr std::size_t kRingSize = std::size_t{kSlotSize} * kSlots;

Result<MacAddress> boundAddress(int socket, std::string_view name) {
    sockaddr_ll address{};
    socklen_t size = sizeof address;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("getsockname({})", name), err);
    }
    if (address.sll_family != AF_PACKET || address.sll_ifindex == 0 || address.sll_halen != ETH_ALEN) {
        return failure(ErrorCode::BadInput, fmt::format("{}: not a packet socket bound to one interface", name));
    }
    MacAddress own{};
    std::memcpy(own.data(), address.sll_addr, own.size());
    return own;
}

} // namespace

Result<PacketRing> PacketRing::open(UniqueFd socket, std::string name) {
    LS_TRY_ASSIGN(const MacAddress own, boundAddress(socket.get(), name));
    PacketRing ring(std::move(socket), std::move(name), own);
    LS_TRY(ring.prepare());
    return ring;
}

PacketRing::PacketRing(UniqueFd socket, std::string name, MacAddress ownAddress)
    : m_socket(std::move(socket))
    , m_name(std::move(name))
    , m_ownAddress(ownAddress) {
}

PacketRing::PacketRing(PacketRing&& other) noexcept
    : m_socket(std::move(other.m_socket))
    , m_name(std::move(other.m_name))
    , m_ownAddress(other.m_ownAddress)
    , m_memory(std::exchange(other.m_memory, nullptr))
    , m_next(other.m_next) {
}

PacketRing::~PacketRing() {
    if (m_memory != nullptr) {
        ::munmap(m_memory, kRingSize);
    }
}

Result<> PacketRing::setOption(int option, const void* value, socklen_t size, const char* what) const {
    if (::setsockopt(m_socket.get(), SOL_PACKET, option, value, size) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("setsockopt({}, {})", m_name, what), err);
    }
    return {};
}

Result<> PacketRing::prepare() {
    const int version = TPACKET_V2;
    LS_TRY(setOption(PACKET_VERSION, &version, sizeof version, "PACKET_VERSION"));
    const int yes = 1;
    LS_TRY(setOption(PACKET_IGNORE_OUTGOING, &yes, sizeof yes, "PACKET_IGNORE_OUTGOING"));
    const tpacket_req request{kBlockSize, kRingSize / kBlockSize, kSlotSize, kSlots};
    LS_TRY(setOption(PACKET_RX_RING, &request, sizeof request, "PACKET_RX_RING"));
    const timeval patience = {0, std::chrono::microseconds(kSendPatience).count()};
    if (::setsockopt(m_socket.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("setsockopt({}, SO_SNDTIMEO)", m_name), err);
    }
    void* memory = ::mmap(nullptr, kRingSize, PROT_READ | PROT_WRITE, MAP_SHARED, m_socket.get(), 0);
    if (memory == MAP_FAILED) {
        const int err = errno;
        return sysFailure(fmt::format("mmap({}, {} bytes)", m_name, kRingSize), err);
    }
    m_memory = static_cast<std::byte*>(memory);
    return {};
}

std::byte* PacketRing::slot() const {
    return m_memory + std::size_t{m_next} * kSlotSize;
}

std::optional<RingFrame> PacketRing::front() const {
    auto* header = reinterpret_cast<tpacket2_hdr*>(slot());
    const std::uint32_t status = std::atomic_ref(header->tp_status).load(std::memory_order_acquire);
    if ((status & TP_STATUS_USER) == 0) {
        return std::nullopt;
    }
    RingFrame frame;
    frame.bytes = std::span(slot() + header->tp_mac, header->tp_snaplen);
    frame.stamp = std::chrono::seconds(header->tp_sec) + Nanoseconds(header->tp_nsec);
    frame.isTruncated = header->tp_snaplen < header->tp_len;
    frame.hasUnfinishedChecksum = (status & TP_STATUS_CSUMNOTREADY) != 0;
    return frame;
}

void PacketRing::release() {
    auto* header = reinterpret_cast<tpacket2_hdr*>(slot());
    std::atomic_ref(header->tp_status).store(TP_STATUS_KERNEL, std::memory_order_release);
    m_next = (m_next + 1) % kSlots;
}

Result<> PacketRing::send(std::span<const std::byte> frame) {
    ssize_t sent = -1;
    do {
        sent = ::send(m_socket.get(), frame.data(), frame.size(), 0);
    } while (sent < 0 && errno == EINTR);
    const int err = errno;
    if (sent < 0) {
        return sysFailure(fmt::format("send({}, {} bytes)", m_name, frame.size()), err);
    }
    return {};
}

std::uint64_t PacketRing::takeOverruns() {
    tpacket_stats stats{};
    socklen_t size = sizeof stats;
    const int read = ::getsockopt(m_socket.get(), SOL_PACKET, PACKET_STATISTICS, &stats, &size); // starts again at 0
    return read == 0 ? stats.tp_drops : 0;
}

} // namespace ls::wire
