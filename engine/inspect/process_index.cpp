// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/process_index.h"

#include "engine/base/text_file.h"
#include "engine/inspect/cgroup_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <set>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace ls::inspect {

namespace {

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
    dropEndedAndReadNew();
    Missing missing = missingOf(wanted);
    readChanged(missing);
    readHoldersOfSockets(missing);
}

void ProcessIndex::lookAtAll() {
    dropEndedAndReadNew();
    for (auto& [pid, entry] : m_processes) {
        read(pid, entry);
    }
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
        forget(process->first, process->second);
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
        if (!m_holders.contains(inode)) {
            missing.insert(inode);
        }
    }
    return missing;
}

void ProcessIndex::readChanged(Missing& missing) {
    for (auto process = m_processes.begin(); process != m_processes.end() && !missing.empty(); ++process) {
        auto& [pid, entry] = *process;
        const std::int64_t openFiles = entry.isHidden ? 0 : openFilesOf(pid);
        if (entry.isHidden || (openFiles == entry.openFiles && openFiles != 0)) {
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
        if (process->second.sockets.empty()) {
            continue;
        }
        read(process->first, process->second);
        for (const std::uint64_t inode : process->second.sockets) {
            missing.erase(inode);
        }
    }
}

void ProcessIndex::read(pid_t pid, ProcessEntry& entry) {
    forget(pid, entry);
    ++m_processesRead;
    const std::string directory = std::to_string(pid);
    ProcessEntry fresh;
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
    entry = std::move(fresh);
    m_hidden += entry.isHidden ? 1 : 0;
    for (const std::uint64_t inode : entry.sockets) {
        std::vector<pid_t>& holders = m_holders[inode];
        holders.insert(std::lower_bound(holders.begin(), holders.end(), pid), pid);
    }
}

void ProcessIndex::readSockets(int directory, ProcessEntry& entry) const {
    const Directory names = openDirectory(directory, ".");
    if (!names) {
        return;
    }
    std::array<char, 64> link{};
    while (const dirent* name = ::readdir(names.get())) {
        const ssize_t size = ::readlinkat(directory, name->d_name, link.data(), link.size());
        if (size > 0) {
            if (const std::uint64_t inode = socketInode({link.data(), static_cast<std::size_t>(size)}); inode != 0) {
                entry.sockets.push_back(inode);
            }
        }
    }
    std::sort(entry.sockets.begin(), entry.sockets.end());
    entry.sockets.erase(std::unique(entry.sockets.begin(), entry.sockets.end()), entry.sockets.end());
}

void ProcessIndex::forget(pid_t pid, const ProcessEntry& entry) {
    m_hidden -= entry.isHidden ? 1 : 0;
    for (const std::uint64_t inode : entry.sockets) {
        const auto found = m_holders.find(inode);
        std::erase(found->second, pid);
        if (found->second.empty()) {
            m_holders.erase(found);
        }
    }
}

std::int64_t ProcessIndex::openFilesOf(pid_t pid) const {
    struct stat status {};
    const std::string path = std::to_string(pid) + "/fd";
    return ::fstatat(m_proc.get(), path.c_str(), &status, 0) == 0 ? status.st_size : 0;
}

std::span<const pid_t> ProcessIndex::holders(std::uint64_t inode) const {
    const auto found = m_holders.find(inode);
    return found == m_holders.end() ? std::span<const pid_t>() : std::span<const pid_t>(found->second);
}

const ProcessEntry* ProcessIndex::process(pid_t pid) const {
    const auto found = m_processes.find(pid);
    return found == m_processes.end() ? nullptr : &found->second;
}

} // namespace ls::inspect
