// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/netns/wire_end.h"
#include "engine/wire/wire_stats.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace ls::wire {

/// A frame that a stack sent to the wire.
struct LinkFrame {
    std::span<const std::byte> bytes; ///< valid until release()
    std::optional<Nanoseconds> stamp; ///< when the kernel took it, CLOCK_REALTIME; nullopt: nobody noted it
    bool isTruncated = false;
    bool hasUnfinishedChecksum = false; ///< the sender left it to a device (TP_STATUS_CSUMNOTREADY)
};

/// One end of the wire: takes the frames that the stack there sends, and gives it others. One thread at a time.
class LinkEnd {
public:
    /// `name` is for errors. ErrorCode::BadInput for a descriptor that is no end of a wire.
    [[nodiscard]] static Result<std::unique_ptr<LinkEnd>> open(netns::WireEnd end, std::string name);
    LinkEnd() = default;
    virtual ~LinkEnd() = default;
    LinkEnd(const LinkEnd&) = delete;
    LinkEnd& operator=(const LinkEnd&) = delete;

    [[nodiscard]] virtual LinkKind kind() const = 0;
    /// Readable where front() has a frame.
    [[nodiscard]] virtual int fd() const = 0;

    /// The oldest frame not yet released, if any.
    [[nodiscard]] virtual std::optional<LinkFrame> front() = 0;
    /// Done with front().
    virtual void release() = 0;
    /// Waits where there is no room, at most a fifth of a second.
    [[nodiscard]] virtual Result<> send(std::span<const std::byte> frame) = 0;

    /// Frames that found the queue to the wire full since the last call.
    [[nodiscard]] virtual std::uint64_t takeOverruns() = 0;
    /// What happened to the link since the last call, as epoll tells by EPOLLERR: it has gone, say.
    [[nodiscard]] virtual Result<> takeError() = 0;

protected:
    /// For send(), after EAGAIN: whether to try again.
    [[nodiscard]] static bool waitForRoom(int fd);
};

} // namespace ls::wire
