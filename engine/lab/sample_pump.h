// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/event_log.h"
#include "engine/lab/queue_sampler.h"
#include "engine/lab/sample_sink.h"

#include <cstdint>
#include <vector>

namespace ls::lab {

/// Takes what the sampler has and gives it, with the events that belong to it, to the sink (may be null). One thread;
/// sampler, events and sink outlive it.
class SamplePump final {
public:
    SamplePump(QueueSampler& sampler, const EventLog& events, SampleSink* sink)
        : m_sampler(sampler)
        , m_events(events)
        , m_sink(sink) {}

    /// The samples that were passed on.
    std::vector<Sample> pass() {
        std::vector<Sample> samples = m_sampler.take();
        if (m_sink != nullptr && !samples.empty()) {
            const std::uint32_t last = samples.back().eventCount;
            m_sink->onSamples(samples, m_events.range(m_eventsPassed, last), m_eventsPassed);
            m_eventsPassed = last;
        }
        return samples;
    }

private:
    QueueSampler& m_sampler;
    const EventLog& m_events;
    SampleSink* m_sink;
    std::uint32_t m_eventsPassed = 0;
};

} // namespace ls::lab
