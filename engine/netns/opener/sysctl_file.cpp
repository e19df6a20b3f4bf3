// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener/sysctl_file.h"

#include "engine/netns/opener_protocol.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ls::netns::opener {

SysctlDirectory::SysctlDirectory()
    : m_root(::open("/proc/sys", O_PATH | O_DIRECTORY | O_CLOEXEC)) {
}

int SysctlDirectory::open(std::string_view key, int flags, UniqueFd& file) const {
    if (!protocol::isLabSysctlKey(key)) {
        return EPERM;
    }
    std::array<char, protocol::Request{}.key.size()> path{};
    std::replace_copy(key.begin(), key.end(), path.begin(), '.', '/');
    open_how how{};
    how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    file.reset(static_cast<int>(::syscall(SYS_openat2, m_root.get(), path.data(), &how, sizeof how)));
    return file.isOpen() ? 0 : errno;
}

int SysctlDirectory::read(std::string_view key, std::array<char, 1024>& value) const {
    UniqueFd file;
    if (const int err = open(key, O_RDONLY, file); err != 0) {
        return err;
    }
    const ssize_t got = ::read(file.get(), value.data(), value.size() - 1);
    if (got < 0) {
        return errno;
    }
    value[static_cast<std::size_t>(got)] = '\0';
    return 0;
}

int SysctlDirectory::write(std::string_view key, std::string_view value) const {
    UniqueFd file;
    if (const int err = open(key, O_WRONLY, file); err != 0) {
        return err;
    }
    return ::write(file.get(), value.data(), value.size()) < 0 ? errno : 0;
}

} // namespace ls::netns::opener
