// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sweep_experiment.h"

namespace ls::model {

namespace {

template <typename Enum>
Enum enumOf(const QVariantMap& map, const QString& key, Enum last, Enum standard) {
    bool ok = false;
    const int value = map.value(key).toInt(&ok);
    return ok && value >= 0 && value <= static_cast<int>(last) ? static_cast<Enum>(value) : standard;
}

void read(const QVariantMap& map, const QString& key, QString& member) {
    // The limit keeps a damaged file from filling a field with megabytes.
    if (const QString text = map.value(key).toString(); map.contains(key) && text.size() < 1000) {
        member = text;
    }
}

QVariantMap toMap(const KnobRange& range) {
    return {{QStringLiteral("name"), range.name}, {QStringLiteral("from"), range.from},
            {QStringLiteral("to"), range.to},     {QStringLiteral("spacing"), static_cast<int>(range.spacing)},
            {QStringLiteral("step"), range.step}, {QStringLiteral("list"), range.list}};
}

KnobRange rangeFrom(const QVariantMap& map, KnobRange range) {
    read(map, QStringLiteral("name"), range.name);
    read(map, QStringLiteral("from"), range.from);
    read(map, QStringLiteral("to"), range.to);
    read(map, QStringLiteral("step"), range.step);
    read(map, QStringLiteral("list"), range.list);
    range.spacing = enumOf(map, QStringLiteral("spacing"), Spacing::List, range.spacing);
    return range;
}

} // namespace

QVariantMap SweepExperiment::toMap() const {
    QVariantMap map{{QStringLiteral("knob"), model::toMap(knob)},
                    {QStringLiteral("repeats"), repeats},
                    {QStringLiteral("seed"), seed},
                    {QStringLiteral("clients"), clients},
                    {QStringLiteral("arrival"), static_cast<int>(arrival)},
                    {QStringLiteral("arrivalValue"), arrivalValue},
                    {QStringLiteral("accept"), static_cast<int>(accept)},
                    {QStringLiteral("acceptRate"), acceptRate},
                    {QStringLiteral("window"), window},
                    {QStringLiteral("others"), others}};
    if (second) {
        map.insert(QStringLiteral("second"), model::toMap(*second));
    }
    return map;
}

SweepExperiment SweepExperiment::fromMap(const QVariantMap& map) {
    SweepExperiment experiment;
    experiment.knob = rangeFrom(map.value(QStringLiteral("knob")).toMap(), experiment.knob);
    if (const QVariantMap second = map.value(QStringLiteral("second")).toMap(); !second.isEmpty()) {
        experiment.second = rangeFrom(second, KnobRange());
    }
    read(map, QStringLiteral("repeats"), experiment.repeats);
    read(map, QStringLiteral("seed"), experiment.seed);
    read(map, QStringLiteral("clients"), experiment.clients);
    read(map, QStringLiteral("arrivalValue"), experiment.arrivalValue);
    read(map, QStringLiteral("acceptRate"), experiment.acceptRate);
    read(map, QStringLiteral("window"), experiment.window);
    read(map, QStringLiteral("others"), experiment.others);
    experiment.arrival = enumOf(map, QStringLiteral("arrival"), Arrival::ClosedLoop, experiment.arrival);
    experiment.accept = enumOf(map, QStringLiteral("accept"), Accept::Paced, experiment.accept);
    return experiment;
}

} // namespace ls::model
