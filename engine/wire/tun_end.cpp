// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/tun_end.h"

#include "engine/netns/opener_protocol.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace ls::wire {

namespace {

// Longer than any frame, so that none is ever cut.
constexpr std::size_t kRoom = 65536 + 64;

/// From /proc/net/dev (proc(5)), of all devices of the namespace; besides the wire's that is `lo`, which drops none.
std::uint64_t droppedWhenSent(const std::string& text) {
    constexpr int kWordsBefore = 11; // of "Receive" eight, of "Transmit" bytes, packets and errors
    std::uint64_t sum = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line.substr(line.find(':') + 1));
        std::uint64_t value = 0;
        for (int i = 0; i <= kWordsBefore && words; ++i) {
            words >> value;
        }
        sum += words ? value : 0; // not of the two lines of headings
    }
    return sum;
}

} // namespace

TunEnd::TunEnd(netns::WireEnd end, std::string name)
    : m_end(std::move(end))
    , m_name(std::move(name))
    , m_frame(kRoom) {
}

std::optional<LinkFrame> TunEnd::front() {
    if (m_size == 0) {
        const ssize_t got = ::read(m_end.link.get(), m_frame.data(), m_frame.size());
        if (got <= 0) { // nothing there, or no device any more: takeError() tells
            m_unbroken = 0;
            return std::nullopt;
        }
        m_size = static_cast<std::size_t>(got);
        // A queue that was full is read as a whole before it is seen empty.
        m_mayHaveOverrun = m_mayHaveOverrun || ++m_unbroken >= netns::protocol::kTunQueue;
    }
    LinkFrame frame;
    frame.bytes = std::span(m_frame).first(m_size);
    return frame;
}

Result<> TunEnd::send(std::span<const std::byte> frame) {
    while (::write(m_end.link.get(), frame.data(), frame.size()) < 0) {
        const int err = errno;
        const bool isFull = err == EAGAIN && waitForRoom(m_end.link.get());
        if (!isFull && err != EINTR) {
            return sysFailure(fmt::format("write({}, {} bytes)", m_name, frame.size()), err);
        }
    }
    return {};
}

std::uint64_t TunEnd::takeOverruns() {
    if (!std::exchange(m_mayHaveOverrun, false)) {
        return 0;
    }
    const std::uint64_t dropped = droppedSoFar();
    return dropped - std::exchange(m_overruns, dropped);
}

std::uint64_t TunEnd::droppedSoFar() const {
    std::string text(4096, '\0');
    const ssize_t got = ::pread(m_end.counters.get(), text.data(), text.size(), 0);
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return droppedWhenSent(text);
}

Result<> TunEnd::takeError() {
    pollfd device{m_end.link.get(), 0, 0};
    ::poll(&device, 1, 0);
    return (device.revents & POLLERR) == 0 ? Result<>() : sysFailure(fmt::format("read({})", m_name), ENETDOWN);
}

} // namespace ls::wire
