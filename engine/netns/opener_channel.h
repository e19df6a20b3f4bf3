// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/netns/opener_protocol.h"

#include <optional>
#include <vector>

namespace ls::netns {

/// The Done reply to one request, and what came before it.
struct OpenerAnswer {
    protocol::Reply done;
    std::vector<UniqueFd> descriptors;
    bool truncated = false; ///< MSG_CTRUNC: this process had no numbers left for all descriptors (50 sent, 14 arrived)
};

/// The engine's end of the pair. Replies come in the order of the requests, so one request may be asked ahead and
/// answered later. One thread at a time. Every wait ends after `deadline`.
class OpenerChannel final {
public:
    OpenerChannel(UniqueFd socket, std::chrono::milliseconds deadline)
        : m_socket(std::move(socket))
        , m_deadline(deadline) {}

    [[nodiscard]] Result<OpenerAnswer> receive();
    [[nodiscard]] Result<OpenerAnswer> call(const protocol::Request& request);

    /// Whether nothing is asked ahead: at most one answer is outstanding.
    [[nodiscard]] bool mayAskAhead() const { return !m_aheadAsked && !m_ahead; }
    /// Sends without waiting for the answer. Only where mayAskAhead().
    [[nodiscard]] Result<> askAhead(const protocol::Request& request);
    /// The answer to what was asked ahead for such sockets of that side; nullopt when nothing was.
    [[nodiscard]] Result<std::optional<OpenerAnswer>> takeAhead(protocol::Side side, protocol::SocketKind kind);
    /// Forgets what was asked ahead.
    [[nodiscard]] Result<> dropAhead();

private:
    [[nodiscard]] Result<> send(const protocol::Request& request);
    [[nodiscard]] Result<protocol::Reply> receiveMessage(OpenerAnswer& answer);

    UniqueFd m_socket;
    std::chrono::milliseconds m_deadline;
    protocol::Side m_aheadFor = protocol::Side::Server;
    protocol::SocketKind m_aheadOf = protocol::SocketKind::Tcp4;
    bool m_aheadAsked = false;
    std::optional<OpenerAnswer> m_ahead;
};

} // namespace ls::netns
