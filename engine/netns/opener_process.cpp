// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener_process.h"

#include "engine/netns/opener_protocol.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ls::netns {

namespace {

constexpr std::chrono::milliseconds kGoodbye{1000};

/// The child's descriptors, signals and process group. Its own group keeps Ctrl-C away from it.
class SpawnSetup final {
public:
    SpawnSetup(int channel) {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions, channel, protocol::kOpenerFd);
        sigset_t none;
        ::sigemptyset(&none);
        ::posix_spawnattr_init(&attributes);
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawnattr_setpgroup(&attributes, 0);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnSetup() {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
    SpawnSetup(const SpawnSetup&) = delete;
    SpawnSetup& operator=(const SpawnSetup&) = delete;

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

} // namespace

Result<OpenerProcess> OpenerProcess::spawn(const std::filesystem::path& program, UniqueFd& engineEnd) {
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) != 0) {
        const int err = errno;
        return sysFailure("socketpair(AF_UNIX, SOCK_SEQPACKET)", err);
    }
    engineEnd.reset(pair[0]);
    const UniqueFd childEnd(pair[1]);

    const SpawnSetup setup(childEnd.get());
    std::string path = program.string();
    std::string parent = std::to_string(::getpid());
    const std::array<char*, 3> argv{path.data(), parent.data(), nullptr};
    pid_t pid = -1;
    const int err = ::posix_spawn(&pid, path.c_str(), &setup.actions, &setup.attributes, argv.data(), environ);
    if (err != 0) {
        auto error = sysFailure(fmt::format("posix_spawn({})", path), err).value();
        error.advice = "listenscope-opener must lie beside the program or in its libexec folder: install both";
        return Failure(std::move(error));
    }
    return OpenerProcess(pid);
}

OpenerProcess::OpenerProcess(OpenerProcess&& other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)) {
}

OpenerProcess::~OpenerProcess() {
    if (m_pid < 0) {
        return;
    }
    const UniqueFd pidFd(static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0U)));
    pollfd ended{pidFd.get(), POLLIN, 0};
    if (!pidFd.isOpen() || ::poll(&ended, 1, static_cast<int>(kGoodbye.count())) != 1) {
        ::kill(m_pid, SIGKILL);
    }
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
}

} // namespace ls::netns
