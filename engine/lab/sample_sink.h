// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/event_log.h"
#include "engine/lab/socket_census.h"
#include "engine/metrics/sample.h"

#include <vector>

namespace ls::lab {

/// Takes a run's samples as they come, none left out. Called on the engine thread, so it must not wait for a disk or a
/// reader: hand the batch on.
class SampleSink {
public:
    SampleSink() = default;
    SampleSink(const SampleSink&) = delete;
    SampleSink& operator=(const SampleSink&) = delete;
    virtual ~SampleSink() = default;

    /// `events` holds those that belong to this batch: events[0] is number `firstEvent` of the run.
    virtual void onSamples(std::vector<Sample> samples, std::vector<RunEvent> events, std::uint32_t firstEvent) = 0;
    /// How many connections are in each state, where they are counted; `time` as of the samples.
    virtual void onStates(Nanoseconds /*time*/, const Census& /*census*/) {}
};

} // namespace ls::lab
