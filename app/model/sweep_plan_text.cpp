// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sweep_plan_text.h"

#include <QRegularExpression>

namespace ls::model {

namespace {

QString withUnit(const QString& value, const QString& unit) {
    bool isNumber = false;
    value.toDouble(&isNumber);
    return isNumber ? value + unit : value;
}

QString spacingText(const KnobRange& range) {
    switch (range.spacing) {
    case Spacing::Doubling:
        return QStringLiteral(":log2");
    case Spacing::HalfDoubling:
        return QStringLiteral(":log2/2");
    case Spacing::Decade:
        return QStringLiteral(":log10");
    case Spacing::ThirdDecade:
        return QStringLiteral(":log10/3");
    case Spacing::Step:
        return QStringLiteral(":") + range.step.trimmed();
    case Spacing::List:
        break;
    }
    return {};
}

void addLoad(const SweepExperiment& experiment, std::vector<Setting>& out) {
    out.push_back({Field::Clients, QStringLiteral("clients"), experiment.clients.trimmed()});
    const QString value = experiment.arrivalValue.trimmed();
    // A varied arrival replaces the fixed one, whichever it was: rate and concurrency do not go together.
    if (varies(experiment, QStringLiteral("rate")) || varies(experiment, QStringLiteral("concurrency"))) {
        return;
    }
    if (experiment.arrival == SweepExperiment::Arrival::Rate) {
        out.push_back({Field::Arrival, QStringLiteral("rate"), withUnit(value, QStringLiteral("/s"))});
    } else if (experiment.arrival == SweepExperiment::Arrival::ClosedLoop) {
        out.push_back({Field::Arrival, QStringLiteral("concurrency"), value});
    }
}

void addServer(const SweepExperiment& experiment, std::vector<Setting>& out) {
    QString accept = QStringLiteral("all");
    if (experiment.accept == SweepExperiment::Accept::None) {
        accept = QStringLiteral("none");
    } else if (experiment.accept == SweepExperiment::Accept::Paced) {
        accept = withUnit(experiment.acceptRate.trimmed(), QStringLiteral("/s"));
    }
    out.push_back({Field::Accept, QStringLiteral("accept"), accept});
    out.push_back({Field::Window, QStringLiteral("duration"), experiment.window.trimmed().remove(QLatin1Char(' '))});
}

void addOthers(const SweepExperiment& experiment, std::vector<Setting>& out) {
    static const QRegularExpression kSpaces(QStringLiteral("[\\s;]+"));
    for (const QString& word : experiment.others.split(kSpaces, Qt::SkipEmptyParts)) {
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        out.push_back(
            {Field::Others, equals < 0 ? word : word.left(equals), equals < 0 ? QString() : word.mid(equals + 1)});
    }
}

} // namespace

QString varyText(const KnobRange& range, const Knob& knob) {
    const QString unit = knob.unit();
    QString values;
    if (range.spacing == Spacing::List) {
        static const QRegularExpression kBetween(QStringLiteral("[,\\s]+"));
        for (const QString& value : range.list.split(kBetween, Qt::SkipEmptyParts)) {
            values += (values.isEmpty() ? QString() : QStringLiteral(",")) + withUnit(value, unit);
        }
    } else {
        values = withUnit(range.from.trimmed(), unit) + QStringLiteral("..") + withUnit(range.to.trimmed(), unit) +
                 spacingText(range);
    }
    return range.name + QLatin1Char('=') + values;
}

bool varies(const SweepExperiment& experiment, const QString& name) {
    return experiment.knob.name == name || (experiment.second && experiment.second->name == name);
}

std::vector<Setting> fixedSettings(const SweepExperiment& experiment) {
    std::vector<Setting> settings;
    addLoad(experiment, settings);
    addServer(experiment, settings);
    addOthers(experiment, settings);
    std::erase_if(settings, [&](const Setting& setting) {
        return setting.field != Field::Others && varies(experiment, setting.name);
    });
    return settings;
}

} // namespace ls::model
