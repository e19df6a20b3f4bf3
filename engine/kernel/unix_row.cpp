// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/unix_row.h"

#include "engine/kernel/attributes.h"

#include <algorithm>

#include <linux/sock_diag.h>
#include <linux/unix_diag.h>

namespace ls::kernel {

namespace {

std::string toPath(std::span<const std::byte> name) {
    std::string path(reinterpret_cast<const char*>(name.data()), name.size());
    // A name in the file system ends with its zero byte; an abstract one begins with one and may hold more (unix(7)).
    if (!path.empty() && path.front() != '\0') {
        path.resize(std::min(path.find('\0'), path.size()));
    }
    std::replace(path.begin(), path.end(), '\0', '@');
    return path;
}

void readAttribute(UnixRow& row, std::uint16_t type, std::span<const std::byte> value) {
    switch (type) {
    case UNIX_DIAG_NAME:
        row.path = toPath(value);
        break;
    case UNIX_DIAG_PEER:
        row.peerInode = leading<std::uint32_t>(value);
        break;
    case UNIX_DIAG_RQLEN: {
        const auto lengths = leading<unix_diag_rqlen>(value);
        row.receiveQueue = lengths.udiag_rqueue;
        row.sendQueue = lengths.udiag_wqueue;
        break;
    }
    case UNIX_DIAG_UID:
        row.uid = leading<std::uint32_t>(value);
        break;
    default:
        break;
    }
}

} // namespace

std::optional<UnixRow> parseUnixRow(std::span<const std::byte> payload) {
    if (payload.size() < sizeof(unix_diag_msg)) {
        return std::nullopt;
    }
    const auto message = leading<unix_diag_msg>(payload);
    UnixRow row;
    row.type = message.udiag_type;
    row.state = static_cast<TcpState>(message.udiag_state < kTcpStates ? message.udiag_state : 0);
    row.inode = message.udiag_ino;
    row.cookie = std::uint64_t{message.udiag_cookie[1]} << 32 | message.udiag_cookie[0];
    forEachAttribute(payload, sizeof(unix_diag_msg),
                     [&](std::uint16_t type, std::span<const std::byte> value) { readAttribute(row, type, value); });
    return row;
}

} // namespace ls::kernel
