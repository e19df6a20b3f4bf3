// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/captured_packet.h"
#include "engine/wire/tcp_packet.h"
#include "tests/support/eventually.h"
#include "tests/support/laboratory.h"
#include "tests/support/pcap_reader.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <signal.h>
#include <unistd.h>

namespace ls {
namespace {

using Json = nlohmann::json;
using test::Outcome;
using test::runCli;
using Words = std::vector<std::string>;

Words wordsOf(const std::string& line) {
    std::istringstream stream(line);
    Words words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

/// Runs of the real program with a wire. Where the kernel's own race may spoil a figure nothing is asked of it.
class WireCli : public test::LaboratoryTest {
protected:
    static Json lab(const std::string& options) {
        const Outcome outcome = runCli(wordsOf("lab --json " + options));
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        Json document = Json::parse(outcome.out, nullptr, false);
        EXPECT_FALSE(document.is_discarded()) << outcome.out;
        EXPECT_TRUE(document["conservation"]["holds"].get<bool>()) << document["conservation"]["detail"];
        if (document.contains("wire")) {
            EXPECT_EQ(document["wire"]["dropped_by_itself"], 0);
        }
        return document;
    }

    /// Where clients have to meet each other on the wire within some 30 ms, a busy machine gets more than one try.
    template <typename F>
    static Json labUntil(const std::string& options, F asWanted) {
        Json document = lab(options);
        for (int more = 0; more < 3 && !asWanted(document); ++more) {
            document = lab(options);
        }
        return document;
    }

    static std::int64_t counter(const Json& document, const char* name) {
        return document["counters"].value(name, std::int64_t{0});
    }
};

constexpr const char* kCookiesOff = " --sysctl net.ipv4.tcp_syncookies=0";

TEST_F(WireCli, WithoutAnyOfItsOptionsThereIsNoWire) {
    const Outcome outcome = runCli(wordsOf("lab --json --clients 9 --duration 100ms"));
    const Json document = Json::parse(outcome.out);
    EXPECT_FALSE(document.contains("wire"));
    EXPECT_FALSE(document.contains("overflow_at"));
    EXPECT_FALSE(document["prediction"].contains("unknown"));
    EXPECT_EQ(document["listener"]["address"].get<std::string>().rfind("127.0.0.1:", 0), 0U);
}

TEST_F(WireCli, AHandshakeTakesARoundTrip) {
    const Json document = lab("--clients 20 --rtt 50ms --payload 100 --duration 1s");
    EXPECT_EQ(document["clients"]["established"], 20);
    EXPECT_EQ(document["clients"]["echoed"], 20);
    EXPECT_GE(document["connect_latency_us"]["p50"].get<std::int64_t>(), 49'000);
    EXPECT_GE(document["wire"]["packets"].get<std::int64_t>(), 20 * 5);
    EXPECT_EQ(document["wire"]["lost"], 0);
    EXPECT_EQ(document["overflow_at"], (Json{{"syn", 0}, {"ack", 0}}));
    EXPECT_EQ(document["listener"]["address"].get<std::string>().rfind("198.18.0.1:", 0), 0U);
}

TEST_F(WireCli, ARoundTripOfNothingIsAWireAllTheSame) {
    const Json document = lab("--clients 20 --rtt 0s --duration 300ms");
    EXPECT_EQ(document["clients"]["established"], 20);
    EXPECT_GE(document["wire"]["packets"].get<std::int64_t>(), 20 * 3);
}

TEST_F(WireCli, GhostsAreConnectedToAServerThatKnowsNothing) {
    const Json document = lab("--backlog 5 --clients 9 --accept none --rtt 100ms");
    EXPECT_EQ(document["clients"]["established"], 9);
    EXPECT_EQ(document["server"]["queued"], 6);
    EXPECT_EQ(document["server"]["unknown"], 3);
    EXPECT_EQ(document["overflow_at"], (Json{{"syn", 0}, {"ack", 3}}));
    EXPECT_EQ(document["prediction"]["unknown"], 3);
    EXPECT_EQ(document["prediction"]["matches"], true);
}

TEST_F(WireCli, WithoutCookiesTheSynQueueDecides) {
    const Json document = lab(
        std::string("--backlog 1 --clients 4 --accept none --rtt 100ms --payload 13 --duration 2500ms") + kCookiesOff);
    EXPECT_EQ(document["clients"]["established"], 2);
    EXPECT_EQ(document["clients"]["pending"], 2);
    EXPECT_EQ(counter(document, "TCPReqQFullDrop"), 2);
    EXPECT_EQ(document["overflow_at"]["ack"], 0);
    EXPECT_GT(document["overflow_at"]["syn"], 0);
    EXPECT_EQ(document["prediction"]["matches"], true);
}

/// Two handshakes under way at once where the accept queue has one place left.
constexpr const char* kLastAck =
    "--backlog 1 --clients 4 --rate 15/s --accept none --rtt 100ms --payload 13 --duration 2500ms";

TEST_F(WireCli, TheLastAckMeetsAFullQueueInSilence) {
    const Json document =
        labUntil(std::string(kLastAck) + kCookiesOff, [](const Json& d) { return d["server"]["half_open"] == 1; });
    EXPECT_EQ(document["server"]["queued"], 2);
    EXPECT_EQ(document["server"]["half_open"], 1);
    EXPECT_EQ(document["states"]["server"]["SYN_RECV"], 1);
    EXPECT_EQ(document["clients"]["established"], 3);
    EXPECT_GT(counter(document, "RetransSegs"), 0);
    EXPECT_GT(document["overflow_at"]["ack"], 0);
}

TEST_F(WireCli, OrIsAnsweredByAReset) {
    const Json document = labUntil(std::string(kLastAck) + kCookiesOff + " --sysctl net.ipv4.tcp_abort_on_overflow=1",
                                   [](const Json& d) { return d["overflow_at"]["ack"] == 1; });
    EXPECT_EQ(document["clients"]["reset"], 1);
    EXPECT_EQ(counter(document, "EmbryonicRsts"), 1);
    EXPECT_EQ(document["server"]["half_open"], 0);
    EXPECT_EQ(document["overflow_at"]["ack"], 1);
}

TEST_F(WireCli, AResetThatIsStillUnderWayDoesNotUnbalanceTheBooks) {
    // The third client is connected at 710 ms, its ACK meets the full queue at 720 ms, the reset would arrive at 1020
    // ms.
    const Json document =
        labUntil("--backlog 1 --clients 4 --rate 5/s --accept none --delay-up 10ms --delay-down 300ms "
                 "--duration 870ms --sysctl net.ipv4.tcp_abort_on_overflow=1" +
                     std::string(kCookiesOff),
                 [](const Json& d) { return d["server"]["unknown"] == 1; });
    EXPECT_EQ(counter(document, "EmbryonicRsts"), 1);
    EXPECT_EQ(document["clients"]["established"], 3);
    EXPECT_EQ(document["clients"]["reset"], 0);
    EXPECT_EQ(document["server"]["unknown"], 1);
    EXPECT_NE(document["conservation"]["detail"].get<std::string>().find("resets undelivered 1"), std::string::npos);
}

TEST_F(WireCli, ALateAckLeavesTheServerHalfOpen) {
    const Json document = lab("--clients 3 --rtt 20ms --late-ack 10s --late-ack-first 2 --duration 500ms");
    EXPECT_EQ(document["clients"]["established"], 3);
    EXPECT_EQ(document["server"]["half_open"], 2);
    EXPECT_EQ(document["server"]["accepted"], 1);
    EXPECT_EQ(document["wire"]["held"], 2);
    EXPECT_EQ(document["wire"]["in_flight"], 2);
}

TEST_F(WireCli, HalfOpenClientsFillTheSynQueue) {
    const Json document = lab("--backlog 16 --half-open 200 --rtt 1ms" + std::string(kCookiesOff));
    EXPECT_EQ(document["states"]["server"]["SYN_RECV"], 17);
    EXPECT_EQ(counter(document, "TCPReqQFullDrop"), 183);
    EXPECT_EQ(document["clients"]["planned"], 0);
    EXPECT_EQ(document["wire"]["half_open_sent"], 200);
    EXPECT_EQ(document["prediction"]["syn_recv"], 17);
    EXPECT_EQ(document["prediction"]["matches"], true);
}

/// The half-open clients of the wire and the load's clients that met a full queue are not to be taken for each other.
TEST_F(WireCli, TheSummaryTellsWhoseHandshakesAreHalfOpen) {
    const std::string flood =
        runCli(wordsOf("lab --backlog 16 --half-open 200 --rtt 1ms" + std::string(kCookiesOff))).out;
    EXPECT_NE(flood.find("half-open 17 (0 of connected clients)"), std::string::npos) << flood;
    EXPECT_NE(flood.find("half-open 17, measured 17: matches"), std::string::npos) << flood;
    EXPECT_NE(flood.find("+ half-open of connected clients 0 +"), std::string::npos) << flood;
    const std::string late =
        runCli(wordsOf("lab --clients 3 --rtt 2ms --late-ack 10s --late-ack-first 2 --duration 200ms")).out;
    EXPECT_NE(late.find("half-open 2 (2 of connected clients)"), std::string::npos) << late;
}

TEST_F(WireCli, HalfOpenClientsAreLostAndDelayedAsAllPackets) {
    const Json lossy = lab("--backlog 512 --half-open 200@2000/s --loss 50% --rtt 2ms --duration 1s");
    const std::int64_t lost = lossy["wire"]["lost"];
    EXPECT_GT(lost, 50);
    EXPECT_EQ(lossy["states"]["server"]["SYN_RECV"], 200 - lost);
    EXPECT_EQ(lossy["wire"]["half_open_sent"], 200);
    EXPECT_EQ(lossy["wire"]["half_open_answered"], 200 - lost);

    const Json slow = lab("--half-open 20 --delay-up 5s --duration 300ms");
    EXPECT_FALSE(slow["states"]["server"].contains("SYN_RECV"));
    EXPECT_EQ(slow["wire"]["in_flight"], 20);
}

TEST_F(WireCli, OrMeetTheThreeQuarterRule) {
    const Json document = lab("--backlog 512 --half-open 200 --rtt 1ms --sysctl net.ipv4.tcp_max_syn_backlog=64" +
                              std::string(kCookiesOff));
    EXPECT_EQ(document["states"]["server"]["SYN_RECV"], 49);
    EXPECT_EQ(document["causes"]["syn_queue_three_quarters"], 151);
    EXPECT_EQ(counter(document, "ListenDrops"), 151);
    EXPECT_EQ(counter(document, "TCPReqQFullDrop"), 0);
}

TEST_F(WireCli, OrAreAnsweredByCookies) {
    const Json document = lab("--backlog 16 --half-open 200 --rtt 1ms");
    EXPECT_EQ(counter(document, "SyncookiesSent"), 183);
    EXPECT_EQ(counter(document, "ListenDrops"), 0);
    const Json always = lab("--backlog 16 --half-open 200 --rtt 1ms --sysctl net.ipv4.tcp_syncookies=2");
    EXPECT_EQ(counter(always, "SyncookiesSent"), 200);
    EXPECT_EQ(always["prediction"]["syn_recv"], 0);
    EXPECT_EQ(always["prediction"]["matches"], true);
}

/// What IPv4 clients meet, IPv6 clients meet too: the queues are the same, and so are the instruments.
TEST_F(WireCli, OverIpv6GhostsAreSeenAndOverflowsToldApart) {
    const Json document = lab("--ipv6 --backlog 5 --clients 9 --accept none --rtt 100ms");
    EXPECT_EQ(document["listener"]["address"].get<std::string>().rfind("[fd4c:53:0:1::1]:", 0), 0U);
    EXPECT_EQ(document["clients"]["established"], 9);
    EXPECT_EQ(document["server"]["queued"], 6);
    EXPECT_EQ(document["server"]["unknown"], 3);
    EXPECT_EQ(document["overflow_at"], (Json{{"syn", 0}, {"ack", 3}}));
    EXPECT_EQ(document["prediction"]["matches"], true);
    EXPECT_EQ(document["states"]["client"]["ESTABLISHED"], 9);
}

TEST_F(WireCli, OverIpv6HalfOpenClientsFillTheSynQueue) {
    const Json document = lab(std::string("--ipv6 --backlog 16 --half-open 200 --rtt 1ms") + kCookiesOff);
    EXPECT_EQ(document["states"]["server"]["SYN_RECV"], 17);
    EXPECT_EQ(counter(document, "TCPReqQFullDrop"), 183);
    EXPECT_EQ(document["wire"]["half_open_sent"], 200);
    EXPECT_EQ(document["wire"]["half_open_answered"], 17);
}

TEST_F(WireCli, OverIpv6AnAcceptedConnectionIsItsClients) {
    for (const std::string where : {"", " --rtt 20ms"}) {
        const Json document = lab("--ipv6 --clients 50 --payload 100 --duration 1s" + where);
        EXPECT_EQ(document["clients"]["echoed"], 50) << where;
        EXPECT_EQ(document["server"]["accepted"], 50) << where;
        EXPECT_EQ(document["queue_wait_us"]["count"], 50) << where << ": matched by address";
    }
}

TEST_F(WireCli, OverIpv6TheKernelMayChooseThePort) {
    for (const std::string where : {"", " --rtt 20ms"}) {
        const Json document = lab("--ipv6 --clients 20 --ports kernel --duration 1s" + where);
        EXPECT_EQ(document["clients"]["established"], 20) << where;
        EXPECT_EQ(document["queue_wait_us"]["count"], 0) << where << ": nobody's number";
    }
}

TEST_F(WireCli, LossShowsAndTheBooksBalance) {
    const Json document = lab("--clients 300 --rtt 10ms --loss 10% --payload 50 --duration 3500ms");
    EXPECT_GT(document["wire"]["lost"], 0);
    EXPECT_GT(counter(document, "RetransSegs"), 0);
}

TEST_F(WireCli, ClientSysctlsReachTheClients) {
    const Json document = lab("--clients 2 --rtt 1ms --loss 100% --duration 3500ms "
                              "--sysctl net.ipv4.tcp_syn_retries=1 --sysctl net.ipv4.tcp_syn_linear_timeouts=0");
    EXPECT_EQ(document["clients"]["timed_out"], 2);
}

TEST_F(WireCli, NothingComesThroughACutWire) {
    const Json document = lab("--clients 10 --rate 10/s --rtt 10ms --wire-cut-at 450ms --duration 1200ms");
    EXPECT_LT(document["clients"]["established"], 10);
    EXPECT_GT(document["clients"]["pending"], 0);
    EXPECT_GT(document["wire"]["cut_off"], 0);
}

TEST_F(WireCli, TheCaptureFileIsOneThatTcpdumpReads) {
    const test::TempDir dir;
    const std::string file = dir.path() / "wire.pcap";
    const Json document = lab("--clients 5 --duration 300ms --pcap " + file);
    EXPECT_EQ(document["clients"]["established"], 5);
    const Outcome read = test::Process({"/bin/sh", "-c", "tcpdump -r '" + file + "' 2>/dev/null | wc -l"}).wait();
    EXPECT_EQ(std::stoll(read.out), document["wire"]["packets"].get<std::int64_t>());
}

TEST_F(WireCli, ACaptureFileThatCannotBeWrittenIsNamed) {
    for (const char* command : {"lab", "sweep --vary backlog=1,2"}) {
        const std::string line = command + std::string(" --json --clients 5 --duration 100ms --pcap ");
        const Outcome refused = runCli(wordsOf(line + "/nonexistent/wire.pcap"));
        EXPECT_EQ(refused.status, 1) << command;
        EXPECT_NE(refused.err.find("/nonexistent"), std::string::npos) << refused.err;
        EXPECT_TRUE(refused.out.empty()) << "nothing has run: " << refused.out;

        const Outcome full = runCli(wordsOf(line + "/dev/full"));
        EXPECT_EQ(full.status, 1) << command;
        EXPECT_NE(full.err.find("/dev/full"), std::string::npos) << full.err;
        EXPECT_TRUE(Json::accept(full.out)) << "what was measured is shown: " << full.out;
    }
}

/// The frames that a row of a sweep calls its run's.
std::vector<test::PcapFrame> framesOf(const Json& row, const std::vector<test::PcapFrame>& all) {
    const auto first = row["pcap_first_frame"].get<std::ptrdiff_t>();
    const auto last = row["pcap_last_frame"].get<std::ptrdiff_t>();
    if (first < 1 || last < first || last > std::ssize(all)) {
        ADD_FAILURE() << first << " to " << last << " of " << all.size();
        return {};
    }
    return {all.begin() + first - 1, all.begin() + last};
}

/// Clients that came, by their first SYN.
std::int64_t clientsIn(const std::vector<test::PcapFrame>& frames) {
    std::set<IpEndpoint> clients;
    for (const test::PcapFrame& frame : frames) {
        const auto tcp = wire::parseTcp(frame.bytes);
        if (tcp && tcp->has(wire::tcp_flag::kSyn) && !tcp->has(wire::tcp_flag::kAck)) {
            clients.insert(tcp->source);
        }
    }
    return std::ssize(clients);
}

/// A file whose frames are those of its runs, one after the other, in the order of time.
void expectRunsInOrder(const Json& rows, const std::vector<test::PcapFrame>& all) {
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.time < b.time; }));
    std::int64_t before = 0;
    for (const Json& row : rows) {
        EXPECT_EQ(row["pcap_first_frame"], before + 1);
        EXPECT_EQ(clientsIn(framesOf(row, all)), row["attempted"].get<std::int64_t>()) << row;
        EXPECT_EQ(row["missing_in_pcap"], 0);
        before = row["pcap_last_frame"];
    }
    EXPECT_LE(before, std::ssize(all));
}

TEST_F(WireCli, ASweepRecordsItsRunsOneAfterTheOther) {
    const test::TempDir dir;
    const std::string file = dir / "sweep.pcap";
    const Outcome outcome = runCli(
        wordsOf("sweep --vary clients=3,5,8 --repeat 2 --duration 200ms --close fin --seed 1 --json --pcap " + file));
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Json rows = Json::parse(outcome.out)["rows"];
    ASSERT_EQ(rows.size(), 6U);
    for (const Json& row : rows) {
        EXPECT_EQ(row["attempted"], row["clients"]);
        EXPECT_EQ(row["holds"], true);
    }
    const auto all = test::readPcap(file);
    expectRunsInOrder(rows, all);
    EXPECT_EQ(rows.back()["pcap_last_frame"], all.size());
}

TEST_F(WireCli, ARunWhosePacketsAllGetLostHasNoFrames) {
    const test::TempDir dir;
    const std::string rows = dir / "rows.csv";
    const Outcome outcome =
        runCli(wordsOf("sweep --vary loss=0%,100% --clients 4 --duration 100ms --seed 1 --json --csv " + rows +
                       " --pcap " + (dir / "sweep.pcap").string()));
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    for (const Json& row : Json::parse(outcome.out)["rows"]) {
        EXPECT_EQ(row["pcap_first_frame"].is_null(), row["loss"] == "100%") << row;
        EXPECT_EQ(row["pcap_last_frame"].is_null(), row["loss"] == "100%") << row;
    }
    EXPECT_NE(test::readFile(rows).find(",limits,pcap_first_frame,pcap_last_frame,missing_in_pcap\n"),
              std::string::npos);
}

/// A sweep of many runs, stopped when some are done.
class StoppedSweep : public WireCli {
protected:
    void startUntilRowsCome() {
        test::writeFile(m_capture, "an older file");
        Words words = wordsOf("sweep --json --vary backlog=1..500 --clients 5 --duration 100ms");
        words.insert(words.begin(), test::builtProgram("listenscope-cli"));
        words.insert(words.end(), {"--csv", m_rows, "--pcap", m_capture});
        m_cli.emplace(words);
        ASSERT_TRUE(test::eventually([&] {
            const std::string text = test::readFile(m_rows + ".part");
            return std::count(text.begin(), text.end(), '\n') > 9; // some rows, below preamble and header
        }));
        EXPECT_EQ(test::readFile(m_capture), "an older file") << "replaced only when it is whole";
    }
    [[nodiscard]] Json wait(int status) {
        const Outcome outcome = m_cli->wait();
        EXPECT_EQ(outcome.status, status) << outcome.err;
        return Json::parse(outcome.out, nullptr, false)["rows"];
    }

    test::TempDir m_dir;
    std::string m_rows = m_dir / "rows.csv";
    std::string m_capture = m_dir / "sweep.pcap";
    std::optional<test::Process> m_cli;
};

TEST_F(StoppedSweep, KeepsWhatItRecorded) {
    ASSERT_NO_FATAL_FAILURE(startUntilRowsCome());
    m_cli->signal(SIGINT);
    const Json rows = wait(0);
    EXPECT_GE(rows.size(), 2U);
    expectRunsInOrder(rows, test::readPcap(m_capture));
    EXPECT_EQ(m_dir.fileCount(), 2U);
}

TEST_F(StoppedSweep, KeepsItAlsoWhereItFailed) {
    ASSERT_NO_FATAL_FAILURE(startUntilRowsCome());
    ::kill(test::childrenOf(m_cli->pid()).front(), SIGKILL);
    const Json rows = wait(1);
    EXPECT_GE(rows.size(), 2U);
    expectRunsInOrder(rows, test::readPcap(m_capture));
}

TEST_F(StoppedSweep, LeavesTheOlderFileWhereItFailedBeforeARunWasDone) {
    test::writeFile(m_capture, "an older file");
    test::Process cli({test::builtProgram("listenscope-cli"), "sweep", "--vary", "backlog=1,2", "--clients", "5",
                       "--duration", "1h", "--pcap", m_capture});
    ASSERT_TRUE(test::eventually([&] { return !test::childrenOf(cli.pid()).empty(); }));
    ::kill(test::childrenOf(cli.pid()).front(), SIGKILL);
    EXPECT_EQ(cli.wait().status, 1);
    EXPECT_EQ(test::readFile(m_capture), "an older file");
    EXPECT_EQ(m_dir.fileCount(), 1U);
}

TEST_F(WireCli, ASweepVariesTheWire) {
    const Outcome outcome =
        runCli(wordsOf("sweep --vary rtt=0ms,40ms,80ms --clients 10 --duration 400ms --seed 1 --json"));
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Json document = Json::parse(outcome.out);
    ASSERT_EQ(document["rows"].size(), 3U);
    for (const Json& row : document["rows"]) {
        EXPECT_EQ(row["established"], 10);
        EXPECT_EQ(row["holds"], true);
        const std::string rtt = row["rtt"];
        EXPECT_GE(row["connect_p50_us"].get<std::int64_t>(), std::stoll(rtt) * 990);
    }
}

TEST_F(WireCli, ASweepOfHalfOpenClientsTellsWhatTheServerRemembers) {
    const Outcome outcome = runCli(wordsOf("sweep --vary half-open=10,200 --backlog 16 --duration 800ms --seed 1 --json"
                                           " --rtt 1ms" +
                                           std::string(kCookiesOff)));
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Json document = Json::parse(outcome.out);
    ASSERT_EQ(document["rows"].size(), 2U);
    for (const Json& row : document["rows"]) {
        EXPECT_EQ(row["half_open_sent"], row["half-open"]);
        EXPECT_EQ(row["syn_recv"], row["half-open"] == 10 ? 10 : 17);
        EXPECT_EQ(row["wire_dropped"], 0);
        EXPECT_TRUE(row["limits"].is_array());
    }
    EXPECT_EQ(document["recommendation"]["value"], nullptr);

    const Outcome backlogs =
        runCli(wordsOf("sweep --vary backlog=1,8 --half-open 5 --duration 100ms --rtt 1ms --seed 1"));
    EXPECT_NE(backlogs.out.find("No recommendation for backlog: there are no clients to judge by."), std::string::npos)
        << backlogs.out;
}

TEST_F(WireCli, WithoutPacketSocketsTheWireRunsOverTunDevices) {
    Words words{test::builtProgram("without_packet_sockets"), test::builtProgram("listenscope-cli")};
    for (const std::string& word : wordsOf("lab --clients 8 --backlog 2 --accept none --rtt 30ms --duration 1500ms "
                                           "--half-open 3 --json")) {
        words.push_back(word);
    }
    const Outcome outcome = test::Process(words).wait();
    if (::access("/dev/net/tun", R_OK | W_OK) != 0) {
        EXPECT_EQ(outcome.status, 3);
        EXPECT_NE(outcome.err.find("opening a packet socket: EAFNOSUPPORT"), std::string::npos) << outcome.err;
        EXPECT_NE(outcome.err.find("with TUN devices instead: "), std::string::npos) << outcome.err;
        EXPECT_NE(outcome.err.find("/dev/net/tun"), std::string::npos) << outcome.err;
        return;
    }
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Json document = Json::parse(outcome.out);
    EXPECT_EQ(document["wire"]["link"], "tun");
    const auto& limits = document["limits"]; // "wire_late" may be there too, on a busy machine
    EXPECT_NE(std::find(limits.begin(), limits.end(), "wire_tun"), limits.end()) << limits;
    EXPECT_EQ(document["wire"]["dropped_by_itself"], 0);
    EXPECT_GT(document["wire"]["packets"], 20);
    EXPECT_EQ(document["server"]["queued"], 3);
    EXPECT_TRUE(document["conservation"]["holds"].get<bool>()) << document["conservation"]["detail"];
}

TEST(WireUsage, MistakesAreNamed) {
    for (const auto& [line, named] : std::vector<std::pair<std::string, std::string>>{
             {"lab --rtt 100", "--rtt"},
             {"lab --loss 5", "--loss"},
             {"lab --half-open many", "--half-open"},
             {"lab --wire-cut-at 5s", "wire-cut-at"},
             {"sweep --vary backlog=1 --pcap x --csv ./x", "--pcap"},
             {"sweep --vary backlog=1 --pcap ./x.part --csv x", "where --csv keeps its rows"},
             {"lab --rtt 10ms --delay-up 11ms", "--delay-up"},
             {"lab --late-ack-first 2", "late-ack-first"},
             {"lab --drop-synack-first 2", "drop-synack-first"},
             {"lab --half-open 0", "half-open: 0"},
             {"lab --pcap x --csv ./x", "--pcap"}}) {
        const Outcome outcome = runCli(wordsOf(line));
        EXPECT_EQ(outcome.status, 2) << line;
        EXPECT_NE(outcome.err.find(named), std::string::npos) << outcome.err;
    }
    for (const auto& [command, option] :
         std::vector<std::pair<const char*, const char*>>{{"lab", "--pcap"}, {"lab", "--csv"}, {"sweep", "--pcap"}}) {
        const Outcome outcome = runCli({command, option, ""});
        EXPECT_EQ(outcome.status, 2) << option;
        EXPECT_NE(outcome.err.find(std::string(option) + ": no file is named"), std::string::npos) << outcome.err;
    }
}

TEST(WireUsage, HelpShowsTheRanges) {
    const std::string help = runCli({"lab", "--help"}).out;
    std::string text; // on one line, as it is broken by width
    for (const std::string& word : wordsOf(help)) {
        text += word + ' ';
    }
    for (const char* range : {"D longer, 0s to 60s", "0 to 100000, at 1000/s unless told, 1/s to 50000/s",
                              "0s to before the end of the run"}) {
        EXPECT_NE(text.find(range), std::string::npos) << range;
    }
}

} // namespace
} // namespace ls
