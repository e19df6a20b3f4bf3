// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/experiment_feed.h"

#include <utility>

namespace ls::control {

namespace {

/// Of the run before nothing may be left.
void goTo(ExperimentUpdate& next, std::size_t run) {
    if (next.run != run) {
        next = {next.id, run, nullptr, nullptr};
    }
}

} // namespace

void ExperimentFeed::begin(RunId id) {
    m_next.with([id](ExperimentUpdate& next) { next = {id, 0, nullptr, nullptr}; });
}

void ExperimentFeed::put(std::size_t run, std::shared_ptr<const lab::RunSeries> series) {
    m_next.with([&](ExperimentUpdate& next) {
        goTo(next, run);
        next.series = std::move(series);
    });
}

void ExperimentFeed::put(std::size_t run, std::shared_ptr<const wire::PacketLog> packets) {
    m_next.with([&](ExperimentUpdate& next) {
        goTo(next, run);
        next.packets = std::move(packets);
    });
}

ExperimentUpdate ExperimentFeed::take() {
    return m_next.with([](ExperimentUpdate& next) {
        return std::exchange(next, {next.id, next.run, nullptr, nullptr});
    });
}

} // namespace ls::control
