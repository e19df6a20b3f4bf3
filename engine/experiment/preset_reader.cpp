// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/preset_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace ls::experiment {

namespace {

/// Where the first letter beyond ASCII stands outside of strings and comments; npos: nowhere. TOML allows none there,
/// but toml++ 3.3.0 looks at it with a function that is undefined for some ("é").
std::size_t strangeLetter(std::string_view text) {
    constexpr std::array<std::string_view, 4> kQuotes{R"(""")", "'''", "\"", "'"};
    std::string_view quote; // of the string that is open
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (!quote.empty()) {
            const bool isEscape = quote.front() == '"' && rest.front() == '\\';
            const bool ends = rest.starts_with(quote);
            at += isEscape ? 2 : ends ? quote.size() : 1;
            // One that is not closed ends with its line, and toml++ refuses it there.
            quote = ends || (quote.size() == 1 && rest.front() == '\n') ? std::string_view() : quote;
            continue;
        }
        const auto opened =
            std::find_if(kQuotes.begin(), kQuotes.end(), [&](std::string_view each) { return rest.starts_with(each); });
        if (opened != kQuotes.end()) {
            quote = *opened;
            at += quote.size();
        } else if (rest.front() == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else if (static_cast<unsigned char>(rest.front()) >= 0x80) {
            return at;
        } else {
            ++at;
        }
    }
    return std::string_view::npos;
}

constexpr const char* kForm = "the file is TOML: KEY = \"text\", [[run]] and [[check]]";

} // namespace

Result<toml::table> PresetReader::parse(std::string_view text) const {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    text.remove_prefix(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    if (const std::size_t at = strangeLetter(text); at != std::string_view::npos) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        return failure(ErrorCode::BadInput,
                       fmt::format("{}, line {}: a letter that must stand between quotation marks", m_file, line),
                       kForm);
    }
    toml::parse_result parsed = toml::parse(text);
    if (!parsed) {
        const toml::parse_error& error = parsed.error();
        return failure(ErrorCode::BadInput, fmt::format("{}: {}", where(error.source()), error.description()), kForm);
    }
    return std::move(parsed).table();
}

std::string PresetReader::where(const toml::source_region& source) const {
    return fmt::format("{}, line {}", m_file, std::max<unsigned>(source.begin.line, 1));
}

Failure PresetReader::refuse(const toml::node& node, std::string text, std::string advice) const {
    return failure(ErrorCode::BadInput, fmt::format("{}: {}", where(node.source()), text), std::move(advice));
}

Failure PresetReader::refuse(const toml::node& node, const Error& error) const {
    return refuse(node, error.text, error.advice);
}

const toml::node& PresetReader::nodeOf(const toml::table& table, std::string_view key) {
    const toml::node* const found = table.get(key);
    return found != nullptr ? *found : table;
}

Result<> PresetReader::onlyKeys(const toml::table& table, const std::vector<std::string_view>& known) const {
    for (const auto& [key, value] : table) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
            return refuse(value, fmt::format("'{}' is not known here", key.str()),
                          fmt::format("give {}", fmt::join(known, ", ")));
        }
    }
    return {};
}

Result<std::string> PresetReader::textOrEmpty(const toml::table& table, std::string_view key) const {
    const toml::node* const found = table.get(key);
    if (found == nullptr) {
        return std::string();
    }
    if (const auto text = found->value_exact<std::string>()) {
        return *text;
    }
    return refuse(*found, fmt::format("{} is not a text", key), fmt::format("write {} = \"…\"", key));
}

Result<std::string> PresetReader::text(const toml::table& table, std::string_view key, std::string_view group) const {
    LS_TRY_ASSIGN(std::string text, textOrEmpty(table, key));
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        const std::string name = group.empty() ? std::string(key) : fmt::format("{}.{}", group, key);
        return refuse(nodeOf(table, key), fmt::format("{} is missing", name), fmt::format("write {} = \"…\"", name));
    }
    return text;
}

Result<std::vector<std::string>> PresetReader::texts(const toml::table& table, std::string_view key) const {
    std::vector<std::string> all;
    const toml::node* const found = table.get(key);
    if (found == nullptr) {
        return all;
    }
    if (const toml::array* const array = found->as_array()) {
        for (const toml::node& element : *array) {
            if (const auto text = element.value_exact<std::string>()) {
                all.push_back(*text);
            }
        }
        if (all.size() == array->size()) {
            return all;
        }
    }
    return refuse(*found, fmt::format("{} is not a list of texts", key), fmt::format("write {} = [\"…\", \"…\"]", key));
}

Result<const toml::table*> PresetReader::table(const toml::table& table, std::string_view key) const {
    const toml::node* const found = table.get(key);
    if (found == nullptr || !found->is_table()) {
        return refuse(nodeOf(table, key), fmt::format("{} is missing", key),
                      fmt::format("write {0}.en = \"…\" and {0}.zh = \"…\"", key));
    }
    return found->as_table();
}

Result<std::vector<const toml::table*>> PresetReader::tables(const toml::table& table, std::string_view key) const {
    std::vector<const toml::table*> all;
    if (const toml::array* const array = nodeOf(table, key).as_array()) {
        for (const toml::node& element : *array) {
            if (const toml::table* const entry = element.as_table()) {
                all.push_back(entry);
            }
        }
        if (all.size() < array->size()) {
            all.clear();
        }
    }
    if (all.empty()) {
        return refuse(nodeOf(table, key), fmt::format("there is no {}", key),
                      fmt::format("begin one with [[{}]]", key));
    }
    return all;
}

} // namespace ls::experiment
