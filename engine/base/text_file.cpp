// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/text_file.h"

#include "engine/base/unique_fd.h"

#include <fmt/format.h>

#include <fcntl.h>

namespace ls {

Result<std::string> readTextFile(const std::string& path) {
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    const int err = errno;
    if (!file.isOpen()) {
        return sysFailure(fmt::format("open({})", path), err);
    }
    auto text = readTextFile(file.get());
    if (!text) {
        return tl::unexpected(std::move(text).error().withContext(path));
    }
    return text;
}

Result<std::string> readTextFile(int fd) {
    std::string text(16 * 1024, '\0');
    std::size_t used = 0;
    for (;;) {
        if (used == text.size()) {
            text.resize(text.size() * 2);
        }
        const ssize_t got = ::pread(fd, text.data() + used, text.size() - used, static_cast<off_t>(used));
        const int err = errno;
        if (got < 0 && err == EINTR) {
            continue;
        }
        if (got < 0) {
            return sysFailure(fmt::format("pread({}, offset {})", fd, used), err);
        }
        if (got == 0) {
            text.resize(used);
            return text;
        }
        used += static_cast<std::size_t>(got);
    }
}

} // namespace ls
