// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/preset_texts.h"
#include "tests/support/eventually.h"
#include "tests/support/laboratory.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <signal.h>

namespace ls {
namespace {

using experiment::PresetText;
using experiment::presetTexts;
using Json = nlohmann::json;
using test::Outcome;
using test::runCli;
using test::TempDir;

std::string textOf(const std::string& name) {
    for (const PresetText& preset : presetTexts()) {
        if (preset.name == name) {
            return std::string(preset.text);
        }
    }
    return {};
}

/// A preset with `from` replaced by `to`, as a user would edit a copy; its file. `which`: of several edits of one
/// preset.
std::string edited(const TempDir& dir, const std::string& name, const std::string& from, const std::string& to,
                   std::size_t which = 0) {
    std::string text = textOf(name);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << name << ": " << from;
    text.replace(at, from.size(), to);
    const std::string file = (dir / (name + "-edited" + std::to_string(which) + ".toml")).string();
    std::ofstream(file) << text;
    return file;
}

TEST(ExperimentCli, ListsAndShowsWhatThereIs) {
    const Outcome list = runCli({"experiment", "list", "--json"});
    ASSERT_EQ(list.status, 0) << list.err;
    const Json document = Json::parse(list.out);
    ASSERT_GE(document["experiments"].size(), presetTexts().size());
    for (std::size_t i = 0; i < presetTexts().size(); ++i) {
        EXPECT_EQ(document["experiments"][i]["name"], presetTexts()[i].name);
        EXPECT_FALSE(document["experiments"][i]["sources"].empty());
        EXPECT_NE(runCli({"experiment", "list"}).out.find(presetTexts()[i].name), std::string::npos);
    }
    const Outcome shown = runCli({"experiment", "show", "somaxconn"});
    EXPECT_EQ(shown.out, textOf("somaxconn"));
}

TEST(ExperimentCli, BadNamesAndPresetsAreStatusTwo) {
    const TempDir dir;
    const std::string broken = edited(dir, "backlog-plus-one", "--backlog 5", "--backlog five");
    struct Bad {
        std::vector<std::string> words;
        std::string named;
    };
    for (const Bad& bad :
         {Bad{{"experiment"}, "subcommand"}, Bad{{"experiment", "run"}, "--all"},
          Bad{{"experiment", "run", "--all", "somaxconn"}, "--all"}, Bad{{"experiment", "run", "nothing"}, "nothing"},
          Bad{{"experiment", "show", "nothing"}, "nothing"},
          Bad{{"experiment", "run", "somaxconn", "nothing"}, "nothing"},
          Bad{{"experiment", "run", (dir / "nowhere.toml").string()}, "nowhere.toml"},
          Bad{{"experiment", "run", broken}, "line 32: --backlog"}}) {
        const Outcome outcome = runCli(bad.words);
        EXPECT_EQ(outcome.status, 2) << outcome.err;
        EXPECT_NE(outcome.err.find(bad.named), std::string::npos) << outcome.err;
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    }
}

class ExperimentRunTest : public test::LaboratoryTest {
protected:
    /// `experiment run … --json` of each. An experiment mostly waits, so some go on beside each other: faster, and a
    /// test of what a busy machine does to them. The outcomes are in the order of the presets.
    [[nodiscard]] static std::vector<Outcome> runAll(const std::vector<std::string>& presets) {
        constexpr std::size_t kTogether = 6;
        constexpr std::chrono::seconds kPatience{240};
        std::vector<Outcome> outcomes;
        while (outcomes.size() < presets.size()) {
            std::vector<std::unique_ptr<test::Process>> running;
            const std::size_t end = std::min(outcomes.size() + kTogether, presets.size());
            for (std::size_t i = outcomes.size(); i < end; ++i) {
                running.push_back(std::make_unique<test::Process>(std::vector<std::string>{
                    test::builtProgram("listenscope-cli"), "experiment", "run", presets[i], "--json"}));
            }
            for (const auto& process : running) {
                outcomes.push_back(process->wait(kPatience));
            }
        }
        return outcomes;
    }
};

TEST_F(ExperimentRunTest, EveryOneHolds) {
    std::vector<std::string> names;
    for (const PresetText& preset : presetTexts()) {
        names.emplace_back(preset.name);
    }
    const std::vector<Outcome> outcomes = runAll(names);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        SCOPED_TRACE(names[i]);
        EXPECT_EQ(outcomes[i].status, 0) << outcomes[i].err;
        const Json document = Json::parse(outcomes[i].out, nullptr, false);
        ASSERT_FALSE(document.is_discarded()) << outcomes[i].out;
        EXPECT_TRUE(document["passed"].get<bool>());
        const Json& experiment = document["experiments"][0];
        EXPECT_EQ(experiment["name"], names[i]);
        EXPECT_FALSE(experiment["checks"].empty());
        for (const char* key : {"question", "explanation", "sources"}) {
            EXPECT_FALSE(experiment[key].empty()) << key;
        }
        for (const Json& run : experiment["runs"]) {
            EXPECT_TRUE(run["result"].is_null() || run["result"]["problems"].empty()) << run["result"]["problems"];
        }
    }
}

/// One setting of a preset is changed so that something it claims is no longer true.
struct Falsified {
    const char* preset;
    const char* from;
    const char* to;
    const char* check; ///< what must fail
};

const Falsified kFalsified[] = {
    Falsified{"backlog-plus-one", "--backlog 5", "--backlog 6", "listener.limit == 5"},
    Falsified{"somaxconn", "--duration 700ms", "--duration 700ms --backlog-at 200ms=4", "capped.listener.limit"},
    Falsified{"reactors", "--backlog 512 --clients 1000 --reactors 2 --accept none@0s,all@2s",
              "--backlog 512 --clients 1000 --accept none", "large.server.accepted"},
    Falsified{"syn-retransmits", "--duration 6s", "--duration 4500ms", "usual.counters.TCPSynRetrans"},
    Falsified{"edge-triggered", "edge-once", "edge", "forgetful.server.accepted == 1"},
    Falsified{"reset-before-accept", "--clients 20", "--clients 20 --backlog 5", "burst.accept_queue.max"},
    Falsified{"reuseport", "--listeners reuseport", "--listeners shared", "apart.listener.capacity"},
    Falsified{"reuseport", "--backlog 0 --clients 16", "--backlog 0 --clients 600",
              "min(single.listeners.depth_max) == 0"},
    Falsified{"time-wait", "--close answer --server-close fin", "--close fin", "server_first.states"},
    Falsified{"time-wait", "32807' --sysctl net.ipv4.tcp_tw_reuse=0", "32807' --sysctl net.ipv4.tcp_tw_reuse=1",
              "kept.clients.established"},
    Falsified{"close-wait", "--server-close never", "--server-close answer", "leaking.states.server.CLOSE_WAIT"},
    Falsified{"late-handshake", "--backlog-at 400ms=1", "--backlog-at 400ms=2", "late.server.half_open"},
    Falsified{"late-handshake", "--rate 2/s", "--rate 1/s", "apart.server.half_open"},
    Falsified{"accepting-server", "--accept none", "--accept all", "idle.server.queued"},
    Falsified{"accepting-server", "--rtt 500ms --sysctl net.ipv4.tcp_syncookies=0",
              "--rtt 500ms --sysctl net.ipv4.tcp_syncookies=1", "together.clients.established_at_once"},
    Falsified{"abort-on-overflow", "tcp_abort_on_overflow=0", "tcp_abort_on_overflow=1", "silent.clients.reset"},
    Falsified{"abort-on-overflow", "--rate 2/s", "--rate 1/s", "apart.clients.reset"},
    Falsified{"three-quarters", "tcp_max_syn_backlog=64", "tcp_max_syn_backlog=128", "off.states.server.SYN_RECV"},
    Falsified{"syn-flood", "tcp_syncookies=0", "tcp_syncookies=1", "off.clients.established"},
    Falsified{"ghosts", "--accept none --rtt 50ms --duration", "--accept all --rtt 50ms --duration",
              "quiet.server.queued"},
    Falsified{"keep-alive", "--keepalive off", "--keepalive on", "without.states.server.ESTABLISHED"},
    Falsified{"larger-backlog", "--backlog 1024", "--backlog 16", "large.counters.ListenDrops"},
    Falsified{"larger-backlog", "--clients 300 --accept 200/s --duration 4s",
              "--clients 300 --accept 2000/s --duration 4s", "large.queue_wait_us.max"}};

TEST_F(ExperimentRunTest, EveryOneCanFailAndNamesTheCheck) {
    const TempDir dir;
    std::vector<std::string> files;
    std::set<std::string> presets;
    for (const Falsified& wrong : kFalsified) {
        files.push_back(edited(dir, wrong.preset, wrong.from, wrong.to, files.size()));
        presets.insert(wrong.preset);
    }
    EXPECT_EQ(presets.size(), presetTexts().size());
    const std::vector<Outcome> outcomes = runAll(files);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        SCOPED_TRACE(kFalsified[i].preset);
        EXPECT_EQ(outcomes[i].status, 4) << outcomes[i].err;
        EXPECT_NE(outcomes[i].err.find(kFalsified[i].check), std::string::npos) << outcomes[i].err;
    }
}

const std::string kBurst = "options = \"--backlog 5 --clients 9 --accept none --duration 300ms";

/// A preset whose first run asks for a key that no kernel has; its file.
std::string needsMissingKey(const TempDir& dir, const std::string& name, const std::string& rest) {
    const std::string file = (dir / (name + ".toml")).string();
    std::ofstream(file) << "title.en = \"A key of another kernel\"\nquestion.en = \"?\"\nexplanation.en = \".\"\n"
                        << "[[run]]\nname = \"missing\"\n"
                        << kBurst << " --sysctl net.ipv4.tcp_of_tomorrow=1\"\n"
                        << rest;
    return file;
}

TEST_F(ExperimentRunTest, WhatThisKernelLacksStopsNoOtherRun) {
    const TempDir dir;
    const std::string file = needsMissingKey(dir, "half",
                                             "[[run]]\nname = \"plain\"\n" + kBurst +
                                                 "\"\n[[check]]\nsays.en = \"The key does something\"\n"
                                                 "holds = \"missing.server.queued == 6\"\n"
                                                 "[[check]]\nsays.en = \"The queue is full\"\n"
                                                 "holds = \"plain.server.queued == 6\"\n");
    const Outcome outcome = runCli({"experiment", "run", file, "--json"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const Json experiment = Json::parse(outcome.out)["experiments"][0];
    EXPECT_TRUE(experiment["passed"].get<bool>());
    EXPECT_TRUE(experiment["runs"][0]["result"].is_null());
    EXPECT_NE(experiment["runs"][0]["why"].get<std::string>().find("net.ipv4.tcp_of_tomorrow: ENOENT"),
              std::string::npos)
        << experiment["runs"][0]["why"];
    EXPECT_TRUE(experiment["checks"][0]["holds"].is_null());
    EXPECT_EQ(experiment["checks"][1]["holds"], true);
}

TEST_F(ExperimentRunTest, NothingCheckedIsStatusThreeAfterAllOthers) {
    const TempDir dir;
    const std::string file = needsMissingKey(
        dir, "nothing", "[[check]]\nsays.en = \"The key does something\"\nholds = \"server.queued == 6\"\n");
    const Outcome outcome = runCli({"experiment", "run", file, "backlog-plus-one", "--json"});
    EXPECT_EQ(outcome.status, 3) << outcome.err;
    EXPECT_NE(outcome.err.find("nothing: nothing could be checked on this kernel: run missing was not made"),
              std::string::npos)
        << outcome.err;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    const Json document = Json::parse(outcome.out);
    EXPECT_FALSE(document["passed"].get<bool>());
    EXPECT_FALSE(document["experiments"][0]["passed"].get<bool>());
    EXPECT_TRUE(document["experiments"][1]["passed"].get<bool>());
}

TEST_F(ExperimentRunTest, AnInterruptKeepsWhatIsFinished) {
    const TempDir dir;
    const std::string endless = edited(dir, "somaxconn", "--duration 700ms", "--duration 1h");
    const std::string shown = (dir / "shown").string();
    test::Process process({"/bin/sh", "-c",
                           "exec '" + test::builtProgram("listenscope-cli") + "' experiment run backlog-plus-one '" +
                               endless + "' > '" + shown + "'"});
    // The first experiment is printed when it is over; then the second is at work.
    EXPECT_TRUE(test::eventually([&] { return !test::readFile(shown).empty(); }));
    process.signal(SIGINT);
    EXPECT_EQ(process.wait().status, 0);
    const std::string text = test::readFile(shown);
    EXPECT_NE(text.find("measured 6, expected == 6"), std::string::npos) << text;
    EXPECT_NE(text.find("skipped"), std::string::npos) << text;
    EXPECT_NE(text.find("interrupted: "), std::string::npos) << text;
    EXPECT_NE(text.find("source: listen(2)"), std::string::npos) << text;
}

/// Two presets that cannot be used stand in nobody's way; each is named with what to do.
TEST_F(ExperimentRunTest, BrokenOnesAreNamedAndTheOthersRun) {
    const TempDir dir;
    const auto folder = dir / "listenscope/experiments";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "first.toml") << "title = 5\n";
    std::ofstream(folder / "second.toml") << "titel.en = \"A title\"\n";
    const std::string cli =
        "XDG_DATA_HOME='" + dir.path().string() + "' exec '" + test::builtProgram("listenscope-cli") + "' experiment ";
    const Outcome list = test::Process({"/bin/sh", "-c", cli + "list"}).wait();
    EXPECT_EQ(list.status, 0);
    EXPECT_NE(list.out.find("title is missing; write title.en"), std::string::npos) << list.out;

    const std::string shown = (dir / "shown").string();
    test::Process process({"/bin/sh", "-c", cli + "run --all > '" + shown + "'"});
    EXPECT_TRUE(test::eventually([&] { return !test::readFile(shown).empty(); })) << "the first one runs";
    process.signal(SIGINT);
    const Outcome outcome = process.wait();
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    for (const char* name : {"first.toml, line 1", "second.toml, line 1"}) {
        EXPECT_NE(outcome.err.find(name), std::string::npos) << outcome.err;
    }
}

} // namespace
} // namespace ls
