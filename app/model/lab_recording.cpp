// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lab_recording.h"

#include "engine/kernel/tcp_state.h"

#include <utility>

namespace ls::model {

namespace {

using Visit = std::function<void(const QStringList&)>;

struct Span {
    Nanoseconds from;
    Nanoseconds to;
};

QString number(double value) {
    return QString::number(value, 'g', 12);
}

QStringList rowOf(const QString& name, Nanoseconds time, Nanoseconds width, double min, double max) {
    return {name,     QString::number(toSeconds(time), 'f', 6), number(toSeconds(width)), number(min), number(max),
            QString()};
}

void visitValues(const QString& name, const History& history, Span span, const Visit& visit) {
    history.visitRows(span.from, span.to,
                      [&](const HistoryRow& row) { visit(rowOf(name, row.time, row.width, row.min, row.max)); });
}

void visitStates(const QString& side, const StackHistory& history, Span span, const Visit& visit) {
    StackRow before{};
    history.visitRows(span.from, span.to, [&](Nanoseconds time, Nanoseconds width, const StackRow& row) {
        for (std::size_t state = 0; state < row.size(); ++state) {
            if (row[state] > 0 || before[state] > 0) {
                const std::string_view name = kernel::tcpStateName(static_cast<kernel::TcpState>(state));
                visit(rowOf(side + QLatin1String(name.data(), static_cast<qsizetype>(name.size())), time, width,
                            row[state], row[state]));
            }
        }
        before = row;
    });
}

void visitLatencies(const LatencyHistory& history, Span span, const Visit& visit) {
    history.visit(span.from, span.to, {}, [&](Nanoseconds time, Nanoseconds width, const LatencySteps& steps) {
        for (std::size_t step = 0; step < steps.size(); ++step) {
            if (steps[step] > 0) {
                QStringList row =
                    rowOf(QStringLiteral("connect_latency_s"), time, width, toSeconds(latency_steps::beginOf(step)),
                          toSeconds(latency_steps::beginOf(step + 1)));
                row.back() = QString::number(steps[step]);
                visit(row);
            }
        }
    });
}

} // namespace

QStringList recordingHeader() {
    return {QStringLiteral("series"), QStringLiteral("t_s"), QStringLiteral("resolution_s"),
            QStringLiteral("min"),    QStringLiteral("max"), QStringLiteral("count")};
}

void visitRecording(const LabSeries& series, Nanoseconds from, Nanoseconds to, const Visit& visit) {
    const Span span{from, to};
    const std::pair<const char*, const History*> values[] = {{"waiting", &series.depth()},
                                                             {"limit", &series.limit()},
                                                             {"accepts_per_s", &series.accepts()},
                                                             {"arrivals_per_s", &series.arrivals()},
                                                             {"overflows_per_s", &series.overflows()},
                                                             {"other_drops_per_s", &series.otherDrops()}};
    for (const auto& [name, history] : values) {
        visitValues(QString::fromLatin1(name), *history, span, visit);
    }
    int reactor = 0;
    for (const History& history : series.perReactor()) {
        visitValues(QStringLiteral("accepted_by_reactor_%1").arg(reactor++), history, span, visit);
    }
    visitStates(QStringLiteral("client_"), series.clientStates(), span, visit);
    visitStates(QStringLiteral("server_"), series.serverStates(), span, visit);
    visitLatencies(series.latencies(), span, visit);
}

} // namespace ls::model
