// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/sysctl_catalogue.h"

#include "engine/kernel/sysctl_catalogue_text.h"
#include "engine/netns/opener_protocol.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <sstream>

namespace ls::kernel {

namespace {

using Json = nlohmann::json;

std::optional<SysctlType> toType(std::string_view text) {
    constexpr std::pair<std::string_view, SysctlType> kTypes[] = {{"switch", SysctlType::Switch},
                                                                  {"integer", SysctlType::Integer},
                                                                  {"pair", SysctlType::Pair},
                                                                  {"triple", SysctlType::Triple},
                                                                  {"text", SysctlType::Text}};
    const auto* found =
        std::find_if(std::begin(kTypes), std::end(kTypes), [&](const auto& t) { return t.first == text; });
    return found != std::end(kTypes) ? std::optional(found->second) : std::nullopt;
}

Result<SysctlEntry> toEntry(const Json& item) {
    SysctlEntry entry;
    entry.key = item.value("key", "");
    const auto type = toType(item.value("type", ""));
    if (!netns::protocol::isLabSysctlKey(entry.key) || !type) {
        return failure(ErrorCode::BadInput,
                       fmt::format("sysctl catalogue: '{}' has no usable key and type", entry.key));
    }
    entry.meaning = item.value("meaning", "");
    entry.type = *type;
    entry.min = item.value("min", std::int64_t{0});
    entry.max = item.value("max", std::int64_t{0});
    entry.defaultNote = item.value("default_note", "");
    entry.scope = item.value("scope", "") == "machine" ? SysctlScope::Machine : SysctlScope::Namespace;
    entry.needsListen = item.value("needs_listen", false);
    entry.source = item.value("source", "");
    for (const Json& candidate : item.value("defaults", Json::array())) {
        const std::string since = candidate.value("since", "");
        LS_TRY_ASSIGN(const KernelVersion version, since == "0" ? KernelVersion{} : parseKernelVersion(since));
        entry.defaults.push_back({version, candidate.value("value", "")});
    }
    return entry;
}

std::size_t numberCount(SysctlType type) {
    switch (type) {
    case SysctlType::Pair:
        return 2;
    case SysctlType::Triple:
        return 3;
    default:
        return 1;
    }
}

std::string rangeText(const SysctlEntry& entry) {
    const std::size_t count = numberCount(entry.type);
    const std::string numbers = count == 1 ? "a number" : fmt::format("{} numbers", count);
    return fmt::format("give {} from {} to {}", numbers, entry.min, entry.max);
}

bool isInRange(const SysctlEntry& entry, std::string_view value) {
    std::istringstream words{std::string(value)};
    std::size_t count = 0;
    for (std::string word; words >> word; ++count) {
        std::int64_t number = 0;
        const char* end = word.data() + word.size();
        const auto parsed = std::from_chars(word.data(), end, number);
        if (parsed.ec != std::errc() || parsed.ptr != end || number < entry.min || number > entry.max) {
            return false;
        }
    }
    return count == numberCount(entry.type);
}

} // namespace

std::optional<std::string_view> SysctlEntry::defaultFor(KernelVersion kernel) const {
    const auto found = std::find_if(defaults.begin(), defaults.end(),
                                    [&](const Default& candidate) { return kernel >= candidate.since; });
    return found != defaults.end() ? std::optional<std::string_view>(found->value) : std::nullopt;
}

Result<SysctlCatalogue> SysctlCatalogue::builtIn() {
    return parse(kSysctlCatalogueText);
}

Result<SysctlCatalogue> SysctlCatalogue::parse(std::string_view json) try {
    SysctlCatalogue catalogue;
    for (const Json& item : Json::parse(json)) {
        LS_TRY_ASSIGN(SysctlEntry entry, toEntry(item));
        catalogue.m_entries.push_back(std::move(entry));
    }
    return catalogue;
} catch (const Json::exception& error) {
    return failure(ErrorCode::BadInput, fmt::format("sysctl catalogue: {}", error.what()));
}

const SysctlEntry* SysctlCatalogue::find(std::string_view key) const {
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const SysctlEntry& entry) { return entry.key == key; });
    return found != m_entries.end() ? &*found : nullptr;
}

Result<> SysctlCatalogue::validate(std::string_view key, std::string_view value) const {
    if (!netns::protocol::isLabSysctlKey(key)) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not a sysctl of the laboratory", key),
                       "use a key below net.core, net.ipv4 or net.ipv6, e.g. net.core.somaxconn");
    }
    const SysctlEntry* entry = find(key);
    if (entry == nullptr) {
        return {};
    }
    if (entry->scope == SysctlScope::Machine) {
        return failure(ErrorCode::BadInput, fmt::format("{} belongs to the whole machine", key),
                       "a private namespace cannot have a value of its own for it");
    }
    if (entry->type != SysctlType::Text && !isInRange(*entry, value)) {
        return failure(ErrorCode::BadInput, fmt::format("{}: '{}' is out of range", key, value), rangeText(*entry));
    }
    return {};
}

} // namespace ls::kernel
