// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/experiment_run.h"

#include "engine/lab/run_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ls::experiment {

using Verdict = CheckOutcome::Verdict;

bool ExperimentResult::passed() const {
    return !interrupted && !error && std::none_of(checks.begin(), checks.end(), [](const CheckOutcome& check) {
        return check.verdict == Verdict::Fails;
    });
}

ExperimentRun::ExperimentRun(reactor::EventLoop& loop, const lab::LabContext& context, netns::NetNamespace& net,
                             std::shared_ptr<const Preset> preset, ExperimentObserver& observer)
    : m_work(loop)
    , m_context(context)
    , m_net(net)
    , m_preset(std::move(preset))
    , m_observer(observer)
    , m_documents(m_preset->runs.size()) {
    m_result.runs.resize(m_preset->runs.size(), {nullptr, nullptr, "the experiment ended before"});
    m_result.checks.resize(m_preset->checks.size(), {Verdict::Skipped, {}, {}, "the experiment ended before"});
}

ExperimentRun::~ExperimentRun() = default;

void ExperimentRun::startNext() {
    m_run.reset();
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
    if (auto fresh = m_net.freshen(); !fresh) {
        finish(false, std::move(fresh).error());
        return;
    }
    m_series.emplace(run.plan.duration);
    m_run = std::make_unique<lab::LabRun>(m_work.loop(), m_context, m_net, run.plan, &*m_series,
                                          [this](Result<lab::RunResult> result) { onRunFinished(std::move(result)); });
    if (auto started = m_run->start(); !started) {
        finish(false, std::move(started).error().withContext(fmt::format("run {}", run.name)));
    }
}

void ExperimentRun::onRunFinished(Result<lab::RunResult> run) {
    if (m_ended) {
        return;
    }
    if (!run) {
        finish(false, std::move(run).error());
        return;
    }
    if (run->end == lab::EndReason::OpenerGone) {
        finish(false, Error{ErrorCode::OpenerGone, 0, "listenscope-opener was killed during a run", "start again"});
        return;
    }
    m_documents[m_next] = lab::runDocument(*run);
    m_result.runs[m_next] = {std::make_shared<const lab::RunResult>(std::move(*run)),
                             std::make_shared<const lab::RunSeries>(m_series->take()),
                             {}};
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

CheckOutcome ExperimentRun::judge(const PresetCheck& check) const {
    CheckOutcome outcome;
    outcome.why = obstacle(check);
    if (!outcome.why.empty()) {
        return outcome;
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
        const lab::RunResult& run = *m_result.runs[check.runs.front()].result;
        outcome.why = run.conservation.holds ? run.prediction.why : run.conservation.detail;
    }
    return outcome;
}

void ExperimentRun::interrupt() {
    if (!m_ended) {
        finish(true, std::nullopt);
    }
}

void ExperimentRun::finish(bool interrupted, std::optional<Error> error) {
    m_ended = true;
    m_run.reset();
    m_result.interrupted = interrupted;
    m_result.error = std::move(error);
    // Posted, so that whoever hears of it may destroy this.
    m_work.loop().post([&observer = m_observer, result = std::move(m_result)]() mutable {
        observer.onExperimentFinished(std::move(result));
    });
}

} // namespace ls::experiment
