// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/experiment/expression.h"
#include "engine/experiment/figures.h"
#include "engine/kernel/kernel_version.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/lab/run_plan.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ls::experiment {

/// A text in both languages; the Chinese one may be missing in a user's own preset.
struct LocalText {
    std::string en;
    std::string zh;

    /// `language` as in a locale: "zh_CN", "en".
    [[nodiscard]] const std::string& in(std::string_view language) const;
};

/// The kernels something is true for: ">= 6.5", "< 6.5", ">= 5.10, < 6.5". Without bounds all of them.
struct KernelRange {
    std::optional<kernel::KernelVersion> from;  ///< this one and newer
    std::optional<kernel::KernelVersion> below; ///< older than this one
    std::string text;

    [[nodiscard]] static Result<KernelRange> parse(std::string_view text);
    [[nodiscard]] bool contains(kernel::KernelVersion version) const;
};

struct PresetRun {
    std::string name;
    std::string command; ///< "lab --backlog 5 …", as one would type it after listenscope-cli
    lab::RunPlan plan;
    KernelRange kernels; ///< on others it is left out, with the checks that need it
};

struct PresetCheck {
    LocalText says;
    Expression holds;
    std::vector<std::size_t> runs; ///< places of those it speaks of, in order
    KernelRange kernels;
    /// Not written in the preset but made for every run: its books, and its prediction.
    bool isImplied = false;
    bool isPrediction = false; ///< the second of these
};

/// One experiment: a question, runs that answer it, and what must be true of them on the kernel it runs on. A value.
struct Preset {
    std::string name; ///< of its file, without the ending
    LocalText title;
    LocalText question;
    LocalText explanation; ///< paragraphs, separated by an empty line
    std::vector<std::string> sources;
    std::vector<PresetRun> runs;
    std::vector<PresetCheck> checks;
    std::string file; ///< empty: built in
    std::string text; ///< as it was written
};

/// What a preset is checked against.
struct PresetContext {
    const kernel::SysctlCatalogue* catalogue = nullptr;
    CounterNames counters; ///< of this kernel; empty: any name will do
    /// This one. What a preset says of others only may name counters that this one does not have.
    kernel::KernelVersion kernel =
        kernel::parseKernelVersion(kernel::runningKernelRelease()).value_or(kernel::KernelVersion());
};

/// Reads a preset (TOML). `file` is what errors call it: "FILE, line N: why".
[[nodiscard]] Result<Preset> parsePreset(std::string_view text, const std::string& name, const std::string& file,
                                         const PresetContext& context);

} // namespace ls::experiment
