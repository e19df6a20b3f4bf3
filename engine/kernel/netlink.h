// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

#include <cstddef>
#include <span>

namespace ls::kernel {

/// Sends and receives whole netlink datagrams; the seam where tests put recorded ones.
class NetlinkTransport {
public:
    NetlinkTransport() = default;
    NetlinkTransport(const NetlinkTransport&) = delete;
    NetlinkTransport& operator=(const NetlinkTransport&) = delete;
    virtual ~NetlinkTransport() = default;

    [[nodiscard]] virtual Result<> send(std::span<const std::byte> datagram) = 0;
    /// One datagram into `buffer`; its length. ENOBUFS (the kernel dropped messages for us) is an error with that
    /// errno.
    [[nodiscard]] virtual Result<std::size_t> receive(std::span<std::byte> buffer) = 0;
};

/// A netlink socket, from this process's namespace or from the opener's. One thread at a time.
class NetlinkSocket final : public NetlinkTransport {
public:
    static constexpr std::chrono::milliseconds kDeadline{5000};

    explicit NetlinkSocket(UniqueFd socket)
        : m_socket(std::move(socket)) {}

    [[nodiscard]] Result<> send(std::span<const std::byte> datagram) override;
    [[nodiscard]] Result<std::size_t> receive(std::span<std::byte> buffer) override;

private:
    UniqueFd m_socket;
};

} // namespace ls::kernel
