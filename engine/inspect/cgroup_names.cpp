// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/cgroup_names.h"

#include "engine/base/parse.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include <sys/stat.h>
#include <unistd.h>

namespace ls::inspect {

namespace {

constexpr std::size_t kIdLength = 64;
constexpr std::size_t kShownId = 12; // as docker ps shows it

bool isContainerId(std::string_view text) {
    return text.size() == kIdLength &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

/// "docker-ID.scope" → ID; nothing for another form.
std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
    const bool fits = text.size() > before.size() + after.size() && text.starts_with(before) && text.ends_with(after);
    return fits ? text.substr(before.size(), text.size() - before.size() - after.size()) : std::string_view();
}

std::string containerIn(std::string_view part, std::string_view parent) {
    struct Form {
        std::string_view before, after, word;
    };
    constexpr std::array<Form, 4> kScopes{{{"docker-", ".scope", "docker"},
                                           {"libpod-", ".scope", "podman"},
                                           {"cri-containerd-", ".scope", "containerd"},
                                           {"crio-", ".scope", "cri-o"}}};
    for (const Form& form : kScopes) {
        if (const auto id = between(part, form.before, form.after); isContainerId(id)) {
            return std::string(form.word) + " " + std::string(id.substr(0, kShownId));
        }
    }
    if (isContainerId(part)) {
        const std::string_view word = parent == "docker"                  ? "docker"
                                      : parent.starts_with("libpod")      ? "podman"
                                      : parent.find("pod") == parent.npos ? "container"
                                                                          : "kubernetes";
        return std::string(word) + " " + std::string(part.substr(0, kShownId));
    }
    constexpr std::array<Form, 3> kNames{
        {{"lxc.payload.", "", "lxc"}, {"systemd-nspawn@", ".service", "nspawn"}, {"machine-", ".scope", "machine"}}};
    for (const Form& form : kNames) {
        if (const auto name = between(part, form.before, form.after); !name.empty()) {
            return std::string(form.word) + " " + std::string(name);
        }
    }
    return parent == "lxc" ? "lxc " + std::string(part) : std::string();
}

} // namespace

CgroupWords cgroupWords(std::string_view path) {
    CgroupWords words;
    std::string_view parent;
    for (const std::string_view part : split(path, '/')) {
        if (auto container = containerIn(part, parent); !container.empty()) {
            words = {"", std::move(container)};
        } else if (part.ends_with(".service") || part.ends_with(".scope") || part.ends_with(".socket")) {
            words.unit = part;
        }
        parent = part;
    }
    return words;
}

std::string_view cgroupPath(std::string_view text) {
    std::string_view systemd;
    for (const std::string_view line : split(text, '\n')) {
        const std::size_t first = line.find(':');
        const std::size_t second = first == line.npos ? line.npos : line.find(':', first + 1);
        if (second == line.npos) {
            continue;
        }
        const std::string_view controllers = line.substr(first + 1, second - first - 1);
        const std::string_view path = line.substr(second + 1);
        if (controllers.empty() && path != "/") {
            return path;
        }
        if (controllers == "name=systemd") {
            systemd = path;
        }
    }
    return systemd;
}

CgroupNames::CgroupNames(std::filesystem::path root)
    : m_root(std::move(root)) {
}

std::filesystem::path CgroupNames::mountPoint() {
    for (const char* path : {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"}) {
        // Only version 2 has this file in its root (cgroups(7)).
        if (::access((std::string(path) + "/cgroup.procs").c_str(), F_OK) == 0 &&
            ::access((std::string(path) + "/cgroup.controllers").c_str(), F_OK) == 0) {
            return path;
        }
    }
    return {};
}

void CgroupNames::refresh() {
    namespace fs = std::filesystem;
    m_paths.clear();
    std::error_code error;
    fs::recursive_directory_iterator at(m_root, fs::directory_options::skip_permission_denied, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
        struct stat status {};
        std::error_code ignored;
        if (at->is_directory(ignored) && ::stat(at->path().c_str(), &status) == 0) {
            m_paths[status.st_ino] = at->path().string().substr(m_root.string().size());
        }
    }
}

std::string CgroupNames::path(std::uint64_t id) const {
    const auto found = m_paths.find(id);
    return found == m_paths.end() ? std::string() : found->second;
}

} // namespace ls::inspect
