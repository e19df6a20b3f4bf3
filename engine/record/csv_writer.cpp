// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/csv_writer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ls::record {

namespace {

/// A comment is one line, whatever the value holds.
std::string onOneLine(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

} // namespace

std::string csvField(std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(value);
    }
    std::string quoted = "\"";
    for (const char c : value) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

Result<CsvWriter> CsvWriter::create(OutputFile file, const CsvPreamble& preamble,
                                    const std::vector<std::string>& header) {
    CsvWriter writer(std::move(file));
    for (const auto& [key, value] : preamble) {
        LS_TRY(writer.line(fmt::format("# {}: {}", key, onOneLine(value))));
    }
    LS_TRY(writer.row(header));
    return writer;
}

Result<> CsvWriter::row(const std::vector<std::string>& fields) {
    return line(fmt::format("{}", fmt::join(fields, ",")));
}

Result<> CsvWriter::line(std::string_view ready) {
    LS_TRY(m_file.write(ready));
    return m_file.write("\n");
}

} // namespace ls::record
