// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/record/output_file.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ls::record {

/// "key: value" lines that stand, behind '#', above the header of every CSV.
using CsvPreamble = std::vector<std::pair<std::string, std::string>>;

/// One field as RFC 4180 wants it: quoted when it holds a comma, a quote or a line break.
[[nodiscard]] std::string csvField(std::string_view value);

/// Writes a CSV: preamble, header, rows. One thread.
class CsvWriter final {
public:
    [[nodiscard]] static Result<CsvWriter> create(OutputFile file, const CsvPreamble& preamble,
                                                  const std::vector<std::string>& header);

    /// The fields are written as they are; use csvField() for text.
    [[nodiscard]] Result<> row(const std::vector<std::string>& fields);
    [[nodiscard]] Result<> line(std::string_view ready);
    [[nodiscard]] Result<> flush() { return m_file.flush(); }
    [[nodiscard]] Result<> commit() { return m_file.commit(); }

    void keepPart() { m_file.keepStaged(); }
    [[nodiscard]] const std::filesystem::path& stagedAt() const { return m_file.stagedAt(); }

private:
    explicit CsvWriter(OutputFile file)
        : m_file(std::move(file)) {}

    OutputFile m_file;
};

} // namespace ls::record
