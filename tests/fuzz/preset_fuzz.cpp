// SPDX-License-Identifier: GPL-3.0-or-later
// Any text is a preset or a refusal that names the file; any text is a comparison or an error.
#include "engine/experiment/preset.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace ls::experiment;

const ls::kernel::SysctlCatalogue& sysctls() {
    static const auto catalogue = ls::kernel::SysctlCatalogue::builtIn().value();
    return catalogue;
}

void checkPreset(const Preset& preset) {
    ls::fuzz::require(!preset.runs.empty() && !preset.checks.empty(), "a preset has runs and checks");
    for (const PresetCheck& check : preset.checks) {
        ls::fuzz::require(!check.runs.empty() && check.runs.back() < preset.runs.size(), "a check speaks of its runs");
        [[maybe_unused]] const auto outcome =
            check.holds.evaluate([](std::string_view) -> ls::Result<Value> { return 1.0; });
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto preset = parsePreset(text, "fuzz", "fuzz.toml", {&sysctls(), {}});
    if (preset) {
        checkPreset(*preset);
    } else {
        ls::fuzz::require(preset.error().text.starts_with("fuzz.toml, line "), "a refusal names file and line");
    }
    [[maybe_unused]] const auto expression = Expression::parse(text.substr(0, 100));
    return 0;
}
