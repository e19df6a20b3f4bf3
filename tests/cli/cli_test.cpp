// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/parse.h"
#include "tests/support/eventually.h"
#include "tests/support/laboratory.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace ls {
namespace {

using Json = nlohmann::json;
using test::builtProgram;
using test::eventually;
using test::Outcome;
using test::Process;
using test::readFile;
using test::runCli;
using test::TempDir;
using Words = std::vector<std::string>;

Words operator+(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// "lab --backlog 5" as words.
Words wordsOf(const std::string& line) {
    std::istringstream stream(line);
    Words words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

std::string quoted(const std::string& path) {
    return "'" + path + "'";
}

Outcome runShell(const std::string& line) {
    return Process({"/bin/sh", "-c", line}).wait();
}

struct Csv {
    std::map<std::string, std::string> preamble;
    Words header;
    std::vector<std::map<std::string, std::string>> rows;
};

Csv readCsv(const std::filesystem::path& path) {
    Csv csv;
    std::istringstream lines(readFile(path));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# ")) {
            const std::size_t colon = line.find(": ");
            csv.preamble[line.substr(2, colon - 2)] = line.substr(colon + 2);
            continue;
        }
        Words fields;
        for (const std::string_view field : split(line, ',')) {
            fields.emplace_back(field);
        }
        if (csv.header.empty()) {
            csv.header = fields;
            continue;
        }
        std::map<std::string, std::string> row;
        for (std::size_t i = 0; i < std::min(fields.size(), csv.header.size()); ++i) {
            row[csv.header[i]] = fields[i];
        }
        csv.rows.push_back(std::move(row));
    }
    return csv;
}

// Words that need no laboratory.
// ---------------------------------------------------------------------------------------

TEST(Cli, HelpAndVersionGoToStdout) {
    for (const char* line : {"--help", "lab --help", "sweep --help", "--version"}) {
        const Outcome outcome = runCli(wordsOf(line));
        EXPECT_EQ(outcome.status, 0) << line;
        EXPECT_FALSE(outcome.out.empty()) << line;
        EXPECT_TRUE(outcome.err.empty()) << outcome.err;
    }
    EXPECT_NE(runCli({"lab", "--help"}).out.find("--backlog-at"), std::string::npos);
    EXPECT_EQ(runCli({"--version"}).out.rfind("listenscope-cli ", 0), 0U);
}

struct BadLine {
    const char* line;
    const char* named; ///< what the message must speak of
};

class BadUsage : public testing::TestWithParam<BadLine> {};

TEST_P(BadUsage, IsOneClearLineAndStatusTwo) {
    const Outcome outcome = runCli(wordsOf(GetParam().line));
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_TRUE(outcome.out.empty()) << outcome.out;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_EQ(outcome.err.rfind("listenscope-cli: ", 0), 0U) << outcome.err;
    EXPECT_NE(outcome.err.find(GetParam().named), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("; "), std::string::npos) << "says what to do: " << outcome.err;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, BadUsage,
    testing::Values(
        BadLine{"", "subcommand"}, BadLine{"lab --backlog five", "--backlog: 'five'"},
        BadLine{"lab --backlog -5", "0 to 2147483647"}, BadLine{"lab --backlog 2147483648", "0 to 2147483647"},
        BadLine{"lab --backlog=", "--backlog"}, BadLine{"lab --backlog", "--backlog"},
        BadLine{"lab --no-such", "--no-such"}, BadLine{"lab extra", "extra"}, BadLine{"wrong", "wrong"},
        BadLine{"lab --clients 0", "--clients"}, BadLine{"lab --rate 100", "--rate"},
        BadLine{"lab --rate 10/s --concurrency 5", "do not go together"},
        BadLine{"lab --backlog 1 --backlog 2", "--backlog"}, BadLine{"lab --accept maybe", "--accept"},
        BadLine{"lab --accept none@0s,all@3s", "after the end of the run"},
        BadLine{"lab --backlog-at 5s=1", "backlog-at"}, BadLine{"lab --duration 5", "--duration"},
        BadLine{"lab --duration forever", "--duration"}, BadLine{"lab --sample-rate 0", "--sample-rate"},
        BadLine{"lab --payload -1", "--payload"}, BadLine{"lab --close slam", "hold or fin or rst"},
        BadLine{"lab --listeners two", "shared or reuseport"}, BadLine{"lab --load-loops 2 --clients 1", "load-loops"},
        BadLine{"lab --sysctl net.core.somaxconn", "--sysctl"},
        BadLine{"lab --sysctl net.core.somaxconn=lots", "net.core.somaxconn"},
        BadLine{"lab --sysctl net.ipv4.tcp_syncookies=3", "0 to 2"},
        BadLine{"lab --sysctl kernel.hostname=x", "kernel.hostname"},
        BadLine{"lab --sysctl net.core.netdev_max_backlog=5", "whole machine"},
        BadLine{"lab --sysctl net.core.../x=1", "net.core.../x"}, BadLine{"sweep", "--vary"},
        BadLine{"sweep --vary backlog", "--vary"}, BadLine{"sweep --vary backlog=5..1", "--vary"},
        BadLine{"sweep --vary backlog=1,x", "'x'"}, BadLine{"sweep --vary nothing=1", "nothing"},
        BadLine{"sweep --vary sysctl=1", "cannot be varied"}, BadLine{"sweep --vary backlog=1 --repeat 0", "--repeat"},
        BadLine{"sweep --vary backlog=1 --seed x", "--seed"},
        BadLine{"sweep --vary backlog=1 --vary backlog=2", "varied twice"},
        BadLine{"sweep --vary backlog=1 --vary clients=2 --vary payload=3", "3 settings"}));

TEST(Cli, AnUnwritableFileFailsBeforeTheRun) {
    const TempDir dir;
    for (const std::string& path : {(dir / "no/such/folder.csv").string(), dir.path().string()}) {
        const Outcome outcome = runCli({"lab", "--duration", "1h", "--csv", path});
        EXPECT_EQ(outcome.status, 1) << outcome.err;
        EXPECT_NE(outcome.err.find(path), std::string::npos) << outcome.err;
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
        EXPECT_EQ(runCli({"sweep", "--vary", "backlog=1", "--duration", "1h", "--csv", path}).status, 1);
    }
}

// Runs.
// ----------------------------------------------------------------------------------------------------------------

class CliRun : public test::LaboratoryTest {
protected:
    /// Runs a lab, which must succeed and whose books must balance.
    [[nodiscard]] static Json lab(const Words& options) {
        const Outcome outcome = runCli(Words{"lab", "--json"} + options);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        Json result = Json::parse(outcome.out, nullptr, false);
        EXPECT_FALSE(result.is_discarded()) << outcome.out;
        EXPECT_TRUE(result["conservation"]["holds"]) << result["conservation"]["detail"];
        EXPECT_EQ(result["problems"], Json::array());
        return result;
    }
    [[nodiscard]] static Json lab(const std::string& line) { return lab(wordsOf(line)); }

    /// For figures that need all SYN retransmits of a burst in one batch of the kernel: a burst that straddles two
    /// ticks of the timer wheel comes in two. Then the books must still balance, and another burst is tried.
    template <typename F>
    [[nodiscard]] static Json labInOneBatch(const std::string& line, F cameInOne) {
        Json result;
        for (int attempt = 0; attempt < 4; ++attempt) {
            result = lab(line);
            if (cameInOne(result)) {
                break;
            }
        }
        return result;
    }
};

TEST_F(CliRun, AFullQueueHoldsLimitPlusOne) {
    const Json r = lab("--backlog 5 --clients 9 --accept none");
    EXPECT_EQ(r["clients"]["established"], 6);
    EXPECT_EQ(r["clients"]["established_at_once"], 6);
    EXPECT_EQ(r["clients"]["pending"], 3);
    EXPECT_EQ(r["listener"]["backlog_requested"], 5);
    EXPECT_EQ(r["listener"]["limit"], 5);
    EXPECT_EQ(r["listener"]["capacity"], 6);
    EXPECT_EQ(r["server"]["queued"], 6);
    EXPECT_EQ(r["accept_queue"]["max"], 6);
    EXPECT_EQ(r["prediction"]["established"], 6);
    EXPECT_EQ(r["prediction"]["matches"], true);
    EXPECT_EQ(r["connect_latency_us"]["count"], 6);
    EXPECT_EQ(r["connect_latency_us"]["pending"], 3);
    EXPECT_EQ(r["connect_latency_us"]["max"], nullptr);
    EXPECT_EQ(r["states"]["server"]["LISTEN"], 1);
    EXPECT_EQ(r["states"]["server"]["ESTABLISHED"], 6);
    EXPECT_EQ(r["states"]["client"]["SYN_SENT"], 3);
    EXPECT_EQ(r["counters"]["ActiveOpens"], 9);
    EXPECT_EQ(r["causes"]["accept_queue_full"], r["counters"]["ListenDrops"]);
    EXPECT_EQ(r["interrupted"], false);
}

TEST_F(CliRun, SomaxconnCaps) {
    const Json r = lab("--backlog 5 --sysctl net.core.somaxconn=2 --clients 10 --accept none --duration 300ms");
    EXPECT_EQ(r["listener"]["limit"], 2);
    EXPECT_EQ(r["listener"]["somaxconn"], 2);
    EXPECT_EQ(r["clients"]["established"], 3);
    EXPECT_EQ(r["sysctls"]["net.core.somaxconn"], "2");
    EXPECT_EQ(r["sysctls_requested"]["net.core.somaxconn"], "2");
}

TEST_F(CliRun, BacklogZeroHoldsOne) {
    EXPECT_EQ(lab("--backlog 0 --clients 4 --accept none --duration 300ms")["clients"]["established"], 1);
}

TEST_F(CliRun, ALargeBacklogLosesNobody) {
    const Json r = lab("--backlog 1024 --clients 1000 --accept all");
    EXPECT_EQ(r["clients"]["established"], 1000);
    EXPECT_EQ(r["server"]["accepted"], 1000);
    EXPECT_EQ(r["queue_wait_us"]["count"], 1000);
    EXPECT_EQ(r["states"]["client"]["ESTABLISHED"], 1000);
    EXPECT_EQ(r["states"]["server"]["ESTABLISHED"], 1000);
    EXPECT_EQ(r["prediction"]["established"], nullptr);
    EXPECT_EQ(r["prediction"]["matches"], nullptr);
}

TEST_F(CliRun, WithoutCookiesClientsGetInOnlyAtRetransmits) {
    const TempDir dir;
    const std::string csv = (dir / "f.csv").string();
    const Json r =
        lab(wordsOf("--backlog 5 --clients 200 --accept none@0s,all@500ms --sysctl net.ipv4.tcp_syncookies=0 "
                    "--duration 3500ms --csv") +
            Words{csv});
    const int established = r["clients"]["established"];
    EXPECT_EQ(r["server"]["accepted"], established);
    EXPECT_EQ(r["clients"]["pending"], 200 - established);
    EXPECT_GE(established, 12);
    EXPECT_LT(established, 200);
    // Between the retransmits, which land within 200 ms of their second, nobody gets in.
    const Csv series = readCsv(csv);
    std::string last;
    for (const auto& row : series.rows) {
        const double t = std::stod(row.at("t_s"));
        const double sinceRetransmit = t - static_cast<int>(t);
        if (!last.empty() && row.at("established") != last && t > 0.1) {
            EXPECT_LT(sinceRetransmit, 0.2) << t;
        }
        last = row.at("established");
    }
}

TEST_F(CliRun, WithCookiesEveryClientIsEstablishedAndFewAreKnown) {
    const std::string line = "--backlog 5 --clients 200 --accept none@0s,all@500ms --duration 1500ms";
    const Json r = labInOneBatch(line, [](const Json& j) { return j["clients"]["established"] == 200; });
    EXPECT_EQ(r["clients"]["established"], 200);
    const int accepted = r["server"]["accepted"];
    EXPECT_LT(accepted, 200);
    EXPECT_EQ(accepted + r["server"]["half_open"].get<int>() + r["server"]["unknown"].get<int>(), 200);
    EXPECT_GT(r["counters"]["SyncookiesSent"], 0);
    const Outcome words = runCli(Words{"lab"} + wordsOf(line));
    EXPECT_NE(words.out.find("they are connected; the server does not know them"), std::string::npos) << words.out;
}

TEST_F(CliRun, ALaterListenLetsTheOthersIn) {
    const Json r = lab("--backlog 5 --backlog-at 300ms=50 --clients 40 --accept none");
    EXPECT_EQ(r["listener"]["limit"], 50);
    EXPECT_EQ(r["listener"]["backlog_requested"], 50);
    EXPECT_EQ(r["clients"]["established"], 40);
    EXPECT_EQ(r["clients"]["established_at_once"], 6) << "the others came with a SYN retransmit";
    EXPECT_EQ(r["server"]["queued"], 40);
    EXPECT_GE(r["connect_latency_us"]["p99"], 1'000'000);
    EXPECT_LE(r["connect_latency_us"]["p99"], 1'200'000);
}

TEST_F(CliRun, HalfOpenAndUnknownAreTold) {
    const std::string line = "--backlog 5 --backlog-at 300ms=50 --clients 100 --accept none";
    const Json r = labInOneBatch(line, [](const Json& j) { return j["clients"]["established"] == 100; });
    EXPECT_EQ(r["server"]["queued"], 51);
    EXPECT_EQ(r["server"]["half_open"], 6);
    EXPECT_EQ(r["server"]["unknown"], 43);
    EXPECT_EQ(r["clients"]["established"], 100);
}

TEST_F(CliRun, WithoutCookiesTheRestStaysPending) {
    const Json r = labInOneBatch("--backlog 5 --backlog-at 300ms=50 --clients 100 --accept none --sysctl "
                                 "net.ipv4.tcp_syncookies=0",
                                 [](const Json& j) { return j["server"]["half_open"] == 6; });
    EXPECT_EQ(r["server"]["queued"], 51);
    EXPECT_EQ(r["server"]["half_open"], 6);
    EXPECT_EQ(r["clients"]["established"], 57);
    EXPECT_EQ(r["clients"]["pending"], 43);
}

TEST_F(CliRun, AbortOnOverflowResetsTheHalfOpen) {
    const Json r = labInOneBatch("--backlog 5 --backlog-at 300ms=50 --clients 100 --accept none --sysctl "
                                 "net.ipv4.tcp_syncookies=0 --sysctl net.ipv4.tcp_abort_on_overflow=1",
                                 [](const Json& j) { return j["clients"]["reset"] == 6; });
    EXPECT_EQ(r["server"]["queued"], 51);
    EXPECT_EQ(r["clients"]["established"], 51);
    EXPECT_EQ(r["clients"]["reset"], 6);
    EXPECT_EQ(r["clients"]["pending"], 43);
}

TEST_F(CliRun, ConnectGivesUpAfterItsRetries) {
    const Json r = lab("--backlog 5 --clients 9 --accept none --sysctl net.ipv4.tcp_syn_retries=1 --duration 4500ms");
    EXPECT_EQ(r["clients"]["established"], 6);
    EXPECT_EQ(r["clients"]["timed_out"], 3);
    EXPECT_EQ(r["connect_latency_us"]["max"], nullptr) << "a timed-out one is longer than any";
}

TEST_F(CliRun, TheThreeQuarterRuleIsNamed) {
    // Cookies off and a small tcp_max_syn_backlog: the retransmitted burst finds a SYN queue that closes early.
    const Json r =
        lab("--backlog 5 --backlog-at 300ms=200 --clients 150 --accept none --sysctl net.ipv4.tcp_syncookies=0 "
            "--sysctl net.ipv4.tcp_max_syn_backlog=64");
    EXPECT_GT(r["causes"]["syn_queue_three_quarters"], 0);
    EXPECT_EQ(r["causes"]["unattributed"], 0);
    EXPECT_EQ(r["causes"]["accept_queue_full"].get<int>() + r["causes"]["syn_queue_full"].get<int>() +
                  r["causes"]["syn_queue_three_quarters"].get<int>(),
              r["counters"]["ListenDrops"]);
}

TEST_F(CliRun, ReusePortReportsEveryListener) {
    const Json r = lab("--backlog 5 --clients 60 --accept none --listeners reuseport --reactors 3 --duration 300ms");
    ASSERT_EQ(r["listeners"].size(), 3U);
    EXPECT_EQ(r["listener"]["capacity"], 18);
    EXPECT_EQ(r["clients"]["established"], r["server"]["queued"]);
    EXPECT_EQ(r["prediction"]["established"], nullptr);
    EXPECT_NE(r["prediction"]["why"].get<std::string>().find("hash"), std::string::npos);
}

// Segments after the first do not prove the cookie: their clients are reset, and the books know.
TEST_F(CliRun, ClientsResetForTheirCookieAreInTheBooks) {
    const Json r = lab(wordsOf("--accept none --backlog 5 --backlog-at 300ms=10 --clients 40 --payload 100000 "
                               "--duration 1500ms"));
    const int reset = r["clients"]["reset"].get<int>();
    EXPECT_GT(reset, 0);
    EXPECT_GE(r["counters"]["SyncookiesFailed"].get<int>(), reset);
}

// The books of many kinds of run; lab() insists that they balance.
TEST_F(CliRun, TheBooksBalanceWhateverIsAsked) {
    for (const char* line : {
             "--close fin",
             "--close rst",
             "--close fin --payload 1000",
             "--close rst --payload 1000",
             "--payload 100000",
             "--accept none --close fin --backlog 20",
             "--accept none --close rst --backlog 20",
             "--accept 500/s --backlog 50",
             "--accept none@0s,200/s@100ms --backlog 20 --close fin --payload 10",
             "--trigger edge --accept-budget 2 --payload 10",
             "--listeners reuseport --reactors 3 --backlog 10",
             "--listeners reuseport --reactors 2 --trigger edge --close fin --payload 1",
             "--rate 2000/s --close fin",
             "--rate 2000/s --accept 500/s --backlog 10",
             "--concurrency 20 --payload 1 --close fin",
             "--concurrency 20 --close rst",
             "--load-loops 2 --accept none --backlog 100",
             "--load-loops 2 --concurrency 8 --payload 10 --close fin",
             "--balance least-loaded --reactors 4",
             "--backlog 1 --sysctl net.ipv4.tcp_syncookies=2",
             "--backlog 3 --sysctl net.ipv4.tcp_abort_on_overflow=1",
         }) {
        SCOPED_TRACE(line);
        const Json r = lab(Words{"--clients", "400", "--duration", "400ms"} + wordsOf(line));
        int notStarted = 0;
        for (const Json& count : r["clients"]["not_started"]) {
            notStarted += count.get<int>();
        }
        EXPECT_EQ(r["clients"]["planned"], r["clients"]["attempted"].get<int>() + notStarted);
    }
}

TEST_F(CliRun, ClosingClientsEndTheRunEarly) {
    const Json r = lab("--clients 200 --close fin --payload 10 --duration 1h");
    EXPECT_EQ(r["clients"]["echoed"], 200);
    EXPECT_EQ(r["server"]["accepted"], 200);
    EXPECT_LT(r["duration_s"], 60);
}

TEST_F(CliRun, TheSeriesIsWholeAndTellsTheEvents) {
    const TempDir dir;
    const std::string path = (dir / "f.csv").string();
    const Json r = lab(Words{"--csv", path} + wordsOf("--backlog 5 --backlog-at 100ms=9 --clients 20 --accept "
                                                      "none@0s,all@200ms --duration 400ms --sample-rate 500"));
    const Csv csv = readCsv(path);
    EXPECT_EQ(csv.header,
              (Words{"t_s", "depth", "limit", "drops", "accepted", "attempted", "established", "late_us", "event"}));
    for (const char* key : {"version", "kernel", "command", "units"}) {
        EXPECT_FALSE(csv.preamble.at(key).empty()) << key;
    }
    EXPECT_NE(csv.preamble.at("command").find("--backlog-at 100ms=9"), std::string::npos);
    EXPECT_EQ(csv.rows.size(), r["accept_queue"]["samples"]);
    std::string events;
    double last = -1;
    for (const auto& row : csv.rows) {
        const double t = std::stod(row.at("t_s"));
        EXPECT_GT(t, last);
        last = t;
        events += row.at("event") + "|";
    }
    for (const char* event : {"accept none", "first drop", "backlog 9", "accept all"}) {
        EXPECT_NE(events.find(event), std::string::npos) << event << " in " << events;
    }
    EXPECT_EQ(csv.rows.front().at("limit"), "5");
    EXPECT_EQ(csv.rows.back().at("limit"), "9");
    EXPECT_EQ(csv.rows.back().at("attempted"), "20");
    EXPECT_EQ(dir.fileCount(), 1U);
}

TEST_F(CliRun, HostSysctlsCanBeCopied) {
    const std::string host = readFile("/proc/sys/net/ipv4/tcp_fin_timeout");
    const Json r = lab("--sysctls host --clients 5 --duration 50ms");
    EXPECT_EQ(r["sysctls"]["net.ipv4.tcp_fin_timeout"].get<std::string>() + "\n", host);
}

TEST_F(CliRun, UnknownKeysAreTheKernelsBusiness) {
    EXPECT_EQ(lab("--clients 5 --duration 50ms --sysctl net.ipv4.tcp_sack=0")["sysctls"]["net.ipv4.tcp_sack"], "0");
    const Outcome unknown = runCli(wordsOf("lab --clients 5 --sysctl net.ipv4.tcp_no_such_key=0"));
    EXPECT_EQ(unknown.status, 2);
    EXPECT_NE(unknown.err.find("net.ipv4.tcp_no_such_key"), std::string::npos) << unknown.err;
    const Outcome refused = runCli(wordsOf("lab --clients 5 --sysctl net.core.rmem_max=212992"));
    EXPECT_EQ(refused.status, 3) << refused.err;
}

TEST_F(CliRun, TooFewDescriptorsAreNamed) {
    const Outcome outcome = runShell("ulimit -n 64; exec " + quoted(builtProgram("listenscope-cli")) +
                                     " lab --clients 100 --accept none --duration 200ms --json");
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Json r = Json::parse(outcome.out);
    EXPECT_EQ(r["limits"], Json::array({"descriptors"}));
    EXPECT_GT(r["clients"]["not_started"]["EMFILE"], 0);
    EXPECT_GT(r["clients"]["attempted"], 0);
    EXPECT_TRUE(r["conservation"]["holds"]) << r["conservation"]["detail"];
}

TEST_F(CliRun, AnOpenLoopThatCannotKeepUpSaysSo) {
    // A million connections a second is more than any machine makes with one thread.
    const Json r = lab("--clients 100000 --rate 1000000/s --close rst --duration 500ms");
    EXPECT_EQ(r["limits"], Json::array({"late"}));
    EXPECT_GT(r["clients"]["not_started"]["duration"], 0);
}

TEST_F(CliRun, TheSoftDescriptorLimitIsRaised) {
    const Outcome outcome = runShell("ulimit -Sn 40; exec " + quoted(builtProgram("listenscope-cli")) +
                                     " lab --clients 100 --duration 200ms --json");
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(Json::parse(outcome.out)["clients"]["established"], 100);
}

// Ends.
// ----------------------------------------------------------------------------------------------------------------

TEST_F(CliRun, SigintStopsPromptlyAndStillTells) {
    for (const int number : {SIGINT, SIGTERM}) {
        Process cli({builtProgram("listenscope-cli"), "lab", "--json", "--clients", "1000000", "--rate", "1000/s",
                     "--duration", "24h"});
        ASSERT_TRUE(eventually([&] { return !test::childrenOf(cli.pid()).empty(); }));
        cli.signal(number);
        const Outcome outcome = cli.wait();
        ASSERT_EQ(outcome.status, 0) << outcome.err;
        const Json r = Json::parse(outcome.out);
        EXPECT_EQ(r["interrupted"], true);
        EXPECT_TRUE(r["conservation"]["holds"]) << r["conservation"]["detail"];
        EXPECT_GT(r["clients"]["not_started"]["interrupted"], 0);
    }
}

TEST_F(CliRun, SigkillLeavesNoOpenerBehind) {
    Process cli({builtProgram("listenscope-cli"), "lab", "--duration", "24h"});
    ASSERT_TRUE(eventually([&] { return !test::childrenOf(cli.pid()).empty(); }));
    const pid_t opener = test::childrenOf(cli.pid()).front();
    cli.signal(SIGKILL);
    EXPECT_EQ(cli.wait().status, 128 + SIGKILL);
    EXPECT_TRUE(eventually([&] { return test::hasEnded(opener); }));
}

TEST_F(CliRun, AKilledOpenerEndsTheRunAndKeepsWhatWasMeasured) {
    const TempDir dir;
    const std::string path = (dir / "f.csv").string();
    Process cli(
        {builtProgram("listenscope-cli"), "lab", "--json", "--clients", "50", "--duration", "24h", "--csv", path});
    ASSERT_TRUE(eventually([&] { return !test::childrenOf(cli.pid()).empty(); }));
    const pid_t opener = test::childrenOf(cli.pid()).front();
    // Once the run samples, its clients are under way.
    ASSERT_TRUE(eventually([&] {
        std::size_t size = 0;
        for (const auto& file : std::filesystem::directory_iterator(dir.path())) {
            size += file.file_size();
        }
        return size > 1000;
    }));
    ::kill(opener, SIGKILL);
    const Outcome outcome = cli.wait();
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.err.find("listenscope-opener was killed"), std::string::npos) << outcome.err;
    const Json r = Json::parse(outcome.out);
    EXPECT_EQ(r["clients"]["established"], 50);
    EXPECT_TRUE(r["conservation"]["holds"]) << r["conservation"]["detail"];
    EXPECT_GT(readCsv(path).rows.size(), 0U);
}

TEST_F(CliRun, ARefusedNamespaceIsStatusThreeAndNamesTheSwitch) {
    const TempDir dir;
    const std::string csv = (dir / "f.csv").string();
    const Words refusing{builtProgram("without_namespaces"), builtProgram("listenscope-cli")};
    for (const Words& words : {Words{"lab", "--csv", csv}, Words{"sweep", "--vary", "backlog=1,2", "--csv", csv}}) {
        const Outcome outcome = Process(refusing + words).wait();
        EXPECT_EQ(outcome.status, 3) << outcome.err;
        EXPECT_NE(outcome.err.find("ENOSPC"), std::string::npos) << outcome.err;
        EXPECT_NE(outcome.err.find("user.max_user_namespaces is 0"), std::string::npos) << outcome.err;
        EXPECT_TRUE(outcome.out.empty());
        EXPECT_EQ(dir.fileCount(), 0U) << "nothing half-written";
    }
}

TEST_F(CliRun, AFullDiskIsStatusOneAndTheResultIsStillShown) {
    const Outcome file = runCli(wordsOf("lab --clients 5 --duration 50ms --json --csv /dev/full"));
    EXPECT_EQ(file.status, 1);
    EXPECT_NE(file.err.find("/dev/full"), std::string::npos) << file.err;
    EXPECT_NE(file.err.find("ENOSPC"), std::string::npos) << file.err;
    EXPECT_EQ(Json::parse(file.out)["clients"]["established"], 5);

    const Outcome sweep = runCli(wordsOf("sweep --vary backlog=1,2 --clients 5 --duration 50ms --csv /dev/full"));
    EXPECT_EQ(sweep.status, 1);
    EXPECT_NE(sweep.err.find("ENOSPC"), std::string::npos) << sweep.err;

    const Outcome output =
        runShell(quoted(builtProgram("listenscope-cli")) + " lab --clients 5 --duration 50ms > /dev/full");
    EXPECT_EQ(output.status, 1);
    EXPECT_NE(output.err.find("standard output"), std::string::npos) << output.err;
}

TEST_F(CliRun, AClosedPipeEndsQuietly) {
    Process cli({builtProgram("listenscope-cli"), "lab", "--clients", "5", "--duration", "50ms"});
    cli.closeOutput();
    const Outcome outcome = cli.wait();
    EXPECT_EQ(outcome.status, 0);
    EXPECT_TRUE(outcome.err.empty()) << outcome.err;
}

TEST_F(CliRun, TheSeriesCanGoToAPipe) {
    const Outcome outcome = runShell(quoted(builtProgram("listenscope-cli")) +
                                     " lab --clients 5 --duration 100ms --json --csv /dev/stderr");
    ASSERT_EQ(outcome.status, 0);
    EXPECT_NE(outcome.err.find("t_s,depth,limit"), std::string::npos);
    EXPECT_TRUE(Json::accept(outcome.out));
}

// Sweeps.
// --------------------------------------------------------------------------------------------------------------

TEST_F(CliRun, ASweepMeasuresEveryPoint) {
    const TempDir dir;
    const std::string path = (dir / "sweep.csv").string();
    const Outcome outcome = runCli(Words{"sweep", "--csv", path, "--json"} +
                                   wordsOf("--vary backlog=1,2,4,8,16,32,64,128,256,512 --clients 400 --accept none "
                                           "--repeat 2 --duration 300ms --seed 42"));
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Csv csv = readCsv(path);
    EXPECT_EQ(csv.preamble.at("seed"), "42");
    ASSERT_EQ(csv.rows.size(), 20U);
    std::map<std::string, int> seen;
    for (std::size_t i = 0; i < csv.rows.size(); ++i) {
        const auto& row = csv.rows[i];
        EXPECT_EQ(row.at("run"), std::to_string(i));
        EXPECT_EQ(std::stoi(row.at("established")), std::min(400, std::stoi(row.at("backlog")) + 1));
        EXPECT_EQ(row.at("established_at_once"), row.at("established"));
        EXPECT_EQ(row.at("holds"), "true");
        ++seen[row.at("backlog") + "/" + row.at("repeat")];
    }
    EXPECT_EQ(seen.size(), 20U);
    EXPECT_EQ(dir.fileCount(), 1U) << "no .part left";

    const Json json = Json::parse(outcome.out);
    EXPECT_EQ(json["seed"], 42);
    ASSERT_EQ(json["rows"].size(), 20U);
    for (std::size_t i = 0; i < 20; ++i) {
        for (const auto& [name, value] : json["rows"][i].items()) {
            const std::string text = value.is_null() ? "" : value.dump();
            if (name != "duration_s") {
                EXPECT_EQ(csv.rows[i].at(name), text) << name;
            }
        }
    }
    EXPECT_EQ(json["recommendation"]["name"], "backlog");
    EXPECT_EQ(json["recommendation"]["value"], 512);
}

TEST_F(CliRun, TheSameSeedGivesTheSameOrder) {
    const auto order = [](const char* seed) {
        const Outcome outcome =
            runCli(wordsOf("sweep --json --vary backlog=1..6 --clients 3 --duration 20ms --seed") + Words{seed});
        std::string text;
        const Json json = Json::parse(outcome.out);
        for (const Json& row : json["rows"]) {
            text += row["backlog"].dump() + " ";
        }
        return text;
    };
    EXPECT_EQ(order("5"), order("5"));
    EXPECT_NE(order("5"), order("6"));
}

TEST_F(CliRun, AGridHasAColumnForEachKnob) {
    const TempDir dir;
    const std::string path = (dir / "grid.csv").string();
    const Outcome outcome =
        runCli(Words{"sweep", "--csv", path} +
               wordsOf("--vary backlog=2,4 --vary net.core.somaxconn=3,9 --clients 20 --accept none "
                       "--duration 50ms"));
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    for (const auto& row : readCsv(path).rows) {
        const int limit = std::min(std::stoi(row.at("backlog")), std::stoi(row.at("net.core.somaxconn")));
        EXPECT_EQ(row.at("limit"), std::to_string(limit));
        EXPECT_EQ(row.at("established"), std::to_string(limit + 1));
    }
}

TEST_F(CliRun, ClientOutcomesAloneDoNotMakeARecommendation) {
    // With cookies every client ends ESTABLISHED at every backlog; only a queue that never overflows is good.
    const Outcome outcome =
        runCli(wordsOf("sweep --json --vary backlog=4,64,1024 --clients 300 --accept 2000/s --seed 1"));
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Json json = Json::parse(outcome.out);
    EXPECT_EQ(json["recommendation"]["value"], 1024) << json["recommendation"]["reason"];
}

TEST_F(CliRun, APresetIsARegularFile) {
    const TempDir dir;
    std::filesystem::create_directories(dir / "listenscope/experiments");
    const std::string fifo = (dir / "listenscope/experiments/fifo.toml").string();
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    for (const std::string& path : {fifo, std::string("/dev/zero")}) {
        const Outcome refused = runCli({"experiment", "run", path});
        EXPECT_EQ(refused.status, 2) << path;
        EXPECT_NE(refused.err.find(path + ": not a regular file"), std::string::npos) << refused.err;
    }
    const std::string program = quoted(builtProgram("listenscope-cli"));
    const Outcome list =
        runShell("XDG_DATA_HOME=" + quoted(dir.path().string()) + " exec " + program + " experiment list");
    EXPECT_EQ(list.status, 0) << list.err;
    EXPECT_NE((list.out + list.err).find("fifo.toml: not a regular file"), std::string::npos) << list.out << list.err;

    const std::string copy = (dir / "copy.toml").string();
    const std::string name = list.out.substr(0, list.out.find_first_of(" \n"));
    ASSERT_EQ(runShell(program + " experiment show " + name + " > " + quoted(copy)).status, 0) << name;
    const Outcome shown = runShell(program + " experiment show /dev/stdin < " + quoted(copy));
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_EQ(shown.out, readFile(copy));
}

/// Whether the main thread of a process waits in open(2) of a FIFO, proc_pid_syscall(5).
bool waitsForAReader(const Process& process) {
    return readFile("/proc/" + std::to_string(process.pid()) + "/syscall")
        .starts_with(std::to_string(SYS_openat) + " ");
}

TEST_F(CliRun, AFifoWithoutAReaderDoesNotHoldUpASignal) {
    const TempDir dir;
    const std::string fifo = (dir / "fifo").string();
    const std::string file = (dir / "file").string();
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    for (const std::string& line :
         {"lab --clients 5 --csv " + fifo, "lab --clients 5 --rtt 1ms --pcap " + fifo,
          "lab --rtt 1ms --pcap " + file + " --csv " + fifo, "lab --rtt 1ms --pcap " + fifo + " --csv " + file,
          "sweep --vary backlog=1,2 --csv " + fifo, "sweep --vary backlog=1,2 --pcap " + fifo,
          "sweep --vary backlog=1,2 --pcap " + file + " --csv " + fifo,
          "sweep --vary backlog=1,2 --pcap " + fifo + " --csv " + file, "inspect --csv " + fifo}) {
        std::vector<std::string> words = wordsOf(line);
        words.insert(words.begin(), builtProgram("listenscope-cli"));
        Process cli(words);
        ASSERT_TRUE(eventually([&] { return waitsForAReader(cli); })) << line;
        cli.signal(SIGTERM);
        EXPECT_EQ(cli.wait(std::chrono::seconds(10)).status, 128 + SIGTERM) << line;
        const auto left = std::filesystem::directory_iterator(dir.path());
        EXPECT_EQ(std::distance(begin(left), end(left)), 1) << "but for the FIFO nothing stays: " << line;
    }
}

TEST_F(CliRun, AFifoWithAReaderGetsTheCaptureAndTheSignalStillStops) {
    const TempDir dir;
    const std::string fifo = (dir / "fifo").string();
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    Process reader({"/bin/sh", "-c", "cat '" + fifo + "' | wc -c"});
    Process cli({builtProgram("listenscope-cli"), "lab", "--json", "--clients", "100000", "--rate", "1000/s", "--rtt",
                 "1ms", "--duration", "1h", "--pcap", fifo});
    ASSERT_TRUE(eventually([&] { return !test::childrenOf(cli.pid()).empty(); }));
    cli.signal(SIGTERM);
    const Outcome outcome = cli.wait();
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(Json::parse(outcome.out)["interrupted"], true);
    EXPECT_GE(std::stoll(reader.wait().out), 24) << "the header of the file at least";
}

TEST_F(CliRun, AnInterruptedSweepKeepsItsRows) {
    const TempDir dir;
    const std::string path = (dir / "sweep.csv").string();
    Process cli({builtProgram("listenscope-cli"), "sweep", "--json", "--vary", "backlog=1..500", "--clients", "5",
                 "--duration", "100ms", "--csv", path});
    const auto rowsIn = [](const std::string& file) { return readCsv(file).rows.size(); };
    ASSERT_TRUE(eventually([&] { return rowsIn(path + ".part") >= 2; }));
    EXPECT_FALSE(std::filesystem::exists(path));
    cli.signal(SIGINT);
    const Outcome outcome = cli.wait();
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Json json = Json::parse(outcome.out);
    EXPECT_EQ(json["interrupted"], true);
    EXPECT_GE(json["rows"].size(), 2U);
    EXPECT_EQ(rowsIn(path), json["rows"].size());
    EXPECT_EQ(dir.fileCount(), 1U);
}

TEST_F(CliRun, ASweepWhoseOpenerIsKilledKeepsItsRowsBesideTheFile) {
    const TempDir dir;
    const std::string path = (dir / "sweep.csv").string();
    Process cli({builtProgram("listenscope-cli"), "sweep", "--vary", "backlog=1..500", "--clients", "5", "--duration",
                 "100ms", "--csv", path});
    ASSERT_TRUE(eventually([&] { return readCsv(path + ".part").rows.size() >= 2; }));
    ::kill(test::childrenOf(cli.pid()).front(), SIGKILL);
    const Outcome outcome = cli.wait();
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.err.find(path + ".part"), std::string::npos) << outcome.err;
    EXPECT_GE(readCsv(path + ".part").rows.size(), 2U);
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(CliRun, TheTableAndTheAdviceAreReadable) {
    const Outcome outcome = runCli(wordsOf("sweep --vary backlog=2,16 --clients 10 --accept none --duration 50ms"));
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out.rfind("backlog  limit", 0), 0U) << outcome.out;
    EXPECT_NE(outcome.out.find("Recommended: backlog 16"), std::string::npos) << outcome.out;
    EXPECT_TRUE(outcome.err.empty()) << "progress only on a terminal";
}

} // namespace
} // namespace ls
