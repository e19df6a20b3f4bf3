// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sweep_series.h"

#include "app/model/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace ls::model {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Metric)
};

std::string_view columnOf(Metric metric) {
    switch (metric) {
    case Metric::AtOnce:
        return "established_at_once";
    case Metric::Drops:
        return "listen_drops";
    case Metric::ConnectP99:
        return "connect_p99_us";
    case Metric::QueueMax:
        break;
    }
    return "queued_max";
}

/// The numbers of the runs that share a place.
struct Gathered {
    std::vector<double> values;
    std::size_t unknown = 0;

    void add(const std::optional<double>& value) {
        if (value) {
            values.push_back(*value);
        } else {
            ++unknown;
        }
    }
};

Series summed(std::vector<Gathered> places) {
    Series series;
    for (Gathered& place : places) {
        series.push_back(spreadOf(std::move(place.values), place.unknown));
    }
    return series;
}

} // namespace

QString metricTitle(Metric metric) {
    switch (metric) {
    case Metric::AtOnce:
        return Words::tr("Established at once");
    case Metric::Drops:
        return Words::tr("Drops");
    case Metric::ConnectP99:
        return Words::tr("Connect p99");
    case Metric::QueueMax:
        break;
    }
    return Words::tr("Queue max");
}

QString metricHelp(Metric metric) {
    switch (metric) {
    case Metric::AtOnce:
        return Words::tr("Clients connected without a SYN retransmit, by the kernel's own count for each connection.");
    case Metric::Drops:
        return Words::tr("Packets to the listening socket that the kernel dropped (ListenDrops).");
    case Metric::ConnectP99:
        return Words::tr("99 of 100 attempts connected within this time. Nothing is drawn where it is longer than the "
                         "window.");
    case Metric::QueueMax:
        break;
    }
    return Words::tr("The longest the accept queue was seen.");
}

QString metricUnit(Metric metric) {
    switch (metric) {
    case Metric::Drops:
        return Words::tr("packets");
    case Metric::ConnectP99:
        return Words::tr("ms");
    case Metric::AtOnce:
    case Metric::QueueMax:
        break;
    }
    return Words::tr("connections");
}

QString metricText(Metric metric, double value) {
    return isTime(metric) ? durationText(value) : countText(value);
}

std::optional<std::size_t> SweepAxis::indexOf(const std::string& value) const {
    const qsizetype index = labels.indexOf(QString::fromStdString(value));
    return index < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(index));
}

SweepAxis axisOf(const sweep::Knob& knob) {
    SweepAxis axis{QString::fromStdString(knob.name), {}, {}, false};
    std::vector<std::string> values = knob.values;
    const bool numeric = std::all_of(values.begin(), values.end(), [](const auto& v) { return numberOf(v); });
    if (numeric) {
        std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return numberOf(a) < numberOf(b); });
    }
    for (const std::string& value : values) {
        axis.positions.push_back(numeric ? *numberOf(value) : static_cast<double>(axis.positions.size()));
        axis.labels.push_back(QString::fromStdString(value));
    }
    axis.isLog =
        numeric && !values.empty() && axis.positions.front() > 0 && axis.positions.back() > 10 * axis.positions.front();
    return axis;
}

std::optional<Spread> spreadOf(std::vector<double> values, std::size_t unknown) {
    if (values.empty()) {
        return std::nullopt;
    }
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    const double median = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return Spread{values.front(), median, values.back(), values.size(), unknown};
}

QString spreadText(Metric metric, const std::optional<Spread>& spread) {
    const QString title = metricTitle(metric) + QStringLiteral(": ");
    if (!spread) {
        return title + QStringLiteral("–");
    }
    // A duration's text has its unit already.
    const QString unit = isTime(metric) ? QString() : QLatin1Char(' ') + metricUnit(metric);
    const auto text = [&](double value) { return metricText(metric, value); };
    const std::size_t runs = spread->runs + spread->unknown;
    if (runs == 1) {
        return title + text(spread->median) + unit + QStringLiteral(" (") + Words::tr("1 run") + QLatin1Char(')');
    }
    const QString figures =
        Words::tr("median %1, min %2, max %3").arg(text(spread->median), text(spread->min), text(spread->max));
    const QString count =
        spread->unknown == 0
            ? Words::tr("%1 runs").arg(runs)
            : Words::tr("%1 of %2 runs, longer than the window in the others").arg(spread->runs).arg(runs);
    return title + figures + unit + QStringLiteral(" (") + count + QLatin1Char(')');
}

Series seriesOf(const SweepData& data, Metric metric) {
    const SweepAxis axis = axisOf(data.knobs.front());
    std::vector<Gathered> places(axis.size());
    for (const sweep::SweepRow& row : data.rows) {
        if (const auto index = axis.indexOf(row.values.front())) {
            places[*index].add(numberIn(row, columnOf(metric)));
        }
    }
    return summed(std::move(places));
}

Grid gridOf(const SweepData& data, Metric metric) {
    const SweepAxis first = axisOf(data.knobs.front());
    const SweepAxis second = axisOf(data.knobs.back());
    std::vector<std::vector<Gathered>> places(first.size(), std::vector<Gathered>(second.size()));
    for (const sweep::SweepRow& row : data.rows) {
        const auto x = first.indexOf(row.values.front());
        const auto y = second.indexOf(row.values.back());
        if (x && y) {
            places[*x][*y].add(numberIn(row, columnOf(metric)));
        }
    }
    Grid grid;
    for (std::vector<Gathered>& column : places) {
        grid.push_back(summed(std::move(column)));
    }
    return grid;
}

} // namespace ls::model
