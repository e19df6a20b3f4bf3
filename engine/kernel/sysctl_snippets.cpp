// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/sysctl_snippets.h"

#include <fmt/format.h>

#include <algorithm>

namespace ls::kernel {

namespace {

struct Frame {
    std::string_view head; ///< before the settings
    std::string_view line; ///< {0} key, {1} value
    std::string_view tail;
};

Frame frameOf(SnippetFormat format) {
    switch (format) {
    case SnippetFormat::Docker:
        return {"docker run", " \\\n  --sysctl '{0}={1}'", " \\\n  IMAGE\n"};
    case SnippetFormat::Compose:
        return {"services:\n  SERVICE:\n    sysctls:\n", "      {0}: \"{1}\"\n", ""};
    case SnippetFormat::Kubernetes:
        return {"spec:\n  securityContext:\n    sysctls:\n", "      - name: {0}\n        value: \"{1}\"\n", ""};
    case SnippetFormat::Systemd:
        return {"[Service]\n", "ExecStartPre=+sysctl -w '{0}={1}'\n", ""};
    case SnippetFormat::SysctlD:
        break;
    }
    return {"", "{0} = {1}\n", ""};
}

} // namespace

std::string_view snippetTitle(SnippetFormat format) {
    switch (format) {
    case SnippetFormat::Docker:
        return "docker run";
    case SnippetFormat::Compose:
        return "Docker Compose";
    case SnippetFormat::Kubernetes:
        return "Kubernetes";
    case SnippetFormat::Systemd:
        return "systemd";
    case SnippetFormat::SysctlD:
        break;
    }
    return "sysctl.d";
}

std::string sysctlSnippet(SnippetFormat format, const std::vector<std::pair<std::string, std::string>>& settings) {
    const Frame frame = frameOf(format);
    std::string text(frame.head);
    for (auto [key, value] : settings) {
        std::replace(value.begin(), value.end(), '\t', ' ');
        text += fmt::format(fmt::runtime(frame.line), key, value);
    }
    return text += frame.tail;
}

} // namespace ls::kernel
