// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/text_file.h"

#include "engine/base/unique_fd.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>

namespace ls {

namespace {

/// Not blocking: open() of a FIFO would wait for somebody who writes (fifo(7)); files do not care.
Result<UniqueFd> openToRead(const std::string& path) {
    UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    const int err = errno;
    if (!file.isOpen()) {
        return sysFailure(fmt::format("open({})", path), err);
    }
    return file;
}

Result<std::string> readNamed(const UniqueFd& file, const std::string& path, std::size_t most) {
    auto text = readTextFile(file.get(), most);
    if (!text) {
        return tl::unexpected(std::move(text).error().withContext(path));
    }
    return text;
}

} // namespace

Result<std::string> readTextFile(const std::string& path, std::size_t most) {
    LS_TRY_ASSIGN(const UniqueFd file, openToRead(path));
    return readNamed(file, path, most);
}

Result<std::string> readRegularFile(const std::string& path, std::size_t most) {
    LS_TRY_ASSIGN(const UniqueFd file, openToRead(path));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return failure(ErrorCode::BadInput, fmt::format("{}: not a regular file", path));
    }
    return readNamed(file, path, most);
}

Result<std::string> readTextFile(int fd, std::size_t most) {
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
        if (used > most) {
            return failure(ErrorCode::BadInput, fmt::format("larger than {} MiB", most >> 20));
        }
    }
}

} // namespace ls
