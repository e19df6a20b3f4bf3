// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/capture_reader.h"

#include "engine/netns/wire_addresses.h"
#include "engine/wire/connection_tracker.h"
#include "tests/support/data_folder.h"
#include "tests/support/pcap_reader.h"

#include <algorithm>
#include <functional>
#include <span>
#include <stdexcept>

#include <net/ethernet.h>

namespace ls::test {

namespace {

using wire::CapturedPacket;
using wire::Direction;

struct Frame {
    TimePoint when{};
    std::vector<std::byte> bytes; ///< without the link's header, which the wire may write anew
    wire::TcpPacket tcp;
    bool isTaken = false;
};

std::filesystem::path fileOf(const std::string& name, const char* end) {
    return dataFolder() / "wire" / (name + "." + end + ".pcap");
}

std::vector<Frame> readFile(const std::filesystem::path& file) {
    std::vector<Frame> frames;
    for (const PcapFrame& frame : readPcap(file)) {
        const auto tcp = wire::parseTcp(frame.bytes);
        if (!tcp) {
            throw std::runtime_error(file.string() + ": a packet that is not TCP");
        }
        const auto inner = std::span(frame.bytes).subspan(sizeof(ether_header));
        frames.push_back({TimePoint(frame.time), {inner.begin(), inner.end()}, *tcp});
    }
    return frames;
}

bool isFromServer(const Frame& frame) {
    const auto& address = frame.tcp.source.address;
    return address == IpAddress::v4(netns::kServerAddress4.address) ||
           address == IpAddress::v6(std::as_bytes(std::span(netns::kServerAddress6.address.s6_addr)));
}

/// The same packet at the other end of the wire.
std::optional<TimePoint> takeTwin(std::vector<Frame>& frames, const Frame& wanted) {
    const auto twin = std::find_if(frames.begin(), frames.end(), [&](const Frame& each) {
        return !each.isTaken && each.when >= wanted.when && each.bytes == wanted.bytes;
    });
    if (twin == frames.end()) {
        return std::nullopt;
    }
    twin->isTaken = true;
    return twin->when;
}

} // namespace

std::filesystem::path serverCapture(const std::string& name) {
    return fileOf(name, "server");
}

std::vector<CapturedPacket> readCapture(const std::string& name) {
    std::vector<Frame> atClients = readFile(fileOf(name, "clients"));
    std::vector<Frame> atServer = readFile(fileOf(name, "server"));
    std::vector<Frame> sent;
    std::copy_if(atClients.begin(), atClients.end(), std::back_inserter(sent), std::not_fn(isFromServer));
    std::copy_if(atServer.begin(), atServer.end(), std::back_inserter(sent), isFromServer);
    std::stable_sort(sent.begin(), sent.end(), [](const Frame& a, const Frame& b) { return a.when < b.when; });

    wire::ConnectionTracker tracker;
    std::vector<CapturedPacket> packets;
    for (const Frame& frame : sent) {
        const bool isUp = !isFromServer(frame);
        const wire::PacketPlace place = tracker.arrived(frame.tcp, isUp ? Direction::Up : Direction::Down, frame.when);
        CapturedPacket packet;
        packet.number = packets.size() + 1;
        packet.connection = place.connection->number;
        packet.arrived = frame.when;
        packet.left = takeTwin(isUp ? atServer : atClients, frame);
        packet.client = isUp ? frame.tcp.source : frame.tcp.destination;
        packet.server = isUp ? frame.tcp.destination : frame.tcp.source;
        packet.seq = frame.tcp.seq;
        packet.ack = frame.tcp.ack;
        packet.length = frame.tcp.length;
        packet.window = frame.tcp.window;
        packet.flags = frame.tcp.flags;
        packet.direction = isUp ? Direction::Up : Direction::Down;
        packet.fate = packet.left ? wire::Fate::Delivered : wire::Fate::Lost;
        packet.part = place.part;
        packet.retransmit = place.retransmit;
        packets.push_back(packet);
    }
    return packets;
}

TimePoint endOf(const std::vector<CapturedPacket>& packets) {
    TimePoint end{};
    for (const CapturedPacket& packet : packets) {
        end = std::max(end, packet.left.value_or(packet.arrived));
    }
    return end;
}

} // namespace ls::test
