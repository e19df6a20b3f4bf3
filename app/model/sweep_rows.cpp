// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sweep_rows.h"

#include "app/model/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>

namespace ls::model {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(SweepColumn)
};

/// The first SYN is repeated after one second; a little less allows for the clock's grain.
constexpr double kFirstRetransmitUs = 990'000;

struct Column {
    std::string_view name;
    const char* title;
    const char* help;
};

constexpr std::array kColumns{
    Column{"run", QT_TRANSLATE_NOOP("SweepColumn", "Run"),
           QT_TRANSLATE_NOOP("SweepColumn", "In order of execution, from 0.")},
    Column{"repeat", QT_TRANSLATE_NOOP("SweepColumn", "Repeat"),
           QT_TRANSLATE_NOOP("SweepColumn", "Which repetition of the same settings, from 0.")},
    Column{"limit", QT_TRANSLATE_NOOP("SweepColumn", "Limit"),
           QT_TRANSLATE_NOOP("SweepColumn", "The backlog in force: the smaller of what was asked and somaxconn (ss "
                                            "Send-Q).")},
    Column{"capacity", QT_TRANSLATE_NOOP("SweepColumn", "Holds"),
           QT_TRANSLATE_NOOP("SweepColumn", "How many connections the accept queue holds: Linux allows the limit plus "
                                            "one.")},
    Column{"attempted", QT_TRANSLATE_NOOP("SweepColumn", "Attempted"),
           QT_TRANSLATE_NOOP("SweepColumn", "Clients that sent a SYN.")},
    Column{"established", QT_TRANSLATE_NOOP("SweepColumn", "Established"),
           QT_TRANSLATE_NOOP("SweepColumn", "Clients connected at the end of the window.")},
    Column{"refused", QT_TRANSLATE_NOOP("SweepColumn", "Refused"),
           QT_TRANSLATE_NOOP("SweepColumn", "Clients answered with a reset to their SYN.")},
    Column{"reset", QT_TRANSLATE_NOOP("SweepColumn", "Reset"),
           QT_TRANSLATE_NOOP("SweepColumn", "Clients that were connected and then reset.")},
    Column{"timed_out", QT_TRANSLATE_NOOP("SweepColumn", "Timed out"),
           QT_TRANSLATE_NOOP("SweepColumn", "Clients whose connect() gave up.")},
    Column{"failed", QT_TRANSLATE_NOOP("SweepColumn", "Failed"),
           QT_TRANSLATE_NOOP("SweepColumn", "Clients with another error after the SYN.")},
    Column{"pending", QT_TRANSLATE_NOOP("SweepColumn", "Pending"),
           QT_TRANSLATE_NOOP("SweepColumn", "Clients still waiting for an answer at the end of the window.")},
    Column{"accepted", QT_TRANSLATE_NOOP("SweepColumn", "Accepted"),
           QT_TRANSLATE_NOOP("SweepColumn", "Connections the server took out of its queue.")},
    Column{"queued", QT_TRANSLATE_NOOP("SweepColumn", "Waiting"),
           QT_TRANSLATE_NOOP("SweepColumn", "Connections waiting for accept() at the end (ss Recv-Q).")},
    Column{"queued_max", QT_TRANSLATE_NOOP("SweepColumn", "Queue max"),
           QT_TRANSLATE_NOOP("SweepColumn", "The longest the accept queue was seen.")},
    Column{"half_open", QT_TRANSLATE_NOOP("SweepColumn", "Half-open"),
           QT_TRANSLATE_NOOP("SweepColumn", "The client is connected, the server still waits for the last ACK "
                                            "(SYN_RECV).")},
    Column{"unknown", QT_TRANSLATE_NOOP("SweepColumn", "Unknown"),
           QT_TRANSLATE_NOOP("SweepColumn", "The client is connected, the server does not know it.")},
    Column{"listen_overflows", QT_TRANSLATE_NOOP("SweepColumn", "Overflows"),
           QT_TRANSLATE_NOOP("SweepColumn", "Packets dropped because the accept queue was full.")},
    Column{"listen_drops", QT_TRANSLATE_NOOP("SweepColumn", "Drops"),
           QT_TRANSLATE_NOOP("SweepColumn", "Packets to listening sockets dropped for any reason.")},
    Column{"listener_drops", QT_TRANSLATE_NOOP("SweepColumn", "Socket drops"),
           QT_TRANSLATE_NOOP("SweepColumn", "Drops counted by the listening socket itself.")},
    Column{"syncookies_sent", QT_TRANSLATE_NOOP("SweepColumn", "SYN cookies"),
           QT_TRANSLATE_NOOP("SweepColumn", "SYNs answered with a cookie and forgotten.")},
    Column{"connect_p50_us", QT_TRANSLATE_NOOP("SweepColumn", "Connect p50"),
           QT_TRANSLATE_NOOP("SweepColumn", "Half of all attempts connected within this time. A dash: longer than the "
                                            "window.")},
    Column{"connect_p99_us", QT_TRANSLATE_NOOP("SweepColumn", "Connect p99"),
           QT_TRANSLATE_NOOP("SweepColumn", "99 of 100 attempts connected within this time. A dash: longer than the "
                                            "window.")},
    Column{"connect_max_us", QT_TRANSLATE_NOOP("SweepColumn", "Connect max"),
           QT_TRANSLATE_NOOP("SweepColumn", "All attempts connected within this time. A dash: longer than the "
                                            "window.")},
    Column{"duration_s", QT_TRANSLATE_NOOP("SweepColumn", "Duration"),
           QT_TRANSLATE_NOOP("SweepColumn", "From the first SYN to the reading of the counters.")},
    Column{"holds", QT_TRANSLATE_NOOP("SweepColumn", "Books"),
           QT_TRANSLATE_NOOP("SweepColumn", "Whether every connection is accounted for in the kernel's counters.")},
    Column{"established_at_once", QT_TRANSLATE_NOOP("SweepColumn", "At once"),
           QT_TRANSLATE_NOOP("SweepColumn", "Clients connected without a SYN retransmit.")},
    Column{"overflow_at_syn", QT_TRANSLATE_NOOP("SweepColumn", "At a SYN"),
           QT_TRANSLATE_NOOP("SweepColumn", "Overflows of the accept queue when a SYN came. A dash: the wire's packets "
                                            "do not tell.")},
    Column{"overflow_at_ack", QT_TRANSLATE_NOOP("SweepColumn", "At an ACK"),
           QT_TRANSLATE_NOOP("SweepColumn", "Overflows of the accept queue when the last ACK of a handshake came, or "
                                            "data that could stand for it. A dash: the wire's packets do not tell.")},
    Column{"syn_recv", QT_TRANSLATE_NOOP("SweepColumn", "SYN_RECV"),
           QT_TRANSLATE_NOOP("SweepColumn", "Handshakes the server had begun and not finished at the end, those of "
                                            "half-open clients too.")},
    Column{"half_open_sent", QT_TRANSLATE_NOOP("SweepColumn", "SYNs only"),
           QT_TRANSLATE_NOOP("SweepColumn", "SYNs of half-open clients.")},
    Column{"wire_dropped", QT_TRANSLATE_NOOP("SweepColumn", "Wire's drops"),
           QT_TRANSLATE_NOOP("SweepColumn", "Packets that the wire itself could not carry, which nobody asked of it.")},
    Column{"limits", QT_TRANSLATE_NOOP("SweepColumn", "Limits"),
           QT_TRANSLATE_NOOP("SweepColumn", "What bounded the run. A dash: nothing.")},
    Column{"pcap_first_frame", QT_TRANSLATE_NOOP("SweepColumn", "First frame"),
           QT_TRANSLATE_NOOP("SweepColumn",
                             "Number of the run's first frame in the sweep's capture file, as tcpdump and "
                             "Wireshark count. A dash: it has none.")},
    Column{"pcap_last_frame", QT_TRANSLATE_NOOP("SweepColumn", "Last frame"),
           QT_TRANSLATE_NOOP("SweepColumn", "Number of the run's last frame in the sweep's capture file.")},
    Column{"missing_in_pcap", QT_TRANSLATE_NOOP("SweepColumn", "Not captured"),
           QT_TRANSLATE_NOOP("SweepColumn", "Frames of the run that are missing in the capture file, whose disk or "
                                            "reader was too slow.")},
};

const Column* find(std::string_view name) {
    const auto* const found =
        std::find_if(kColumns.begin(), kColumns.end(), [&](const Column& column) { return column.name == name; });
    return found == kColumns.end() ? nullptr : found;
}

} // namespace

std::optional<double> numberOf(const std::string& value) {
    double number = 0;
    const char* end = value.data() + value.size();
    const auto parsed = std::from_chars(value.data(), end, number);
    if (parsed.ec != std::errc()) {
        return std::nullopt;
    }
    const std::string_view unit(parsed.ptr, static_cast<std::size_t>(end - parsed.ptr));
    const bool known = unit.empty() || unit == "/s" || unit == "ms" || unit == "s" || unit == "us";
    return known ? std::optional(number) : std::nullopt;
}

std::optional<double> numberIn(const sweep::SweepRow& row, std::string_view column) {
    const auto found =
        std::find_if(row.fields.begin(), row.fields.end(), [&](const auto& field) { return field.first == column; });
    if (found == row.fields.end() || found->second.kind != sweep::Field::Kind::Number) {
        return std::nullopt;
    }
    return numberOf(found->second.text);
}

bool looksClean(const sweep::SweepRow& row) {
    for (const std::string_view trouble : {"refused", "reset", "timed_out", "failed", "pending", "half_open", "unknown",
                                           "listen_drops", "syncookies_sent"}) {
        if (numberIn(row, trouble).value_or(0) != 0) {
            return false;
        }
    }
    const auto attempted = numberIn(row, "attempted");
    if (const auto atOnce = numberIn(row, "established_at_once")) {
        return atOnce == attempted;
    }
    const auto slowest = numberIn(row, "connect_max_us");
    return slowest && *slowest < kFirstRetransmitUs && numberIn(row, "established") == attempted;
}

QString columnTitle(const std::string& column) {
    const Column* known = find(column);
    return known != nullptr ? QCoreApplication::translate("SweepColumn", known->title) : QString::fromStdString(column);
}

QString columnHelp(const std::string& column) {
    const QString name = QString::fromStdString(column);
    const Column* known = find(column);
    return known != nullptr ? QCoreApplication::translate("SweepColumn", known->help) + QStringLiteral(" (") + name +
                                  QLatin1Char(')')
                            : Words::tr("The setting that was varied: %1.").arg(name);
}

QString fieldText(const std::string& column, const sweep::Field& field) {
    if (field.kind == sweep::Field::Kind::Truth) {
        return field.text == "true" ? Words::tr("balance") : Words::tr("do not balance");
    }
    if (field.kind == sweep::Field::Kind::Names && !field.text.empty()) {
        return QString::fromStdString(field.text);
    }
    const auto number = numberOf(field.text);
    if (field.kind == sweep::Field::Kind::Nothing || !number) {
        return QStringLiteral("–");
    }
    if (column.ends_with("_us")) {
        return durationText(*number);
    }
    return column.ends_with("_s") ? durationText(*number * 1e6) : countText(*number);
}

} // namespace ls::model
