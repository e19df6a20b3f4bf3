// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ls::inspect {

/// What runs a process, as its control group tells.
struct CgroupWords {
    std::string unit;      ///< "nginx.service"; empty: none
    std::string container; ///< "docker 3f2a9c1d7b60", "nspawn web"; empty: none

    friend bool operator==(const CgroupWords&, const CgroupWords&) = default;
};

/// From a path such as "/system.slice/nginx.service": the innermost unit (systemd.unit(5)), or the container that
/// Docker, Podman, containerd, CRI-O, LXC, systemd-nspawn or Kubernetes named it for. Any thread.
[[nodiscard]] CgroupWords cgroupWords(std::string_view path);

/// The path out of /proc/PID/cgroup (cgroups(7)): the unified hierarchy's, or that of systemd's own.
[[nodiscard]] std::string_view cgroupPath(std::string_view text);

/// Cgroup v2 id → path. The id is the inode of the directory, so it also names the unit of a socket whose process may
/// not be looked at. One thread at a time; reads directories.
class CgroupNames final {
public:
    explicit CgroupNames(std::filesystem::path root);
    /// Where this machine has its cgroup v2 mounted; empty: nowhere.
    [[nodiscard]] static std::filesystem::path mountPoint();

    /// Reads the tree again, for ids that came into being since.
    void refresh();
    /// Empty where it is not known.
    [[nodiscard]] std::string path(std::uint64_t id) const;

private:
    std::filesystem::path m_root;
    std::unordered_map<std::uint64_t, std::string> m_paths;
};

} // namespace ls::inspect
