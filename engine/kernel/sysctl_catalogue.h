// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/kernel_version.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ls::kernel {

enum class SysctlType { Switch, Integer, Pair, Triple, Text };
enum class SysctlScope { Namespace, Machine };

/// What is known of one key; the texts and figures come from resources/sysctls.json.
struct SysctlEntry {
    struct Default {
        KernelVersion since;
        std::string value;
    };

    std::string key;
    std::string meaning; ///< one sentence
    SysctlType type = SysctlType::Integer;
    std::int64_t min = 0; ///< of every number in the value; unused for Text
    std::int64_t max = 0;
    std::vector<Default> defaults; ///< newest first; empty where the kernel computes it
    std::string defaultNote;       ///< how it is computed
    SysctlScope scope = SysctlScope::Namespace;
    bool needsListen = false; ///< an open listener keeps the old value until its next listen()
    std::string source;       ///< kernel file and function that reads it

    /// The default of a kernel; nullopt where it is computed or that kernel has no such key.
    [[nodiscard]] std::optional<std::string_view> defaultFor(KernelVersion kernel) const;
};

/// The one list of keys that matter to listen queues. Immutable once loaded; any thread.
class SysctlCatalogue final {
public:
    /// The list built into the program.
    [[nodiscard]] static Result<SysctlCatalogue> builtIn();
    [[nodiscard]] static Result<SysctlCatalogue> parse(std::string_view json);

    [[nodiscard]] const std::vector<SysctlEntry>& entries() const { return m_entries; }
    [[nodiscard]] const SysctlEntry* find(std::string_view key) const;

    /// Checks key and value before anything starts. Keys outside the list pass when they lie below net.core, net.ipv4
    /// or net.ipv6: the kernel has the last word on them.
    [[nodiscard]] Result<> validate(std::string_view key, std::string_view value) const;

private:
    std::vector<SysctlEntry> m_entries;
};

} // namespace ls::kernel
