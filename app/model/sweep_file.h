// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sweep_rows.h"
#include "engine/record/csv_writer.h"

#include <QStringList>

#include <filesystem>
#include <string>

namespace ls::model {

/// A sweep's CSV, written by this app or by listenscope-cli.
struct SweepFile {
    record::CsvPreamble preamble;
    SweepData data;
};

/// Names the line and what is wrong with it when the file is not a sweep's.
[[nodiscard]] Result<SweepFile> readSweepFile(const std::filesystem::path& path);

// Columns and rows as listenscope-cli writes them, not quoted.
[[nodiscard]] QStringList sweepColumns(const SweepData& data);
[[nodiscard]] QList<QStringList> sweepFields(const SweepData& data);

/// The lines above the header: what somebody needs to make the same sweep again.
[[nodiscard]] record::CsvPreamble sweepPreamble(const std::string& command, std::uint64_t seed, const SweepData& data);

} // namespace ls::model
