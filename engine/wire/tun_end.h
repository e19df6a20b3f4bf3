// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/link_end.h"

#include <string>
#include <vector>

namespace ls::wire {

/// The wire's end of a TUN device that carries Ethernet frames (IFF_TAP without packet information,
/// Documentation/networking/tuntap.rst). A read() takes one frame, and nobody has noted when it was sent: what waited
/// in the device's queue seems to have come later than it did.
class TunEnd final : public LinkEnd {
public:
    /// Of netns::NetSide::openWireEnd().
    TunEnd(netns::WireEnd end, std::string name);

    [[nodiscard]] LinkKind kind() const override { return LinkKind::Tun; }
    [[nodiscard]] int fd() const override { return m_end.link.get(); }
    [[nodiscard]] std::optional<LinkFrame> front() override;
    void release() override { m_size = 0; }
    [[nodiscard]] Result<> send(std::span<const std::byte> frame) override;
    [[nodiscard]] std::uint64_t takeOverruns() override;
    [[nodiscard]] Result<> takeError() override;

private:
    [[nodiscard]] std::uint64_t droppedSoFar() const;

    netns::WireEnd m_end;
    std::string m_name;
    std::vector<std::byte> m_frame; ///< room for the longest
    std::size_t m_size = 0;         ///< of the frame in it; 0: none
    std::uint32_t m_unbroken = 0;   ///< frames read since the queue was last seen empty
    bool m_mayHaveOverrun = false;
    std::uint64_t m_overruns = 0; ///< told so far
};

} // namespace ls::wire
