// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/packet_ring.h"

#include <fmt/format.h>

#include <atomic>
#include <utility>

#include <linux/if_packet.h>
#include <sys/mman.h>
#include <sys/socket.h>

namespace ls::wire {

namespace {

// A slot holds the largest frame of a link with an MTU of 1500 behind tpacket2_hdr and sockaddr_ll.
constexpr unsigned kSlotSize = 2048;
constexpr unsigned kBlockSize = 128 * 1024;
constexpr unsigned kSlots = 16384;
constexpr std::size_t kRingSize = std::size_t{kSlotSize} * kSlots;

Result<> checkBound(int socket, std::string_view name) {
    sockaddr_ll address{};
    socklen_t size = sizeof address;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        const int err = errno;
        return sysFailure(fmt::format("getsockname({})", name), err);
    }
    if (address.sll_family != AF_PACKET || address.sll_ifindex == 0) {
        return failure(ErrorCode::BadInput, fmt::format("{}: not a packet socket bound to one link", name));
    }
    return {};
}

} // namespace

Result<std::unique_ptr<PacketRing>> PacketRing::open(UniqueFd socket, std::string name) {
    LS_TRY(checkBound(socket.get(), name));
    std::unique_ptr<PacketRing> ring(new PacketRing(std::move(socket), std::move(name)));
    LS_TRY(ring->prepare());
    return ring;
}

PacketRing::PacketRing(UniqueFd socket, std::string name)
    : m_socket(std::move(socket))
    , m_name(std::move(name)) {
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
    const tpacket_req request{kBlockSize, kRingSize / kBlockSize, kSlotSize, kSlots};
    LS_TRY(setOption(PACKET_RX_RING, &request, sizeof request, "PACKET_RX_RING"));
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

std::optional<LinkFrame> PacketRing::front() {
    auto* header = reinterpret_cast<tpacket2_hdr*>(slot());
    const std::uint32_t status = std::atomic_ref(header->tp_status).load(std::memory_order_acquire);
    if ((status & TP_STATUS_USER) == 0) {
        return std::nullopt;
    }
    LinkFrame frame;
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
    while (::send(m_socket.get(), frame.data(), frame.size(), MSG_DONTWAIT) < 0) {
        const int err = errno;
        const bool isFull = err == EAGAIN && waitForRoom(m_socket.get());
        if (!isFull && err != EINTR) {
            return sysFailure(fmt::format("send({}, {} bytes)", m_name, frame.size()), err);
        }
    }
    return {};
}

Result<> PacketRing::takeError() {
    int err = 0;
    socklen_t size = sizeof err;
    ::getsockopt(m_socket.get(), SOL_SOCKET, SO_ERROR, &err, &size); // starts again at 0
    return err == 0 ? Result<>() : sysFailure(fmt::format("receive({})", m_name), err);
}

std::uint64_t PacketRing::takeOverruns() {
    tpacket_stats stats{};
    socklen_t size = sizeof stats;
    const int read = ::getsockopt(m_socket.get(), SOL_PACKET, PACKET_STATISTICS, &stats, &size); // starts again at 0
    return read == 0 ? stats.tp_drops : 0;
}

} // namespace ls::wire
