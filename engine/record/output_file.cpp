// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/output_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

namespace ls::record {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBufferSize = 64 * 1024;
constexpr mode_t kNewFileMode = 0666;

Failure outputFailure(std::string_view call, int err) {
    return tl::unexpected(Error{err == EPIPE ? ErrorCode::OutputClosed : ErrorCode::Output, err,
                                fmt::format("{}: {}", call, describeErrno(err)),
                                "choose another file or make room there"});
}

/// The file that would be replaced: what a chain of symbolic links ends in, or the path itself.
fs::path resolve(const fs::path& target) {
    std::error_code ignored;
    const fs::path real = fs::canonical(target, ignored);
    return real.empty() ? target : real;
}

Result<UniqueFd> openDirectly(const fs::path& target) {
    UniqueFd file(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
    const int err = errno;
    if (!file.isOpen()) {
        return outputFailure(fmt::format("open({})", target.string()), err);
    }
    return file;
}

UniqueFd openPart(const fs::path& target, fs::path& staged) {
    staged = target.string() + ".part";
    return UniqueFd(::open(staged.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kNewFileMode));
}

/// A name nobody has. Not mkstemp(3): the new file shall get the mode that the user's umask leaves it.
UniqueFd openHidden(const fs::path& target, fs::path& staged) {
    UniqueFd file;
    int err = EEXIST;
    for (int i = 0; !file.isOpen() && err == EEXIST; ++i) {
        staged = target.parent_path() / fmt::format(".{}.{}.{}", target.filename().string(), ::getpid(), i);
        file.reset(::open(staged.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kNewFileMode));
        err = errno;
    }
    errno = err;
    return file;
}

} // namespace

bool isWrittenDirectly(const fs::path& target) {
    std::error_code ignored;
    const fs::file_status status = fs::status(target, ignored);
    return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

Result<> writeAll(int fd, std::string_view text, std::string_view name) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        const int err = errno;
        if (written < 0 && err == EINTR) {
            continue;
        }
        if (written < 0) {
            return outputFailure(fmt::format("write({})", name), err);
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<OutputFile> OutputFile::create(const fs::path& target, Staging staging) {
    const fs::path place = resolve(target);
    struct stat status {};
    const bool exists = ::stat(place.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) {
        return outputFailure(fmt::format("open({})", target.string()), EISDIR);
    }
    if (isWrittenDirectly(place)) {
        LS_TRY_ASSIGN(UniqueFd file, openDirectly(place));
        return OutputFile(place, {}, std::move(file));
    }
    // rename() asks only for the folder; a file its owner protected must stay as it is.
    if (exists && ::access(place.c_str(), W_OK) != 0) {
        const int err = errno;
        return outputFailure(fmt::format("open({})", target.string()), err);
    }

    fs::path staged;
    UniqueFd file = staging == Staging::Part ? openPart(place, staged) : openHidden(place, staged);
    const int err = errno;
    if (!file.isOpen()) {
        return outputFailure(fmt::format("open({})", target.string()), err);
    }
    if (exists) {
        ::fchmod(file.get(), status.st_mode & 07777U);
    }
    return OutputFile(place, staged, std::move(file));
}

OutputFile::OutputFile(fs::path target, fs::path staged, UniqueFd file)
    : m_target(std::move(target))
    , m_staged(std::move(staged))
    , m_file(std::move(file)) {
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : m_target(std::move(other.m_target))
    , m_staged(std::exchange(other.m_staged, {}))
    , m_file(std::move(other.m_file))
    , m_keepStaged(other.m_keepStaged)
    , m_buffer(std::move(other.m_buffer)) {
}

OutputFile::~OutputFile() {
    if (!m_staged.empty() && !m_keepStaged) {
        ::unlink(m_staged.c_str());
    }
}

Result<> OutputFile::write(std::string_view text) {
    m_buffer += text;
    return m_buffer.size() < kBufferSize ? Result<>() : flush();
}

Result<> OutputFile::flush() {
    const std::string text = std::exchange(m_buffer, {});
    return writeAll(m_file.get(), text, m_target.string());
}

Result<> OutputFile::commit() {
    LS_TRY(flush());
    if (m_staged.empty()) {
        return {};
    }
    if (::fsync(m_file.get()) != 0 || ::rename(m_staged.c_str(), m_target.c_str()) != 0) {
        const int err = errno;
        return outputFailure(fmt::format("replacing {}", m_target.string()), err);
    }
    m_staged.clear();
    return {};
}

} // namespace ls::record
