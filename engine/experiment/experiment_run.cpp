// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/experiment_run.h"

#include "engine/lab/run_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ls::experiment {

using Verdict = CheckOutcome::Verdict;

namespace {

/// Whether the kernel or the machine said no to what the run asks for. A preset is checked when it is read, so an input
/// that turns out bad now is one that this kernel does not know.
bool isRefusal(const Error& error) {
    return error.code == ErrorCode::Refused || error.code == ErrorCode::BadInput;
}

/// What a prediction foretold, and the same figures as they were measured; by the names of the run's document.
struct Foretold {
    std::string expected; ///< empty: nothing was foretold
    std::string measured;

    void add(std::string_view name, const std::optional<std::uint64_t>& foretold, std::uint64_t found) {
        if (foretold) {
            expected += fmt::format("{}{} {}", expected.empty() ? "" : ", ", name, *foretold);
            measured += fmt::format("{}{} {}", measured.empty() ? "" : ", ", name, found);
        }
    }
};

Foretold foretoldOf(const lab::RunResult& run) {
    const lab::Prediction& prediction = run.prediction;
    Foretold foretold;
    foretold.add("established", prediction.established, run.clients.established);
    foretold.add("unknown", prediction.unknown, run.server.unknown);
    foretold.add("syn_recv", prediction.synRecv, run.serverStates[static_cast<std::size_t>(kernel::TcpState::SynRecv)]);
    if (run.deepest > prediction.deepestAllowed) {
        foretold.expected +=
            fmt::format("{}depth <= {}", foretold.expected.empty() ? "" : ", ", prediction.deepestAllowed);
        foretold.measured += fmt::format("{}depth {}", foretold.measured.empty() ? "" : ", ", run.deepest);
    }
    return foretold;
}

} // namespace

ExperimentRun::ExperimentRun(reactor::EventLoop& loop, const lab::LabContext& context, netns::NetNamespace& net,
                             std::shared_ptr<const Preset> preset, ExperimentObserver& observer)
    : m_work(loop)
    , m_context(context)
    , m_net(net)
    , m_preset(std::move(preset))
    , m_observer(observer)
    , m_documents(m_preset->runs.size()) {
    m_result.runs.resize(m_preset->runs.size(), {nullptr, nullptr, nullptr, nullptr, "the experiment ended before"});
    m_result.checks.resize(m_preset->checks.size(), {Verdict::Skipped, {}, {}, "the experiment ended before"});
}

ExperimentRun::~ExperimentRun() = default;

void ExperimentRun::start() {
    startNext();
    tellProgress();
}

void ExperimentRun::tellProgress() {
    if (m_ended) {
        return;
    }
    if (m_run) {
        m_observer.onProgress(m_next, m_run->series());
    }
    m_work.runAfter(kProgressPeriod, [this] { tellProgress(); });
}

void ExperimentRun::watchPackets(bool watch) {
    m_isWatched = watch;
    followWatch();
}

/// A watch that cannot begin is no trouble for the experiment: the packets are shown when the run has ended.
void ExperimentRun::followWatch() {
    const wire::Wire* wire = m_run ? m_run->wire() : nullptr;
    if (!m_isWatched || wire == nullptr) {
        m_packets.reset();
    } else if (!m_packets) {
        auto watch = lab::PacketWatch::start(
            *wire, [this, run = m_next](auto packets) { m_observer.onPackets(run, std::move(packets)); });
        m_packets = watch ? std::move(*watch) : nullptr;
    }
}

void ExperimentRun::endRun() {
    m_packets.reset(); // it looks at the run's wire
    m_run.reset();
}

void ExperimentRun::startNext() {
    if (m_next == m_preset->runs.size()) {
        finish(false, std::nullopt);
        return;
    }
    const PresetRun& run = m_preset->runs[m_next];
    if (!run.kernels.contains(m_context.kernel)) {
        m_result.runs[m_next].why = fmt::format("for kernels {} only", run.kernels.text);
        runIsOver();
        return;
    }
    m_observer.onRunStarted(m_next);
    m_run =
        std::make_unique<lab::RecordedRun>(m_work.loop(), m_context, m_net, run.plan,
                                           [this](Result<lab::RunResult> result) { onRunFinished(std::move(result)); });
    if (auto started = m_run->start(); !started) {
        onRunFailed(std::move(started).error());
        return;
    }
    followWatch();
}

void ExperimentRun::onRunFinished(Result<lab::RunResult> run) {
    if (m_ended) {
        return;
    }
    if (!run) {
        onRunFailed(std::move(run).error());
        return;
    }
    m_documents[m_next] = lab::runDocument(*run);
    RunOutcome& outcome = m_result.runs[m_next];
    outcome = {std::make_shared<const lab::RunResult>(std::move(*run)), m_run->series(), nullptr, nullptr, {}};
    keepPackets();
    endRun();
    runIsOver();
}

void ExperimentRun::keepPackets() {
    if (const wire::Wire* wire = m_run->wire()) {
        RunOutcome& outcome = m_result.runs[m_next];
        outcome.packets = std::make_shared<const wire::PacketLog>(wire->packets(), Clock::now());
        outcome.frames = std::make_shared<const wire::CapturedFrames>(wire->frames());
    }
}

/// What was measured is lost with no run, not even with one that was given up.
void ExperimentRun::keepUnfinished() {
    if (m_run) {
        m_result.runs[m_next].series = m_run->series();
        keepPackets();
    }
}

/// What one run needs and this machine lacks does not stand in the way of the others.
void ExperimentRun::onRunFailed(Error error) {
    if (!isRefusal(error)) {
        finish(false, std::move(error).withContext(fmt::format("run {}", m_preset->runs[m_next].name)));
        return;
    }
    m_result.runs[m_next].why =
        error.advice.empty() ? std::move(error.text) : fmt::format("{}; {}", error.text, error.advice);
    endRun();
    runIsOver();
}

void ExperimentRun::runIsOver() {
    m_observer.onRunDone(m_next, m_result.runs[m_next]);
    judgeChecks();
    ++m_next;
    // Posted: a preset's runs may all be for other kernels.
    m_work.post([this] {
        if (!m_ended) {
            startNext();
        }
    });
}

void ExperimentRun::judgeChecks() {
    for (std::size_t i = 0; i < m_preset->checks.size(); ++i) {
        if (m_preset->checks[i].runs.back() == m_next) {
            m_result.checks[i] = judge(m_preset->checks[i]);
            m_observer.onCheckDone(i, m_result.checks[i]);
        }
    }
}

/// Why a check says nothing here; empty where it does.
std::string ExperimentRun::obstacle(const PresetCheck& check) const {
    if (!check.kernels.contains(m_context.kernel)) {
        return fmt::format("for kernels {} only", check.kernels.text);
    }
    for (const std::size_t run : check.runs) {
        if (m_result.runs[run].result == nullptr) {
            return fmt::format("run {} was not made: {}", m_preset->runs[run].name, m_result.runs[run].why);
        }
    }
    return {};
}

/// Held against every figure that was foretold, so these are shown instead of a mere true or false.
CheckOutcome ExperimentRun::judgePrediction(const lab::RunResult& run) const {
    Foretold foretold = foretoldOf(run);
    if (foretold.expected.empty()) {
        return {Verdict::Skipped, {}, {}, "nothing was foretold: " + run.prediction.why};
    }
    const bool holds = run.predictionMatches.value_or(false);
    return {holds ? Verdict::Holds : Verdict::Fails, std::move(foretold.measured), std::move(foretold.expected),
            holds ? std::string() : run.prediction.why};
}

CheckOutcome ExperimentRun::judge(const PresetCheck& check) const {
    CheckOutcome outcome;
    outcome.why = obstacle(check);
    if (!outcome.why.empty()) {
        return outcome;
    }
    if (check.isPrediction) {
        return judgePrediction(*m_result.runs[check.runs.front()].result);
    }
    std::vector<std::string> names;
    for (const PresetRun& run : m_preset->runs) {
        names.push_back(run.name);
    }
    const auto judged = check.holds.evaluate([&](std::string_view figure) -> Result<Value> {
        LS_TRY_ASSIGN(const FigureName name, resolveFigure(figure, names));
        return readFigure(m_documents[name.run], name.path);
    });
    outcome.verdict = judged && judged->holds ? Verdict::Holds : Verdict::Fails;
    if (!judged) {
        outcome.why = judged.error().text;
        return outcome;
    }
    outcome.measured = toString(judged->measured);
    outcome.expected = fmt::format("{} {}", check.holds.comparison(), toString(judged->expected));
    if (check.isImplied && outcome.verdict == Verdict::Fails) {
        outcome.why = m_result.runs[check.runs.front()].result->conservation.detail;
    }
    return outcome;
}

void ExperimentRun::interrupt() {
    if (!m_ended) {
        keepUnfinished();
        finish(true, std::nullopt);
    }
}

void ExperimentRun::finish(bool interrupted, std::optional<Error> error) {
    m_ended = true;
    endRun();
    m_result.interrupted = interrupted;
    m_result.error = std::move(error);
    // Posted, so that whoever hears of it may destroy this.
    m_work.loop().post([&observer = m_observer, result = std::move(m_result)]() mutable {
        observer.onExperimentFinished(std::move(result));
    });
}

} // namespace ls::experiment
