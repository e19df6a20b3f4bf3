// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sweep/sweep_row.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ls::sweep {

using kernel::counterValue;

namespace {

Field number(std::uint64_t value) {
    return {Field::Kind::Number, std::to_string(value)};
}

Field number(std::int64_t value) {
    return {Field::Kind::Number, std::to_string(value)};
}

Field truth(bool value) {
    return {Field::Kind::Truth, value ? "true" : "false"};
}

Field microseconds(const std::optional<Nanoseconds>& value) {
    return value ? number(static_cast<std::uint64_t>(std::chrono::round<std::chrono::microseconds>(*value).count()))
                 : Field{};
}

std::vector<std::pair<std::string, Field>> fieldsOf(const lab::RunResult& r) {
    const std::uint64_t attempted = r.clients.attempted();
    std::vector<std::pair<std::string, Field>> fields{
        {"limit", number(std::uint64_t{r.listeners.front().limit})},
        {"capacity", number(r.capacity())},
        {"attempted", number(attempted)},
        {"established", number(r.clients.established)},
        {"refused", number(r.clients.refused)},
        {"reset", number(r.clients.reset)},
        {"timed_out", number(r.clients.timedOut)},
        {"failed", number(load::total(r.clients.failed))},
        {"pending", number(r.clients.pending)},
        {"accepted", number(r.server.accepted)},
        {"queued", number(r.server.queued)},
        {"queued_max", number(std::uint64_t{r.deepest})},
        {"half_open", number(r.server.halfOpen)},
        {"unknown", number(r.server.unknown)},
        {"listen_overflows", number(counterValue(r.counters, "ListenOverflows"))},
        {"listen_drops", number(counterValue(r.counters, "ListenDrops"))},
        {"listener_drops", number(r.listenerDrops())},
        {"syncookies_sent", number(counterValue(r.counters, "SyncookiesSent"))},
        {"connect_p50_us", microseconds(r.connectLatency.percentile(0.50, attempted))},
        {"connect_p99_us", microseconds(r.connectLatency.percentile(0.99, attempted))},
        {"connect_max_us", microseconds(r.connectLatency.percentile(1.0, attempted))},
        {"duration_s", {Field::Kind::Number, fmt::format("{:.3f}", toSeconds(r.duration))}},
        {"holds", truth(r.conservation.holds)},
        {"established_at_once", number(r.clients.establishedAtOnce)},
    };
    if (r.wire) {
        const std::optional<lab::OverflowAt>& at = r.wire->overflowAt;
        fields.emplace_back("overflow_at_syn", at ? number(at->syn) : Field{});
        fields.emplace_back("overflow_at_ack", at ? number(at->ack) : Field{});
        fields.emplace_back("syn_recv", number(r.serverStates[static_cast<std::size_t>(kernel::TcpState::SynRecv)]));
        fields.emplace_back("half_open_sent", number(r.wire->stats.halfOpen.sent));
        fields.emplace_back("wire_dropped", number(r.wire->stats.droppedByItself()));
        fields.emplace_back("limits", Field{Field::Kind::Names, fmt::format("{}", fmt::join(r.limits, " "))});
        if (const std::optional<wire::PcapShare>& share = r.wire->stats.pcap) {
            const bool any = share->frames > 0;
            fields.emplace_back("pcap_first_frame", any ? number(share->before + 1) : Field{});
            fields.emplace_back("pcap_last_frame", any ? number(share->before + share->frames) : Field{});
            fields.emplace_back("missing_in_pcap", number(share->missing));
        }
    }
    return fields;
}

} // namespace

bool isClean(const lab::RunResult& r) {
    const bool allConnected = r.clients.established == r.clients.planned;
    const bool allKnown = r.server.halfOpen == 0 && r.server.unknown == 0;
    const bool nothingLost = counterValue(r.counters, "ListenDrops") == 0 &&
                             counterValue(r.counters, "TCPReqQFullDoCookies") == 0 &&
                             counterValue(r.counters, "TCPSynRetrans") == 0;
    return allConnected && allKnown && nothingLost;
}

SweepRow makeRow(std::size_t run, const SweepPoint& point, const lab::RunResult& result) {
    return {run, point.repeat, point.values, fieldsOf(result), isClean(result), nullptr};
}

std::vector<std::string> csvHeader(const std::vector<Knob>& knobs, Columns columns) {
    std::vector<std::string> header{"run", "repeat"};
    for (const Knob& knob : knobs) {
        header.push_back(record::csvField(knob.name));
    }
    lab::RunResult empty;
    empty.listeners.emplace_back();
    if (columns != Columns::Plain) {
        empty.wire.emplace();
    }
    if (columns == Columns::Recorded) {
        empty.wire->stats.pcap.emplace();
    }
    for (const auto& [name, field] : fieldsOf(empty)) {
        header.push_back(name);
    }
    return header;
}

std::vector<std::string> csvFields(const SweepRow& row) {
    std::vector<std::string> fields{std::to_string(row.run), std::to_string(row.repeat)};
    for (const std::string& value : row.values) {
        fields.push_back(record::csvField(value));
    }
    for (const auto& [name, field] : row.fields) {
        fields.push_back(field.text);
    }
    return fields;
}

} // namespace ls::sweep
