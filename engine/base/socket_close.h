// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/socket.h>

namespace ls {

/// The next close() of this TCP socket sends RST instead of FIN (SO_LINGER with no time, socket(7)).
inline void closeByReset(int fd) {
    const linger abort{1, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
}

/// The error that waits on a socket, taken; 0 for none (SO_ERROR, socket(7)).
[[nodiscard]] inline int takeSocketError(int fd) {
    int err = 0;
    socklen_t size = sizeof err;
    ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &err, &size);
    return err;
}

} // namespace ls
