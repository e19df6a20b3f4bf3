// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sweep_experiment.h"

#include "app/model/sweep_plan_text.h"
#include "app/model/words.h"
#include "engine/lab/plan_options.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <limits>

namespace ls::model {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(SweepExperiment)
};

constexpr std::size_t kMostRuns = 100'000; // of sweep::expand()

const Knob* find(const std::vector<Knob>& knobs, const QString& name) {
    const auto found = std::find_if(knobs.begin(), knobs.end(), [&](const Knob& knob) { return knob.name == name; });
    return found == knobs.end() ? nullptr : &*found;
}

QString wholeNumberProblem(const QString& text, qint64 min, qint64 max) {
    return Knob{{}, {}, {}, Knob::Kind::Number, min, max}.problemWith(text.trimmed());
}

/// "100/s" and "100" are both a hundred.
std::optional<qint64> wholeNumber(const QString& text, const QString& unit) {
    QString digits = text.trimmed();
    if (!unit.isEmpty() && digits.endsWith(unit)) {
        digits.chop(unit.size());
    }
    bool ok = false;
    const qint64 number = digits.toLongLong(&ok);
    return ok && number >= 0 ? std::optional(number) : std::nullopt;
}

QString rangeProblem(const KnobRange& range, const Knob& knob) {
    if (!knob.isNumeric()) {
        return Words::tr("%1 takes words: choose “List of values” and give %2.").arg(knob.label, knob.accepted());
    }
    const auto first = wholeNumber(range.from, knob.unit());
    const auto last = wholeNumber(range.to, knob.unit());
    for (const auto& [number, text] : {std::pair(first, range.from), std::pair(last, range.to)}) {
        if (!number || *number < knob.min || *number > knob.max) {
            return wholeNumberProblem(number ? QString::number(*number) : text, knob.min, knob.max);
        }
    }
    if (*first > *last) {
        return Words::tr("The range goes backwards: let it start at the smaller value.");
    }
    if (range.spacing == Spacing::Step) {
        return wholeNumberProblem(range.step, 1, std::numeric_limits<int>::max());
    }
    return *first == 0 ? Words::tr("A range of factors cannot start at 0: start at 1, or choose equal steps.")
                       : QString();
}

/// What is wrong with the range; else `out` has the values.
QString knobProblem(const KnobRange& range, const std::vector<Knob>& knobs, sweep::Knob& out) {
    const Knob* knob = find(knobs, range.name);
    if (knob == nullptr) {
        return Words::tr("“%1” is not a setting of a run.").arg(range.name);
    }
    if (range.spacing == Spacing::List && range.list.trimmed().isEmpty()) {
        return Words::tr("Give the values to try, with commas between them.");
    }
    if (range.spacing != Spacing::List) {
        if (QString problem = rangeProblem(range, *knob); !problem.isEmpty()) {
            return problem;
        }
    }
    auto parsed = sweep::parseKnob(varyText(range, *knob).toStdString());
    if (!parsed) {
        return sentence(parsed.error());
    }
    for (const std::string& value : parsed->values) {
        if (QString problem = knob->problemWith(QString::fromStdString(value)); !problem.isEmpty()) {
            return problem;
        }
    }
    out = *std::move(parsed);
    return {};
}

void checkKnobs(const SweepExperiment& experiment, const std::vector<Knob>& knobs, sweep::SweepPlan& plan,
                QMap<Field, QString>& problems) {
    plan.knobs.resize(experiment.second ? 2 : 1);
    if (QString problem = knobProblem(experiment.knob, knobs, plan.knobs[0]); !problem.isEmpty()) {
        problems[Field::Knob] = problem;
    }
    if (!experiment.second) {
        return;
    }
    if (experiment.second->name == experiment.knob.name) {
        problems[Field::Second] = Words::tr("The second setting has to be another one than the first.");
    } else if (QString problem = knobProblem(*experiment.second, knobs, plan.knobs[1]); !problem.isEmpty()) {
        problems[Field::Second] = problem;
    }
}

void applySetting(const Setting& setting, const std::vector<Knob>& knobs, lab::RunPlan& plan,
                  QMap<Field, QString>& problems) {
    QString problem;
    const Knob* knob = find(knobs, setting.name);
    // "all" and "none" are accept policies that the knob of the same name, a rate, does not know.
    const bool word = setting.field == Field::Accept && !setting.value.endsWith(QLatin1String("/s"));
    if (knob != nullptr && setting.field != Field::Others && !word) {
        problem = knob->problemWith(setting.value);
    }
    if (problem.isEmpty()) {
        const auto applied = lab::applyOption(plan, setting.name.toStdString(), setting.value.toStdString());
        problem = applied ? QString() : setting.name + QStringLiteral(": ") + sentence(applied.error());
    }
    if (!problem.isEmpty() && !problems.contains(setting.field)) {
        problems[setting.field] = problem;
    }
}

void checkSettings(const SweepExperiment& experiment, const std::vector<Knob>& knobs, sweep::SweepPlan& plan,
                   QMap<Field, QString>& problems) {
    plan.base = lab::defaultPlan();
    QSet<QString> given;
    for (const Setting& setting : fixedSettings(experiment)) {
        if (setting.field == Field::Others && (given.contains(setting.name) || varies(experiment, setting.name))) {
            problems[Field::Others] = Words::tr("%1 is already set above: leave it out here.").arg(setting.name);
            continue;
        }
        given.insert(setting.name);
        applySetting(setting, knobs, plan.base, problems);
    }
    if (QString problem = wholeNumberProblem(experiment.repeats, 1, 1000); !problem.isEmpty()) {
        problems[Field::Repeats] = problem;
    }
    const QString seed = experiment.seed.trimmed();
    if (QString problem = wholeNumberProblem(seed, 0, std::numeric_limits<qint64>::max());
        !seed.isEmpty() && !problem.isEmpty()) {
        problems[Field::Seed] = problem;
    }
    plan.repeats = experiment.repeats.trimmed().toUInt();
}

/// The engine has the last word: options that do not go together.
void checkWhole(const sweep::SweepPlan& plan, const kernel::SysctlCatalogue& sysctls, CheckedExperiment& out) {
    out.runs = plan.repeats;
    for (const sweep::Knob& knob : plan.knobs) {
        out.runs *= knob.values.size();
    }
    if (out.runs > kMostRuns) {
        out.problems[Field::Repeats] = Words::tr("These are %1 runs; a sweep has at most %2.")
                                           .arg(QLocale().toString(static_cast<qulonglong>(out.runs)),
                                                QLocale().toString(static_cast<qulonglong>(kMostRuns)));
        return;
    }
    sweep::SweepPlan once = plan;
    once.repeats = 1;
    if (const auto points = sweep::expand(once, sysctls); !points) {
        out.problems[Field::Knob] = sentence(points.error());
        return;
    }
    out.plan = plan;
}

} // namespace

CheckedExperiment check(const SweepExperiment& experiment, const std::vector<Knob>& knobs,
                        const kernel::SysctlCatalogue& sysctls, std::uint64_t seed) {
    CheckedExperiment checked;
    sweep::SweepPlan plan;
    checkKnobs(experiment, knobs, plan, checked.problems);
    checkSettings(experiment, knobs, plan, checked.problems);
    const QString typed = experiment.seed.trimmed();
    plan.seed = typed.isEmpty() ? seed : typed.toULongLong();
    if (checked.problems.isEmpty()) {
        checkWhole(plan, sysctls, checked);
    }
    return checked;
}

QString commandOf(const SweepExperiment& experiment, const std::vector<Knob>& knobs, std::uint64_t seed) {
    QStringList words{QStringLiteral("listenscope-cli"), QStringLiteral("sweep")};
    const auto vary = [&](const KnobRange& range) {
        const Knob* knob = find(knobs, range.name);
        words << QStringLiteral("--vary") << varyText(range, knob != nullptr ? *knob : Knob());
    };
    vary(experiment.knob);
    if (experiment.second) {
        vary(*experiment.second);
    }
    words << QStringLiteral("--repeat") << experiment.repeats.trimmed();
    words << QStringLiteral("--seed") << QString::number(seed);
    for (const Setting& setting : fixedSettings(experiment)) {
        const bool sysctl = setting.name.contains(QLatin1Char('.'));
        words << (sysctl ? QStringLiteral("--sysctl") : QStringLiteral("--") + setting.name)
              << (sysctl ? setting.name + QLatin1Char('=') + setting.value : setting.value);
    }
    return words.join(QLatin1Char(' '));
}

} // namespace ls::model
