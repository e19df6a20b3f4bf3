// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/inspect/listener.h"
#include "engine/inspect/owner.h"
#include "engine/inspect/socket_row.h"

#include <QString>

#include <optional>
#include <string_view>

namespace ls::model {

/// The same bytes as text.
[[nodiscard]] QString textOf(std::string_view text);

/// "127.0.0.1:80", "[::1]:80", "0.0.0.0:*".
[[nodiscard]] QString endpointText(const IpEndpoint& end);
/// Both ends order by address and then by port, IPv4 before IPv6: a text that sorts so.
[[nodiscard]] QString endpointKey(const IpEndpoint& end);
/// "0.0.0.0:80", "[fe80::1%eth0]:80", "/run/x.sock"
[[nodiscard]] QString listenerPlace(const inspect::Listener& listener);
/// "nginx 0.0.0.0:80"
[[nodiscard]] QString listenerTitle(const inspect::Listener& listener);

/// "nginx (812)", "nginx (812) +3", "other user", "–"
[[nodiscard]] QString ownerText(const inspect::Owner& owner);
/// Every process, the user, and what could not be seen and why.
[[nodiscard]] QString ownerDetail(const inspect::Owner& owner);
/// The container, else the unit, else nothing.
[[nodiscard]] QString placeText(const inspect::Owner& owner);

/// What set a listener's limit, as far as it can be told from outside: the kernel does not say what was asked for.
struct LimitCause {
    QString shortly; ///< "backlog 511", "somaxconn 4096"
    QString detail;
};
[[nodiscard]] LimitCause limitCause(const inspect::Listener& listener, std::optional<std::int64_t> somaxconn);

/// The command that shows the same, ready for a shell.
[[nodiscard]] QString ssCommand(const inspect::Listener& listener);
[[nodiscard]] QString ssCommand(const inspect::SocketRow& socket, std::string_view path);

/// "4 s", "2 min 5 s"
[[nodiscard]] QString ageText(Nanoseconds age);
/// "1.2 MB"
[[nodiscard]] QString bytesText(std::uint64_t bytes);

} // namespace ls::model
