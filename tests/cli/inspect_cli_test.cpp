// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/eventually.h"
#include "tests/support/listening.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <string>

#include <signal.h>

namespace ls {
namespace {

using Json = nlohmann::json;
using test::connectMany;
using test::inodeOf;
using test::listenAt;
using test::Outcome;
using test::Place;
using test::runCli;

/// The listener with this inode, or null.
Json find(const Json& document, std::uint64_t inode) {
    for (const Json& listener : document["listeners"]) {
        if (listener["inode"] == inode) {
            return listener;
        }
    }
    return nullptr;
}

TEST(CliInspect, JsonHoldsTheContractsKeys) {
    const UniqueFd listening = listenAt(Place::v6("::1"), 3);
    const auto clients = connectMany(Place::of(listening.get()), 2);
    const Outcome outcome = runCli({"inspect", "--all", "--json"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Json document = Json::parse(outcome.out);
    const Json listener = find(document, inodeOf(listening));
    ASSERT_FALSE(listener.is_null()) << outcome.out;
    EXPECT_EQ(listener["family"], "tcp6");
    EXPECT_EQ(listener["local"], "::1");
    EXPECT_EQ(listener["port"], Place::of(listening.get()).port());
    EXPECT_EQ(listener["depth"], 2);
    EXPECT_EQ(listener["limit"], 3);
    EXPECT_NEAR(listener["fill"].get<double>(), 2.0 / 3, 1e-9);
    EXPECT_EQ(listener["half_open"], 0);
    EXPECT_EQ(listener["drops"], 0);
    EXPECT_EQ(listener["uid"], ::geteuid());
    EXPECT_EQ(listener["processes"][0]["pid"], ::getpid());
    EXPECT_EQ(listener["processes"][0]["name"], "cli_tests");
    for (const char* key : {"cookie", "unit", "namespace"}) {
        EXPECT_TRUE(listener.contains(key)) << key;
    }
    for (const char* key : {"kernel", "time", "counters", "sockets"}) {
        EXPECT_TRUE(document.contains(key)) << key;
    }
    EXPECT_GE(document["states"]["LISTEN"], 1);
    EXPECT_GE(document["sockets"].size(), 5U);
}

TEST(CliInspect, WatchPrintsOneDocumentALineUntilStopped) {
    const test::TempDir dir;
    const std::string path = (dir / "documents").string();
    test::Process cli({"/bin/sh", "-c",
                       "exec '" + test::builtProgram("listenscope-cli") + "' inspect --watch 100ms --json >" + path});
    ASSERT_TRUE(test::eventually([&] {
        const std::string text = test::readFile(path);
        return std::count(text.begin(), text.end(), '\n') >= 2;
    }));
    cli.signal(SIGINT);
    const Outcome outcome = cli.wait();
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    std::istringstream lines(test::readFile(path));
    std::string line;
    std::size_t documents = 0;
    bool interrupted = false;
    while (std::getline(lines, line)) {
        ++documents;
        interrupted = Json::parse(line)["interrupted"];
    }
    EXPECT_GE(documents, 2U);
    EXPECT_TRUE(interrupted) << "the last one says so";
}

TEST(CliInspect, TheTableNamesTheOwner) {
    const UniqueFd listening = listenAt(Place::v4("127.0.0.1"), 3);
    const std::string port = std::to_string(Place::of(listening.get()).port());
    const Outcome outcome = runCli({"inspect", ":" + port});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out.rfind("WAITING", 0), 0U) << outcome.out;
    EXPECT_NE(outcome.out.find("127.0.0.1:" + port), std::string::npos) << outcome.out;
    EXPECT_NE(outcome.out.find("/cli_tests"), std::string::npos) << outcome.out;
}

/// Who asks about one listener is told of that one's troubles alone.
TEST(CliInspect, AlertsAreThoseOfTheRowsShown) {
    const UniqueFd quiet = listenAt(Place::v4("127.0.0.1"), 3);
    const UniqueFd full = listenAt(Place::v4("127.0.0.1"), 4);
    const auto clients = connectMany(Place::of(full.get()), 5);
    const test::TempDir dir;
    const auto watch = [&](const UniqueFd& listener, const std::string& name) {
        const std::string port = std::to_string(Place::of(listener.get()).port());
        return test::Process({"/bin/sh", "-c",
                              "exec '" + test::builtProgram("listenscope-cli") + "' inspect --watch 100ms :" + port +
                                  " >" + (dir / name).string()});
    };
    const std::string words = "has 5 connections waiting for accept()";
    test::Process ofQuiet = watch(quiet, "quiet"); // the first: it has seen what the second sees
    test::Process ofFull = watch(full, "full");
    EXPECT_TRUE(
        test::eventually([&] { return test::readFile((dir / "full").string()).find(words) != std::string::npos; }));
    for (test::Process* process : {&ofQuiet, &ofFull}) {
        process->signal(SIGINT);
        EXPECT_EQ(process->wait().status, 0);
    }
    EXPECT_EQ(test::readFile((dir / "quiet").string()).find(words), std::string::npos);
}

TEST(CliInspect, ThePredictedWaitComesWithItsEvidenceOnceItIsKnown) {
    const UniqueFd full = listenAt(Place::v4("127.0.0.1"), 4);
    const auto clients = connectMany(Place::of(full.get()), 5);
    const std::string port = std::to_string(Place::of(full.get()).port());
    const Outcome once = runCli({"inspect", ":" + port});
    EXPECT_NE(once.out.find("cli_tests 127.0.0.1:" + port + ": predicted wait unknown: 5 wait; how fast"),
              std::string::npos)
        << once.out;
    EXPECT_TRUE(find(Json::parse(runCli({"inspect", "--json"}).out), inodeOf(full))["predicted_wait_s"].is_null());
    const test::TempDir dir;
    const std::string path = (dir / "tables").string();
    test::Process cli(
        {"/bin/sh", "-c",
         "exec '" + test::builtProgram("listenscope-cli") + "' inspect --watch 100ms :" + port + " >" + path});
    ASSERT_TRUE(test::eventually(
        [&] { return test::readFile(path).find("predicted wait without end: 5 wait") != std::string::npos; }));
    const UniqueFd accepted(::accept4(full.get(), nullptr, nullptr, SOCK_CLOEXEC));
    ASSERT_TRUE(accepted.isOpen());
    EXPECT_TRUE(test::eventually([&] {
        const std::string text = test::readFile(path);
        return text.find(" s: 4 wait, and 0.") != std::string::npos;
    }));
    cli.signal(SIGINT);
    EXPECT_EQ(cli.wait().status, 0);
}

TEST(CliInspect, AlertsSayWhichListenerFillsAndInWords) {
    const UniqueFd full = listenAt(Place::v4("127.0.0.1"), 1);
    const auto clients = connectMany(Place::of(full.get()), 2);
    const std::string path = testing::TempDir() + "inspect-alerts-" + std::to_string(::getpid());
    test::Process cli({"/bin/sh", "-c",
                       "exec '" + test::builtProgram("listenscope-cli") + "' inspect --watch 100ms --json >" + path});
    const std::string words =
        "cli_tests 127.0.0.1:" + std::to_string(Place::of(full.get()).port()) + " has 2 connections";
    ASSERT_TRUE(test::eventually([&] { return test::readFile(path).find(words) != std::string::npos; }));
    cli.signal(SIGINT);
    ASSERT_EQ(cli.wait().status, 0);
    std::istringstream lines(test::readFile(path));
    Json found;
    for (std::string line; std::getline(lines, line);) {
        const Json document = Json::parse(line);
        for (const Json& alert : document["alerts"]) {
            found = alert["inode"] == inodeOf(full) ? alert : found;
        }
    }
    ASSERT_FALSE(found.is_null());
    EXPECT_EQ(found["kind"], "filling");
    EXPECT_TRUE(found["cause"].is_null()) << "nothing is lost yet";
    EXPECT_EQ(found["text"].get<std::string>().rfind(words, 0), 0U) << found;
}

TEST(CliCheck, ExitsWith4AndNamesWhoExceeds) {
    const UniqueFd full = listenAt(Place::v4("127.0.0.1"), 1);
    const auto clients = connectMany(Place::of(full.get()), 2);
    const std::string port = std::to_string(Place::of(full.get()).port());
    const Outcome over = runCli({"check", "--fill-over", "0.8", "--for", "200ms", ":" + port});
    EXPECT_EQ(over.status, 4) << over.out << over.err;
    EXPECT_NE(over.out.find("cli_tests 127.0.0.1:" + port + ": 200 % full"), std::string::npos) << over.out;
    EXPECT_NE(over.out.find("\n  the limit is 1, below net.core.somaxconn"), std::string::npos) << over.out;
    const Outcome within = runCli({"check", "--fill-over", "2", "--for", "200ms", ":" + port});
    EXPECT_EQ(within.status, 0) << within.out << within.err;
}

TEST(CliCheck, DropsAreSaidWithTheirCause) {
    const UniqueFd full = listenAt(Place::v4("127.0.0.1"), 1);
    const auto clients = connectMany(Place::of(full.get()), 8); // they try again within any three seconds
    const std::string port = std::to_string(Place::of(full.get()).port());
    const Outcome over = runCli({"check", "--drops-over", "0", "--for", "4s", ":" + port});
    EXPECT_EQ(over.status, 4) << over.out << over.err;
    EXPECT_NE(over.out.find(" drops: accept queue full\n"), std::string::npos) << over.out;
}

TEST(CliCheck, BadBoundsAreNamed) {
    EXPECT_EQ(runCli({"check", "--fill-over", "much"}).status, 2);
    EXPECT_EQ(runCli({"check", "--drops-over", "-1"}).status, 2);
    EXPECT_EQ(runCli({"check", "--for", "5"}).status, 2);
    EXPECT_EQ(runCli({"inspect", "--watch", "0s"}).status, 2);
}

TEST(CliInspect, FilterKeepsTheRowsForWhichItHolds) {
    const UniqueFd full = listenAt(Place::v4("127.0.0.1"), 1);
    const UniqueFd empty = listenAt(Place::v4("127.0.0.1"), 1);
    const auto clients = connectMany(Place::of(full.get()), 2);
    const Outcome outcome = runCli({"inspect", "--json", "proc = cli_tests and fill > 50% and not user = nobody-else"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    const Json document = Json::parse(outcome.out);
    EXPECT_FALSE(find(document, inodeOf(full)).is_null()) << outcome.out;
    EXPECT_TRUE(find(document, inodeOf(empty)).is_null()) << outcome.out;
}

TEST(CliInspect, AWrongFilterIsNamedWithItsPlace) {
    const Outcome outcome = runCli({"inspect", "depth > 1 and fil > 0.5"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("'fil' is not a field (character 15); did you mean 'fill'?"), std::string::npos)
        << outcome.err;
}

} // namespace
} // namespace ls
