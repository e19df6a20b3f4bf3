// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_json.h"

#include "engine/base/version.h"
#include "engine/inspect/alert_desk.h"
#include "engine/inspect/filter_rows.h"
#include "engine/inspect/listener_facts.h"
#include "engine/record/csv_writer.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ls::cli {

using inspect::Listener;
using inspect::Snapshot;
using inspect::SocketFamily;
using Json = nlohmann::ordered_json;

namespace {

template <typename T>
Json orNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

template <typename T>
std::string orEmpty(const std::optional<T>& value) {
    return value ? fmt::format("{}", *value) : std::string();
}

Json processesJson(const inspect::Owner& owner) {
    Json list = Json::array();
    for (const inspect::ProcessName& process : owner.processes) {
        list.push_back({{"pid", process.pid}, {"name", process.name}});
    }
    return list;
}

Json listenerJson(const Listener& listener, const WatchedQueue& watched) {
    const auto rate = watched.rateOf(listener);
    const bool isUnix = listener.family == SocketFamily::Unix;
    const inspect::Owner& owner = *listener.owner;
    return {{"family", familyName(listener.family)},
            {"local", listener.address},
            {"port", isUnix ? Json(nullptr) : Json(listener.local.port)},
            {"depth", listener.depth},
            {"limit", orNull(listener.limit)},
            {"capacity", orNull(listener.capacity)},
            {"fill", orNull(listener.fill())},
            {"accept_rate_per_s", orNull(rate)},
            {"predicted_wait_s", orNull(rate ? inspect::predictedWait(listener.depth, *rate) : std::nullopt)},
            {"half_open", isUnix ? Json(nullptr) : Json(listener.halfOpen)},
            {"drops", orNull(listener.drops)},
            {"drops_seen", listener.drops ? Json(listener.dropsSeen) : Json(nullptr)},
            {"drops_per_s", listener.drops ? Json(listener.dropsPerSecond) : Json(nullptr)},
            {"burst_between_samples", listener.burstBetweenSamples},
            {"uid", owner.uid},
            {"user", owner.user},
            {"inode", listener.id.inode},
            {"cookie", listener.id.cookie},
            {"processes", processesJson(owner)},
            {"processes_unknown_why", owner.why},
            {"unit", owner.unit},
            {"container", owner.container},
            {"reuseport_group", listener.group},
            {"namespace", listener.id.netNamespace}};
}

Json socketJson(const inspect::SocketRow& row, const inspect::SocketTable& table) {
    Json socket{{"family", familyName(row.family)}, {"state", tcpStateName(row.state)}};
    if (row.family == SocketFamily::Unix) {
        socket["local"] = row.path < 0 ? std::string() : table.paths[static_cast<std::size_t>(row.path)];
        socket["peer_inode"] = row.peerInode;
    } else {
        socket["local"] = row.local.address.text();
        socket["port"] = row.local.port;
        socket["remote"] = row.remote.address.text();
        socket["remote_port"] = row.remote.port;
    }
    socket["receive_queue"] = row.receiveQueue;
    socket["send_queue"] = row.sendQueue;
    socket["uid"] = row.uid;
    socket["inode"] = row.id.inode;
    socket["cookie"] = row.id.cookie;
    socket["processes"] = processesJson(*row.owner);
    return socket;
}

/// Of all listeners, whatever the filter: an alert names its own by cookie and inode.
Json alertsJson(const Snapshot& snapshot) {
    Json list = Json::array();
    for (const inspect::Alert& alert : snapshot.alerts) {
        const bool isDrops = alert.kind == inspect::AlertKind::Drops;
        list.push_back({{"kind", isDrops ? "drops" : "filling"},
                        {"cookie", alert.listener.cookie},
                        {"inode", alert.listener.inode},
                        {"cause", isDrops ? Json(inspect::causeWords(alert.cause)) : Json(nullptr)},
                        {"drops", isDrops ? Json(alert.packets) : Json(nullptr)},
                        {"window_s", isDrops ? Json(toSeconds(alert.window)) : Json(nullptr)},
                        {"text", alert.text}});
    }
    return list;
}

Json unseenJson(const Snapshot& snapshot) {
    Json list = Json::array();
    for (const inspect::Unseen& unseen : snapshot.unseen) {
        list.push_back({{"what", unseen.what}, {"why", unseen.why}, {"advice", unseen.advice}});
    }
    return list;
}

} // namespace

std::string snapshotTime(const Snapshot& snapshot) {
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(snapshot.wallClock.time_since_epoch());
    const std::time_t seconds = std::chrono::system_clock::to_time_t(snapshot.wallClock);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), milliseconds.count() % 1000);
}

std::string inspectJson(const Snapshot& snapshot, const SnapshotView& view, bool oneLine) {
    Json document{{"version", kVersion}, {"kernel", snapshot.kernel}, {"time", snapshotTime(snapshot)}};
    document["interrupted"] = view.interrupted;
    document["namespace"] = snapshot.net.inode;
    document["listeners"] = Json::array();
    for (const Listener& listener : snapshot.listeners) {
        if (!listener.closed && view.filter.matches(inspect::ListenerFields(listener))) {
            document["listeners"].push_back(listenerJson(listener, view.watched));
        }
    }
    document["alerts"] = alertsJson(snapshot);
    document["states"] = Json::object();
    for (std::size_t state = 1; state < kernel::kTcpStates; ++state) {
        if (snapshot.states->tcp[state] > 0) {
            document["states"][std::string(tcpStateName(static_cast<kernel::TcpState>(state)))] =
                snapshot.states->tcp[state];
        }
    }
    if (view.allSockets) {
        document["sockets"] = Json::array();
        if (snapshot.sockets) {
            for (const inspect::SocketRow& row : snapshot.sockets->rows) {
                document["sockets"].push_back(socketJson(row, *snapshot.sockets));
            }
        }
    }
    document["counters"] = Json(view.counters);
    document["rate_hz"] = snapshot.quality.rateHz;
    document["dumps_interrupted"] = snapshot.quality.dumpsInterrupted;
    document["unseen"] = unseenJson(snapshot);
    // Names of processes and sockets may hold any bytes.
    return document.dump(oneLine ? -1 : 2, ' ', false, Json::error_handler_t::replace) + "\n";
}

const std::vector<std::string>& inspectCsvHeader() {
    static const std::vector<std::string> kHeader{
        "time",        "family", "local", "port",      "depth", "limit",     "fill",  "half_open", "drops",
        "drops_per_s", "uid",    "user",  "processes", "unit",  "container", "inode", "cookie",    "namespace"};
    return kHeader;
}

std::vector<std::string> inspectCsvFields(const Snapshot& snapshot, const Listener& listener) {
    const bool isUnix = listener.family == SocketFamily::Unix;
    const inspect::Owner& owner = *listener.owner;
    std::string processes;
    for (const inspect::ProcessName& process : owner.processes) {
        processes += fmt::format("{}{}/{}", processes.empty() ? "" : " ", process.pid, process.name);
    }
    return {snapshotTime(snapshot),
            std::string(familyName(listener.family)),
            record::csvField(listener.address),
            isUnix ? std::string() : std::to_string(listener.local.port),
            std::to_string(listener.depth),
            orEmpty(listener.limit),
            orEmpty(listener.fill()),
            isUnix ? std::string() : std::to_string(listener.halfOpen),
            orEmpty(listener.drops),
            listener.drops ? fmt::format("{}", listener.dropsPerSecond) : std::string(),
            std::to_string(owner.uid),
            record::csvField(owner.user),
            record::csvField(processes),
            record::csvField(owner.unit),
            record::csvField(owner.container),
            std::to_string(listener.id.inode),
            std::to_string(listener.id.cookie),
            std::to_string(listener.id.netNamespace)};
}

} // namespace ls::cli
