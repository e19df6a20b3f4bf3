// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Header-only, so that nothing is needed at run time; errors are values.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// 3.3.0 asserts what a table header begins with before it looks and refuses it properly: "[=" would end the program.
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

namespace ls::experiment {

/// Walks a parsed TOML file; every refusal names file and line. Internal to the room.
class PresetReader final {
public:
    explicit PresetReader(std::string file)
        : m_file(std::move(file)) {}

    [[nodiscard]] Result<toml::table> parse(std::string_view text) const;

    /// Refuses keys that are not in `known`: a mistyped one would be left out silently.
    [[nodiscard]] Result<> onlyKeys(const toml::table& table, const std::vector<std::string_view>& known) const;
    /// A text that is not empty. `group`: what the table is called where it is not one of the file's own.
    [[nodiscard]] Result<std::string> text(const toml::table& table, std::string_view key,
                                           std::string_view group = {}) const;
    /// The same, empty where the key is missing.
    [[nodiscard]] Result<std::string> textOrEmpty(const toml::table& table, std::string_view key) const;
    [[nodiscard]] Result<std::vector<std::string>> texts(const toml::table& table, std::string_view key) const;
    [[nodiscard]] Result<const toml::table*> table(const toml::table& table, std::string_view key) const;
    /// The tables of [[key]]; at least one.
    [[nodiscard]] Result<std::vector<const toml::table*>> tables(const toml::table& table, std::string_view key) const;

    [[nodiscard]] Failure refuse(const toml::node& node, std::string text, std::string advice = {}) const;
    /// An error of somebody who does not know the file.
    [[nodiscard]] Failure refuse(const toml::node& node, const Error& error) const;
    [[nodiscard]] static const toml::node& nodeOf(const toml::table& table, std::string_view key);

private:
    [[nodiscard]] std::string where(const toml::source_region& source) const;

    std::string m_file;
};

} // namespace ls::experiment
