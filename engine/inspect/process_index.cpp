// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/process_index.h"

#include "engine/base/text_file.h"
#include "engine/inspect/cgroup_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <set>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace ls::inspect {

namespace {

constexpr std::int64_t kGaps = 64; ///< free numbers between descriptors, before the directory is listed

using Directory = std::unique_ptr<DIR, decltype([](DIR* directory) { ::closedir(directory); })>;

Directory openDirectory(int at, const char* path) {
    const int fd = ::openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return Directory(fd >= 0 ? ::fdopendir(fd) : nullptr);
}

std::string readAt(int at, const std::string& path) {
    const UniqueFd file(::openat(at, path.c_str(), O_RDONLY | O_CLOEXEC));
    auto text = file.isOpen() ? readTextFile(file.get()) : Result<std::string>();
    return text ? *std::move(text) : std::string();
}

/// A whole number that `text` is; 0 for anything else.
template <typename T>
T numberIn(std::string_view text) {
    T value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() ? value : 0;
}

/// "socket:[12345]" → 12345; 0 for a file that is no socket (proc(5), /proc/PID/fd).
std::uint64_t socketInode(std::string_view link) {
    constexpr std::string_view kBefore = "socket:[";
    if (!link.starts_with(kBefore) || !link.ends_with(']')) {
        return 0;
    }
    return numberIn<std::uint64_t>(link.substr(kBefore.size(), link.size() - kBefore.size() - 1));
}

std::string firstLine(std::string text) {
    text.resize(std::min(text.find('\n'), text.size()));
    return text;
}

} // namespace

ProcessIndex::ProcessIndex(std::string procDirectory)
    : m_proc(::open(procDirectory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
}

void ProcessIndex::look(std::span<const std::uint64_t> wanted) {
    ++m_look;
    dropEndedAndReadNew();
    sortHolders();
    Missing missing = missingOf(wanted);
    readChanged(missing);
    readHoldersOfSockets(missing);
    sortHolders();
}

void ProcessIndex::lookAtAll() {
    ++m_look;
    dropEndedAndReadNew();
    for (auto& [pid, entry] : m_processes) {
        if (entry.look != m_look) {
            read(pid, entry);
        }
    }
    sortHolders();
}

void ProcessIndex::dropEndedAndReadNew() {
    std::set<pid_t> present;
    if (const Directory proc = openDirectory(m_proc.get(), ".")) {
        while (const dirent* name = ::readdir(proc.get())) {
            if (const auto pid = numberIn<pid_t>(name->d_name); pid > 0) {
                present.insert(pid);
            }
        }
    }
    for (auto process = m_processes.begin(); process != m_processes.end();) {
        if (present.contains(process->first)) {
            ++process;
            continue;
        }
        m_hidden -= process->second.isHidden ? 1 : 0;
        m_changed = true;
        process = m_processes.erase(process);
    }
    for (const pid_t pid : present) {
        const auto [process, isNew] = m_processes.try_emplace(pid);
        if (isNew) {
            read(pid, process->second);
        }
    }
}

ProcessIndex::Missing ProcessIndex::missingOf(std::span<const std::uint64_t> wanted) const {
    Missing missing;
    for (const std::uint64_t inode : wanted) {
        if (holders(inode).empty()) {
            missing.insert(inode);
        }
    }
    return missing;
}

void ProcessIndex::readChanged(Missing& missing) {
    for (auto process = m_processes.begin(); process != m_processes.end() && !missing.empty(); ++process) {
        auto& [pid, entry] = *process;
        if (entry.isHidden || entry.look == m_look) {
            continue;
        }
        if (const std::int64_t openFiles = openFilesOf(pid); openFiles == entry.openFiles && openFiles != 0) {
            continue;
        }
        read(pid, entry);
        for (const std::uint64_t inode : entry.sockets) {
            missing.erase(inode);
        }
    }
}

void ProcessIndex::readHoldersOfSockets(Missing& missing) {
    for (auto process = m_processes.begin(); process != m_processes.end() && !missing.empty(); ++process) {
        if (process->second.sockets.empty() || process->second.look == m_look) {
            continue;
        }
        read(process->first, process->second);
        for (const std::uint64_t inode : process->second.sockets) {
            missing.erase(inode);
        }
    }
}

void ProcessIndex::read(pid_t pid, ProcessEntry& entry) {
    ++m_processesRead;
    const std::string directory = std::to_string(pid);
    ProcessEntry fresh;
    fresh.look = m_look;
    // Before the directory is opened: this very process may be the one that is read.
    fresh.openFiles = openFilesOf(pid);
    const UniqueFd files(::openat(m_proc.get(), (directory + "/fd").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    fresh.isHidden = !files.isOpen() && errno != ENOENT && errno != ESRCH;
    if (files.isOpen()) {
        readSockets(files.get(), fresh);
    }
    if (!fresh.sockets.empty()) {
        fresh.name = firstLine(readAt(m_proc.get(), directory + "/comm"));
        fresh.cgroup = cgroupPath(readAt(m_proc.get(), directory + "/cgroup"));
    }
    m_hidden -= entry.isHidden ? 1 : 0;
    m_hidden += fresh.isHidden ? 1 : 0;
    m_changed = m_changed || fresh.sockets != entry.sockets;
    entry = std::move(fresh);
}

void ProcessIndex::readSockets(int directory, ProcessEntry& entry) {
    const auto add = [&](const char* number) {
        std::array<char, 64> link{};
        const ssize_t size = ::readlinkat(directory, number, link.data(), link.size());
        if (size > 0) {
            if (const std::uint64_t inode = socketInode({link.data(), static_cast<std::size_t>(size)}); inode != 0) {
                entry.sockets.push_back(inode);
            }
        }
        return size > 0;
    };
    // Descriptors are handed out from the lowest number, so where the kernel tells how many there are, trying the
    // numbers saves listing them, which costs as much as reading them.
    std::int64_t found = 0;
    for (std::int64_t number = 0; found < entry.openFiles && number < entry.openFiles + kGaps; ++number) {
        std::array<char, 24> name{};
        std::to_chars(name.data(), name.data() + name.size(), number);
        found += add(name.data()) ? 1 : 0;
    }
    if (entry.openFiles == 0 || found < entry.openFiles) {
        entry.sockets.clear();
        const Directory names = openDirectory(directory, ".");
        while (const dirent* name = names ? ::readdir(names.get()) : nullptr) {
            add(name->d_name);
        }
    }
    std::sort(entry.sockets.begin(), entry.sockets.end());
    entry.sockets.erase(std::unique(entry.sockets.begin(), entry.sockets.end()), entry.sockets.end());
}

void ProcessIndex::sortHolders() {
    if (!std::exchange(m_changed, false)) {
        return;
    }
    std::vector<std::pair<std::uint64_t, pid_t>> held;
    held.reserve(m_inodes.size());
    for (const auto& [pid, entry] : m_processes) {
        for (const std::uint64_t inode : entry.sockets) {
            held.emplace_back(inode, pid);
        }
    }
    std::sort(held.begin(), held.end());
    m_inodes.clear();
    m_holders.clear();
    for (const auto& [inode, pid] : held) {
        m_inodes.push_back(inode);
        m_holders.push_back(pid);
    }
}

std::int64_t ProcessIndex::openFilesOf(pid_t pid) const {
    struct stat status {};
    const std::string path = std::to_string(pid) + "/fd";
    return ::fstatat(m_proc.get(), path.c_str(), &status, 0) == 0 ? status.st_size : 0;
}

std::span<const pid_t> ProcessIndex::holders(std::uint64_t inode) const {
    const auto [first, last] = std::equal_range(m_inodes.begin(), m_inodes.end(), inode);
    return std::span(m_holders).subspan(static_cast<std::size_t>(first - m_inodes.begin()),
                                        static_cast<std::size_t>(last - first));
}

const ProcessEntry* ProcessIndex::process(pid_t pid) const {
    const auto found = m_processes.find(pid);
    return found == m_processes.end() ? nullptr : &found->second;
}

} // namespace ls::inspect
