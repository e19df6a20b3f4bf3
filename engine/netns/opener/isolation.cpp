// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener/isolation.h"

#include "engine/base/unique_fd.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <linux/capability.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ls::netns::opener {

using protocol::Isolation;
using protocol::Stage;

namespace {

int writeFile(const char* path, const char* text) {
    const UniqueFd file(::open(path, O_WRONLY | O_CLOEXEC));
    if (!file.isOpen()) {
        return errno;
    }
    return ::write(file.get(), text, std::strlen(text)) < 0 ? errno : 0;
}

int writeIdMap(const char* path, unsigned id) {
    char line[64];
    std::snprintf(line, sizeof line, "%u %u 1\n", id, id);
    return writeFile(path, line);
}

/// user_namespaces(7): without CAP_SETGID in the parent namespace, gid_map needs setgroups denied first.
int mapCallerToItself(uid_t uid, gid_t gid) {
    if (const int err = writeFile("/proc/self/setgroups", "deny"); err != 0) {
        return err;
    }
    if (const int err = writeIdMap("/proc/self/uid_map", uid); err != 0) {
        return err;
    }
    return writeIdMap("/proc/self/gid_map", gid);
}

int bringLoopbackUp() {
    const UniqueFd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket.isOpen()) {
        return errno;
    }
    ifreq request{};
    std::strncpy(request.ifr_name, "lo", sizeof request.ifr_name - 1);
    if (::ioctl(socket.get(), SIOCGIFFLAGS, &request) != 0) {
        return errno;
    }
    request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
    return ::ioctl(socket.get(), SIOCSIFFLAGS, &request) != 0 ? errno : 0;
}

bool holdsSysAdmin() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3]{};
    if (::syscall(SYS_capget, &header, data) != 0) {
        return false;
    }
    return (data[CAP_TO_INDEX(CAP_SYS_ADMIN)].effective & CAP_TO_MASK(CAP_SYS_ADMIN)) != 0;
}

} // namespace

Entry enterFreshNetNamespace(Isolation isolation) {
    if (::unshare(CLONE_NEWNET) != 0) {
        return {Stage::NetNamespace, errno, isolation};
    }
    if (const int err = bringLoopbackUp(); err != 0) {
        return {Stage::LoopbackUp, err, isolation};
    }
    return {Stage::None, 0, isolation};
}

Entry enterPrivateNamespaces() {
    const uid_t uid = ::geteuid();
    const gid_t gid = ::getegid();
    if (::unshare(CLONE_NEWUSER) != 0) {
        const int err = errno;
        return holdsSysAdmin() ? enterFreshNetNamespace(Isolation::NetOnly)
                               : Entry{Stage::UserNamespace, err, Isolation::UserAndNet};
    }
    if (const int err = mapCallerToItself(uid, gid); err != 0) {
        return {Stage::UserMap, err, Isolation::UserAndNet};
    }
    return enterFreshNetNamespace(Isolation::UserAndNet);
}

} // namespace ls::netns::opener
