// SPDX-License-Identifier: GPL-3.0-or-later
//
// without_namespaces PROGRAM ARGUMENTS: runs a program where the kernel really refuses to make user namespaces: inside
// an outer one whose user.max_user_namespaces is 0, and without the CAP_SYS_ADMIN that would allow to do without.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace {

void writeOrExit(const char* path, const char* text) {
    const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || ::write(fd, text, std::strlen(text)) < 0) {
        std::perror(path);
        std::exit(77);
    }
    ::close(fd);
}

} // namespace

int main(int argc, char** argv) {
    char map[64];
    std::snprintf(map, sizeof map, "%u %u 1", ::geteuid(), ::geteuid());
    if (argc < 2 || ::unshare(CLONE_NEWUSER) != 0) {
        std::perror("unshare(CLONE_NEWUSER)");
        return 77;
    }
    writeOrExit("/proc/self/uid_map", map);
    writeOrExit("/proc/sys/user/max_user_namespaces", "0");
    ::prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN, 0, 0, 0);
    ::execv(argv[1], argv + 1);
    std::perror(argv[1]);
    return 77;
}
