// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lab_recording.h"

#include "engine/kernel/tcp_state.h"

#include <algorithm>
#include <utility>

namespace ls::model {

namespace {

using namespace std::chrono_literals;

constexpr Nanoseconds kSlice = 500ms; ///< of data, between two looks of the caller at the clock

QString number(double value) {
    return QString::number(value, 'g', 12);
}

QStringList rowOf(const QString& name, Nanoseconds time, Nanoseconds width, double min, double max) {
    return {name,     QString::number(toSeconds(time), 'f', 6), number(toSeconds(width)), number(min), number(max),
            QString()};
}

QString stateName(std::size_t state) {
    const std::string_view name = kernel::tcpStateName(static_cast<kernel::TcpState>(state));
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

LabRecording::LabRecording(const LabSeries& series, Nanoseconds end)
    : m_series(series)
    , m_end(end) {
    const std::pair<const char*, const History*> values[] = {{"waiting", &m_series.depth()},
                                                             {"limit", &m_series.limit()},
                                                             {"accepts_per_s", &m_series.accepts()},
                                                             {"arrivals_per_s", &m_series.arrivals()},
                                                             {"overflows_per_s", &m_series.overflows()},
                                                             {"other_drops_per_s", &m_series.otherDrops()}};
    for (const auto& [name, history] : values) {
        addValues(QString::fromLatin1(name), *history);
    }
    int reactor = 0;
    for (const History& history : m_series.perReactor()) {
        addValues(QStringLiteral("accepted_by_reactor_%1").arg(reactor++), history);
    }
    addStates(QStringLiteral("client_"), m_series.clientStates());
    addStates(QStringLiteral("server_"), m_series.serverStates());
    addLatencies(m_series.latencies());
}

QStringList LabRecording::header() {
    return {QStringLiteral("series"), QStringLiteral("t_s"), QStringLiteral("resolution_s"),
            QStringLiteral("min"),    QStringLiteral("max"), QStringLiteral("count")};
}

double LabRecording::next(const Visit& visit) {
    const Nanoseconds to = std::min(m_end, m_done + kSlice);
    m_tracks[m_track]({m_done, to}, visit);
    m_done = to;
    if (m_done >= m_end) {
        ++m_track;
        m_done = {};
    }
    const double share = m_end > Nanoseconds{0} ? toSeconds(m_done) / toSeconds(m_end) : 0;
    return (static_cast<double>(m_track) + share) / static_cast<double>(m_tracks.size());
}

void LabRecording::addValues(const QString& name, const History& history) {
    m_tracks.emplace_back([name, &history](Span span, const Visit& visit) {
        history.visitRows(span.from, span.to,
                          [&](const HistoryRow& row) { visit(rowOf(name, row.time, row.width, row.min, row.max)); });
    });
}

void LabRecording::addStates(const QString& side, const StackHistory& history) {
    m_tracks.emplace_back([side, &history, before = StackRow{}](Span span, const Visit& visit) mutable {
        history.visitRows(span.from, span.to, [&](Nanoseconds time, Nanoseconds width, const StackRow& row) {
            for (std::size_t state = 0; state < row.size(); ++state) {
                if (row[state] > 0 || before[state] > 0) {
                    visit(rowOf(side + stateName(state), time, width, row[state], row[state]));
                }
            }
            before = row;
        });
    });
}

void LabRecording::addLatencies(const LatencyHistory& history) {
    m_tracks.emplace_back([&history](Span span, const Visit& visit) {
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
    });
}

} // namespace ls::model
