// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"

#include <array>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ls::test {

namespace {

/// Appends what is there; false at the end of the pipe.
bool drain(int fd, std::string& text) {
    std::array<char, 65536> buffer;
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return got > 0;
}

} // namespace

Process::Process(std::vector<std::string> words) {
    std::array<int, 2> out{};
    std::array<int, 2> err{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) {
        return;
    }
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    std::vector<char*> argv;
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    if (::posix_spawn(&m_pid, argv[0], &actions, nullptr, argv.data(), environ) != 0) {
        m_pid = -1;
    }
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(out[1]);
    ::close(err[1]);
    m_out = out[0];
    m_err = err[0];
}

Process::~Process() {
    closeOutput();
    ::close(m_err);
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
}

void Process::signal(int number) const {
    if (m_pid > 0) { // -1 would be everybody
        ::kill(m_pid, number);
    }
}

void Process::closeOutput() {
    if (m_out >= 0) {
        ::close(m_out);
        m_out = -1;
    }
}

Outcome Process::wait(std::chrono::seconds deadline) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + deadline;
    Outcome outcome;
    if (m_pid <= 0) {
        outcome.status = 127; // as the shell says of a program that it cannot start
        return outcome;
    }
    std::array<pollfd, 2> pipes{{{m_out, POLLIN, 0}, {m_err, POLLIN, 0}}};
    while (pipes[0].fd >= 0 || pipes[1].fd >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
        if (left.count() <= 0 || ::poll(pipes.data(), pipes.size(), static_cast<int>(left.count())) == 0) {
            outcome.status = 124;
            return outcome;
        }
        if (pipes[0].revents != 0 && !drain(m_out, outcome.out)) {
            pipes[0].fd = -1;
        }
        if (pipes[1].revents != 0 && !drain(m_err, outcome.err)) {
            pipes[1].fd = -1;
        }
    }
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

bool hasEnded(pid_t pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(status, line)) {
        return true;
    }
    // "pid (name) state …"; the name may hold anything.
    const char state = line[line.rfind(')') + 2];
    return state == 'Z' || state == 'X';
}

std::vector<pid_t> childrenOf(pid_t pid) {
    std::vector<pid_t> children;
    std::error_code ignored;
    const std::filesystem::path tasks = "/proc/" + std::to_string(pid) + "/task";
    for (const auto& task : std::filesystem::directory_iterator(tasks, ignored)) {
        std::ifstream list(task.path() / "children");
        for (pid_t child = 0; list >> child;) {
            children.push_back(child);
        }
    }
    return children;
}

std::string builtProgram(const std::string& name) {
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / name).string();
}

Outcome runCli(std::vector<std::string> words) {
    words.insert(words.begin(), builtProgram("listenscope-cli"));
    return Process(std::move(words)).wait();
}

} // namespace ls::test
