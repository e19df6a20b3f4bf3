// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/net_namespaces.h"

#include "engine/base/text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <map>
#include <thread>

#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace ls::inspect {

namespace {

constexpr const char* kOwn = "/proc/thread-self/ns/net";

Result<UniqueFd> openDiag() {
    UniqueFd socket(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG));
    const int err = errno;
    if (!socket.isOpen()) {
        return sysFailure("socket(AF_NETLINK, NETLINK_SOCK_DIAG)", err);
    }
    return socket;
}

UniqueFd openFile(const char* path) {
    return UniqueFd(::open(path, O_RDONLY | O_CLOEXEC));
}

std::uint64_t inodeOf(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

/// In the namespace of the calling thread.
Result<NamespaceHandles> openHere() {
    NamespaceHandles handles;
    handles.inode = inodeOf(kOwn);
    for (UniqueFd* socket : {&handles.listeners, &handles.census, &handles.watch, &handles.destroyed}) {
        LS_TRY_ASSIGN(*socket, openDiag());
    }
    handles.netstat = openFile("/proc/thread-self/net/netstat");
    handles.snmp = openFile("/proc/thread-self/net/snmp");
    handles.tcp = openFile("/proc/thread-self/net/tcp");
    handles.tcp6 = openFile("/proc/thread-self/net/tcp6");
    handles.udp = openFile("/proc/thread-self/net/udp");
    handles.udp6 = openFile("/proc/thread-self/net/udp6");
    handles.unixSockets = openFile("/proc/thread-self/net/unix");
    handles.somaxconn = openFile("/proc/sys/net/core/somaxconn");
    handles.maxSynBacklog = openFile("/proc/sys/net/ipv4/tcp_max_syn_backlog");
    handles.syncookies = openFile("/proc/sys/net/ipv4/tcp_syncookies");
    handles.abortOnOverflow = openFile("/proc/sys/net/ipv4/tcp_abort_on_overflow");
    handles.interfaces = UniqueFd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    return handles;
}

Result<> enter(const std::string& path) {
    const UniqueFd target = openFile(path.c_str());
    const int openError = errno;
    if (!target.isOpen()) {
        return sysFailure(fmt::format("open({})", path), openError);
    }
    const int entered = ::setns(target.get(), CLONE_NEWNET);
    const int err = errno;
    if (entered != 0 && err == EPERM) {
        return failure(ErrorCode::Refused, fmt::format("setns({}): {}", path, describeErrno(err)),
                       "entering another network namespace needs CAP_SYS_ADMIN");
    }
    if (entered != 0) {
        return sysFailure(fmt::format("setns({})", path), err);
    }
    return {};
}

using Found = std::map<std::uint64_t, NetNamespaceInfo>;

void addNamed(Found& found) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/run/netns", error)) {
        if (const std::uint64_t inode = inodeOf(entry.path()); inode != 0) {
            found[inode].path = entry.path();
            found[inode].name = entry.path().filename();
        }
    }
}

void addOfProcesses(Found& found) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
        const std::string pid = entry.path().filename();
        const std::string path = entry.path() / "ns/net";
        const std::uint64_t inode = pid.find_first_not_of("0123456789") == pid.npos ? inodeOf(path) : 0;
        if (inode == 0) {
            continue;
        }
        NetNamespaceInfo& info = found[inode];
        info.path = info.path.empty() ? path : info.path;
        if (++info.processCount <= NetNamespaceInfo::kProcesses) {
            std::string name = readTextFile(entry.path() / "comm").value_or("");
            name.resize(std::min(name.find('\n'), name.size()));
            info.processes.push_back({static_cast<pid_t>(std::stoi(pid)), std::move(name)});
        }
    }
}

} // namespace

Result<NamespaceHandles> openNamespace(const std::string& path) {
    if (path.empty()) {
        return openHere();
    }
    Result<NamespaceHandles> handles;
    std::thread([&] {
        auto entered = enter(path);
        handles = entered ? openHere() : tl::unexpected(std::move(entered).error());
    }).join();
    return handles;
}

std::vector<NetNamespaceInfo> listNamespaces() {
    const std::uint64_t own = inodeOf(kOwn);
    Found found;
    found[own];
    addNamed(found);
    addOfProcesses(found);
    std::vector<NetNamespaceInfo> list;
    std::thread([&] {
        for (auto& [inode, info] : found) {
            info.inode = inode;
            info.isOwn = inode == own;
            const auto entered = info.isOwn ? Result<>() : enter(info.path);
            info.canEnter = entered.has_value();
            if (info.isOwn) {
                info.path.clear();
            }
            if (!entered) {
                info.why = entered.error().advice.empty() ? entered.error().text : entered.error().advice;
            }
            list.push_back(std::move(info));
        }
    }).join();
    std::stable_partition(list.begin(), list.end(), [](const NetNamespaceInfo& info) { return info.isOwn; });
    return list;
}

std::string interfaceName(const UniqueFd& interfaces, std::uint32_t index) {
    ifreq request{};
    request.ifr_ifindex = static_cast<int>(index);
    if (::ioctl(interfaces.get(), SIOCGIFNAME, &request) != 0) {
        return std::to_string(index);
    }
    return {request.ifr_name, ::strnlen(request.ifr_name, sizeof request.ifr_name)};
}

} // namespace ls::inspect
