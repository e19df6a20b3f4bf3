// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

namespace ls::test {

/// How a program ended and what it wrote.
struct Outcome {
    int status = -1; ///< exit status, or 128 + signal; 127: it could not be started
    std::string out;
    std::string err;
};

/// A program started by a test, with its output on pipes; killed with the test if it has not ended.
class Process final {
public:
    explicit Process(std::vector<std::string> words);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] pid_t pid() const { return m_pid; }
    void signal(int number) const;
    /// Closes our end of its standard output, as a reader does who has seen enough.
    void closeOutput();
    /// Reads until both pipes end and collects the process; status 124 when that took longer than the deadline.
    [[nodiscard]] Outcome wait(std::chrono::seconds deadline = std::chrono::seconds(60));

private:
    pid_t m_pid = -1;
    int m_out = -1;
    int m_err = -1;
};

/// Whether no such process runs any more; one that only waits to be collected has ended.
[[nodiscard]] bool hasEnded(pid_t pid);

/// The children of a process, started by any of its threads.
[[nodiscard]] std::vector<pid_t> childrenOf(pid_t pid);

/// The program of this build beside the running test.
[[nodiscard]] std::string builtProgram(const std::string& name);

/// Runs listenscope-cli with these words to its end.
[[nodiscard]] Outcome runCli(std::vector<std::string> words);

} // namespace ls::test
