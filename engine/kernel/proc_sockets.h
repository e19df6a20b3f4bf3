// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/inet_row.h"
#include "engine/kernel/unix_row.h"

#include <string_view>
#include <vector>

namespace ls::kernel {

// What /proc/net says where sock_diag is missing (proc(5)). A listener has its depth there and no limit; nothing has a
// cookie. Any text may be given: a line that is not understood is ErrorCode::Protocol. Any thread.

/// /proc/net/tcp, tcp6, udp or udp6. A listener's sendQueue is 0: not known.
[[nodiscard]] Result<std::vector<InetRow>> parseProcInet(std::string_view text);

/// /proc/net/unix. A listener has neither depth nor limit there.
[[nodiscard]] Result<std::vector<UnixRow>> parseProcUnix(std::string_view text);

} // namespace ls::kernel
