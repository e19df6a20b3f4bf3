// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/unique_fd.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include <sys/types.h>

namespace ls::inspect {

/// A process whose open files may be read and that has sockets, as it was when last looked at.
struct ProcessEntry {
    std::string name;                   ///< comm; empty while it holds no socket
    std::string cgroup;                 ///< path, see cgroupPath()
    std::int64_t openFiles = 0;         ///< st_size of /proc/PID/fd; 0 before Linux 6.2
    std::vector<std::uint64_t> sockets; ///< inodes
    bool isHidden = false;              ///< its open files may not be read
    std::uint64_t look = 0;             ///< number of the look that read it
};

/// Which processes hold which socket, from /proc/PID/fd (proc(5)). The first look reads every process; later ones read
/// new processes, and for a new inode those whose number of open files changed, then those that hold sockets. It reads
/// thousands of files: on a thread of its own. One thread at a time.
class ProcessIndex final {
public:
    explicit ProcessIndex(std::string procDirectory = "/proc");

    /// Brings the index up to date for these inodes. What is still not found after it has no process that may be seen.
    void look(std::span<const std::uint64_t> wanted);
    /// Reads every process again: a socket that one of its processes has closed, a new name and a reused pid show only
    /// so.
    void lookAtAll();

    /// By pid; empty when no process is known. Valid until the next look.
    [[nodiscard]] std::span<const pid_t> holders(std::uint64_t inode) const;
    /// Null for a pid that is not known.
    [[nodiscard]] const ProcessEntry* process(pid_t pid) const;
    /// Processes whose open files may not be read.
    [[nodiscard]] std::size_t hiddenCount() const { return m_hidden; }
    /// How many times a process was read, to see that a look is no walk.
    [[nodiscard]] std::uint64_t processesRead() const { return m_processesRead; }

private:
    using Missing = std::unordered_set<std::uint64_t>;

    void dropEndedAndReadNew();
    [[nodiscard]] Missing missingOf(std::span<const std::uint64_t> wanted) const;
    void readChanged(Missing& missing);
    void readHoldersOfSockets(Missing& missing);
    void read(pid_t pid, ProcessEntry& entry);
    static void readSockets(int directory, ProcessEntry& entry);
    void sortHolders();
    [[nodiscard]] std::int64_t openFilesOf(pid_t pid) const;

    UniqueFd m_proc;
    std::map<pid_t, ProcessEntry> m_processes;
    std::vector<std::uint64_t> m_inodes; ///< of all sockets, ascending, once for each process that holds it
    std::vector<pid_t> m_holders;        ///< beside them; ascending for each inode
    bool m_changed = false;              ///< since they were sorted
    std::uint64_t m_look = 0;            ///< a look reads no process twice, whatever it misses
    std::size_t m_hidden = 0;
    std::uint64_t m_processesRead = 0;
};

} // namespace ls::inspect
