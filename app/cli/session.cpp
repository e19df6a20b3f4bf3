// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session.h"

#include <array>
#include <optional>
#include <utility>

#include <poll.h>

namespace ls::cli {

using control::Event;

std::vector<Event> Session::nextEvents(control::RunId id) {
    for (;;) {
        std::array<pollfd, 2> waiting{{{m_engine.events().fd(), POLLIN, 0}, {m_signals.fd(), POLLIN, 0}}};
        ::poll(waiting.data(), m_interrupted ? 1 : 2, -1);
        if (!m_interrupted && waiting[1].revents != 0) {
            m_interrupted = true;
            m_signals.acknowledge();
            m_engine.stop(id);
        }
        if (std::vector<Event> events = m_engine.events().takeAll(); !events.empty()) {
            return events;
        }
    }
}

Result<lab::RunResult> Session::runLab(control::StartLab command) {
    const control::RunId id = m_engine.start(std::move(command));
    for (;;) {
        for (Event& event : nextEvents(id)) {
            if (auto* finished = std::get_if<control::LabFinished>(&event); finished != nullptr && finished->id == id) {
                return std::move(finished->result);
            }
        }
    }
}

Result<sweep::SweepResult> Session::runSweep(control::StartSweep command, const RowDone& rowDone) {
    const control::RunId id = m_engine.start(std::move(command));
    std::optional<Error> outputError;
    for (;;) {
        for (Event& event : nextEvents(id)) {
            if (const auto* row = std::get_if<control::SweepRowDone>(&event); row != nullptr && row->id == id) {
                auto written = outputError ? Result<>() : rowDone(*row);
                if (!written) {
                    outputError = std::move(written).error();
                    m_engine.stop(id);
                }
            }
            if (auto* finished = std::get_if<control::SweepFinished>(&event);
                finished != nullptr && finished->id == id) {
                if (outputError) {
                    return tl::unexpected(*std::move(outputError));
                }
                return std::move(finished->result);
            }
        }
    }
}

Result<experiment::ExperimentResult> Session::runExperiment(control::StartExperiment command,
                                                            const std::function<void(std::size_t)>& runStarted) {
    const control::RunId id = m_engine.start(std::move(command));
    for (;;) {
        for (Event& event : nextEvents(id)) {
            if (const auto* run = std::get_if<control::ExperimentRunStarted>(&event); run != nullptr && run->id == id) {
                runStarted(run->run);
            }
            if (auto* finished = std::get_if<control::ExperimentFinished>(&event);
                finished != nullptr && finished->id == id) {
                return std::move(finished->result);
            }
        }
    }
}

} // namespace ls::cli
