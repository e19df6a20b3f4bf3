// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace ls::record {

/// A device, a FIFO: written as it is, and opening it may wait for a reader. Nothing is staged for it.
[[nodiscard]] bool isWrittenDirectly(const std::filesystem::path& target);

/// A file that replaces its predecessor only when it is whole. A regular or new target is written beside itself and
/// renamed by commit(); a device, FIFO or /dev/stdout is opened and written directly, never renamed over. Symbolic
/// links are followed: the link stays, what it points to is replaced. One thread.
class OutputFile final {
public:
    enum class Staging {
        Hidden, ///< `.NAME.PID.N`
        Part,   ///< `NAME.part`: a place where a reader finds what is finished so far
    };

    /// Fails now rather than at commit() when the target could not be replaced (ErrorCode::Output).
    [[nodiscard]] static Result<OutputFile> create(const std::filesystem::path& target, Staging staging);
    ~OutputFile();
    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&&) = delete;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Buffers; an error may belong to an earlier call. ErrorCode::OutputClosed when the reader of a FIFO has gone.
    [[nodiscard]] Result<> write(std::string_view text);
    /// Hands everything written so far to the kernel.
    [[nodiscard]] Result<> flush();
    /// Flushes to disk and puts the file in its place.
    [[nodiscard]] Result<> commit();
    /// The staged data stay where they are when commit() is not reached; else they are removed.
    void keepStaged() { m_keepStaged = true; }

    /// Where the data lie until commit(); empty when they are written directly.
    [[nodiscard]] const std::filesystem::path& stagedAt() const { return m_staged; }

private:
    OutputFile(std::filesystem::path target, std::filesystem::path staged, UniqueFd file);

    std::filesystem::path m_target;
    std::filesystem::path m_staged;
    UniqueFd m_file;
    bool m_keepStaged = false;
    std::string m_buffer;
};

/// Writes all of `text`; ErrorCode::OutputClosed for EPIPE, else ErrorCode::Output. `name` is for the message.
[[nodiscard]] Result<> writeAll(int fd, std::string_view text, std::string_view name);

} // namespace ls::record
