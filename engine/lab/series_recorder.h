// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/guarded.h"
#include "engine/lab/sample_sink.h"
#include "engine/record/csv_writer.h"
#include "engine/record/writer_thread.h"

#include <memory>
#include <optional>

namespace ls::lab {

/// Writes a run's time series as CSV on a thread of its own:
/// t_s,depth,limit,drops,accepted,attempted,established,late_us,event. An event stands at the first sample after it;
/// several in one sample are separated by "; ".
class SeriesRecorder final : public SampleSink {
public:
    [[nodiscard]] static Result<std::unique_ptr<SeriesRecorder>> create(record::OutputFile file,
                                                                        const record::CsvPreamble& preamble);

    void onSamples(std::vector<Sample> samples, std::vector<RunEvent> events, std::uint32_t firstEvent) override;

    /// Writes what is queued. The first error of all writing, or none. Waits for the writer.
    [[nodiscard]] Result<> finish();
    /// After a good finish(): puts the file in its place.
    [[nodiscard]] Result<> commit() { return m_csv.commit(); }

private:
    explicit SeriesRecorder(record::CsvWriter csv)
        : m_csv(std::move(csv)) {}

    [[nodiscard]] Result<> write(const std::vector<Sample>& samples, const std::vector<RunEvent>& events,
                                 std::uint32_t firstEvent);

    record::CsvWriter m_csv; // writer thread, until finish()
    std::optional<Error> m_error;
    record::WriterThread m_thread;
};

} // namespace ls::lab
