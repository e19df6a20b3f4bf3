// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/series_recorder.h"

#include <fmt/format.h>

#include <algorithm>

namespace ls::lab {

namespace {

/// The events logged after the previous sample and before this one.
std::string eventText(const std::vector<RunEvent>& events, std::uint32_t firstEvent, std::uint32_t from,
                      std::uint32_t to) {
    std::string text;
    for (std::uint32_t i = from; i < to && i - firstEvent < events.size(); ++i) {
        text += (text.empty() ? "" : "; ") + events[i - firstEvent].text;
    }
    return record::csvField(text);
}

} // namespace

Result<std::unique_ptr<SeriesRecorder>> SeriesRecorder::create(record::OutputFile file,
                                                               const record::CsvPreamble& preamble) {
    LS_TRY_ASSIGN(record::CsvWriter csv, record::CsvWriter::create(std::move(file), preamble,
                                                                   {"t_s", "depth", "limit", "drops", "accepted",
                                                                    "attempted", "established", "late_us", "event"}));
    return std::unique_ptr<SeriesRecorder>(new SeriesRecorder(std::move(csv)));
}

void SeriesRecorder::onSamples(std::vector<Sample> samples, std::vector<RunEvent> events, std::uint32_t firstEvent) {
    m_thread.post([this, samples = std::move(samples), events = std::move(events), firstEvent] {
        if (m_error) {
            return; // what follows a hole would only look like data
        }
        if (auto written = write(samples, events, firstEvent); !written) {
            m_error = std::move(written).error();
        }
    });
}

Result<> SeriesRecorder::write(const std::vector<Sample>& samples, const std::vector<RunEvent>& events,
                               std::uint32_t firstEvent) {
    std::uint32_t eventsSeen = firstEvent;
    for (const Sample& s : samples) {
        LS_TRY(m_csv.line(fmt::format("{:.6f},{},{},{},{},{},{},{},{}", toSeconds(s.time), s.depth, s.limit, s.drops,
                                      s.accepted, s.attempted, s.established, s.latenessUs,
                                      eventText(events, firstEvent, eventsSeen, s.eventCount))));
        eventsSeen = std::max(eventsSeen, s.eventCount);
    }
    return m_csv.flush();
}

Result<> SeriesRecorder::finish() {
    m_thread.finish();
    return m_error ? Result<>(tl::unexpected(*m_error)) : Result<>();
}

} // namespace ls::lab
