// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/advisor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace ls::inspect {
namespace {

using Id = Finding::Id;
using Severity = Finding::Severity;
using Certainty = Finding::Certainty;
using What = Evidence::What;
using Place = Change::Place;

const ProgramCatalogue& programs() {
    static const ProgramCatalogue list = ProgramCatalogue::builtIn().value();
    return list;
}

/// nginx, whose queue of 128 is full.
ListenerFacts fullNginx() {
    ListenerFacts facts;
    facts.process = "nginx";
    facts.unit = "nginx.service";
    facts.endpoint = "127.0.0.1:8080";
    facts.address = "127.0.0.1";
    facts.port = 8080;
    facts.limit = 128;
    facts.somaxconn = 128;
    facts.depth = 129;
    facts.drops = 12;
    return facts;
}

std::vector<Id> idsOf(const ListenerFacts& facts) {
    std::vector<Id> ids;
    for (const Finding& finding : advise(facts, programs())) {
        ids.push_back(finding.id);
        EXPECT_EQ(sentence(finding).find('?'), std::string::npos) << sentence(finding);
        EXPECT_EQ(finding.certainty == Certainty::Probable, sentence(finding).find("probably") != std::string::npos)
            << sentence(finding);
    }
    return ids;
}

Finding only(const ListenerFacts& facts) {
    const auto findings = advise(facts, programs());
    EXPECT_EQ(findings.size(), 1U);
    return findings.empty() ? Finding{} : findings.front();
}

const Change* changeAt(const Finding& finding, Place place) {
    const auto found = std::find_if(finding.changes.begin(), finding.changes.end(),
                                    [&](const Change& change) { return change.place == place; });
    return found != finding.changes.end() ? &*found : nullptr;
}

TEST(ProgramCatalogue, EveryProgramSaysWhereItWasLookedUp) {
    const auto list = ProgramCatalogue::builtIn();
    ASSERT_TRUE(list) << list.error().text;
    std::set<std::string> names;
    for (const Program& program : list->programs()) {
        EXPECT_TRUE(names.insert(program.name).second) << program.name << " stands twice";
        EXPECT_FALSE(program.processes.empty() && program.units.empty()) << program.name;
        EXPECT_FALSE(program.source.empty()) << program.name;
        EXPECT_FALSE(program.apply.empty()) << program.name;
        EXPECT_TRUE(!program.defaults.empty() || program.asksForSomaxconn || !program.defaultNote.empty())
            << program.name;
        EXPECT_EQ(program.setting.empty(), program.line.empty()) << program.name;
        EXPECT_TRUE(program.line.empty() || program.line.find("{backlog}") != std::string::npos ||
                    program.line.find("{half}") != std::string::npos)
            << program.name;
    }
    EXPECT_GE(names.size(), 20U);
}

TEST(ProgramCatalogue, FindsByProcessAndElseByUnit) {
    EXPECT_EQ(programs().find("nginx", "")->name, "nginx");
    EXPECT_EQ(programs().find("php-fpm8.2", "")->name, "PHP-FPM");
    EXPECT_EQ(programs().find("java", "kafka.service")->name, "Apache Kafka");
    EXPECT_EQ(programs().find("java", ""), nullptr);
    EXPECT_TRUE(programs().find("traefik", "")->asksForSomaxconn);
    EXPECT_EQ(programs().find("java", "netty-echo.service")->setting, "ChannelOption.SO_BACKLOG");
    EXPECT_EQ(programs().find("", ""), nullptr);
    EXPECT_EQ(programs().find("nginxx", ""), nullptr);
    EXPECT_FALSE(ProgramCatalogue::parse("[{}]"));
    EXPECT_FALSE(ProgramCatalogue::parse("["));
}

TEST(Advisor, SaysNothingWhereAllIsWell) {
    ListenerFacts facts = fullNginx();
    facts.drops = 0;
    facts.depth = 3;
    EXPECT_TRUE(idsOf(facts).empty());
    facts.asked = 511; // capped, but nobody waits
    EXPECT_TRUE(idsOf(facts).empty());
    EXPECT_TRUE(idsOf(ListenerFacts{}).empty());
    facts.acceptRate = 0;  // nobody comes
    facts.cookiesSent = 5; // another listener's
    EXPECT_TRUE(idsOf(facts).empty());
}

TEST(Advisor, CappedBySomaxconnIsCertainOnlyWhereTheAskedIsKnown) {
    ListenerFacts facts = fullNginx();
    Finding finding = only(facts);
    EXPECT_EQ(finding.id, Id::CappedBySomaxconn);
    EXPECT_EQ(finding.certainty, Certainty::Probable);
    EXPECT_EQ(finding.severity, Severity::Loss);
    EXPECT_EQ(sentence(finding), "probably asked more, capped at 128 by net.core.somaxconn");
    facts.asked = 511;
    finding = only(facts);
    EXPECT_EQ(finding.id, Id::CappedBySomaxconn);
    EXPECT_EQ(finding.certainty, Certainty::Seen);
    EXPECT_EQ(sentence(finding), "asked 511, capped at 128 by net.core.somaxconn");
    EXPECT_EQ(finding.valueOf(What::Somaxconn), 128);
    ASSERT_NE(changeAt(finding, Place::SysctlD), nullptr);
    EXPECT_EQ(changeAt(finding, Place::SysctlD)->text, "net.core.somaxconn = 1024\n");
    EXPECT_EQ(changeAt(finding, Place::SysctlD)->apply, "sysctl --system && systemctl restart nginx.service");
    EXPECT_EQ(changeAt(finding, Place::Program), nullptr); // it asks for enough
    facts.asked = 60000;
    EXPECT_EQ(changeAt(only(facts), Place::SysctlD)->text, "net.core.somaxconn = 60000\n");
}

TEST(Advisor, InAContainerTheHostsFileDoesNotHelp) {
    ListenerFacts facts = fullNginx();
    facts.unit.clear();
    facts.container = "web";
    const Finding finding = only(facts);
    EXPECT_EQ(changeAt(finding, Place::SysctlD), nullptr);
    for (const Place place : {Place::Docker, Place::Compose, Place::Kubernetes}) {
        ASSERT_NE(changeAt(finding, place), nullptr);
        EXPECT_NE(changeAt(finding, place)->text.find("net.core.somaxconn"), std::string::npos);
        EXPECT_NE(changeAt(finding, place)->text.find("1024"), std::string::npos);
    }
}

TEST(Advisor, TheProgramsDefaultIsTheLimit) {
    ListenerFacts facts = fullNginx();
    facts.limit = 511;
    facts.depth = 512;
    facts.somaxconn = 4096;
    const Finding finding = only(facts);
    EXPECT_EQ(finding.id, Id::ProgramAsksForThis);
    EXPECT_EQ(finding.certainty, Certainty::Probable);
    EXPECT_EQ(finding.valueOf(What::ProgramDefault), 511);
    EXPECT_EQ(sentence(finding),
              "nginx probably asked for 511 itself, its default; net.core.somaxconn would allow 4096");
    ASSERT_NE(changeAt(finding, Place::Program), nullptr);
    EXPECT_EQ(changeAt(finding, Place::Program)->text, "listen 127.0.0.1:8080 backlog=1024;");
    EXPECT_EQ(changeAt(finding, Place::Program)->apply, "systemctl reload nginx.service");
    EXPECT_EQ(changeAt(finding, Place::SysctlD), nullptr); // 4096 allows it already
    facts.asked = 511;
    EXPECT_EQ(only(facts).certainty, Certainty::Seen);
}

TEST(Advisor, PostgresqlIsToldInItsOwnTerms) {
    ListenerFacts facts = fullNginx();
    facts.process = "postgres";
    facts.limit = 200;
    facts.depth = 201;
    facts.somaxconn = 4096;
    EXPECT_EQ(changeAt(only(facts), Place::Program)->text, "max_connections = 512");
}

/// The line that a program's owner would paste for a queue of 100 that is full at this place.
std::string lineFor(const std::string& process, const std::string& unit, const std::string& address,
                    std::optional<std::uint16_t> port) {
    ListenerFacts facts = fullNginx();
    facts.process = process;
    facts.unit = unit;
    facts.address = address;
    facts.port = port;
    facts.endpoint =
        port ? (address.find(':') == std::string::npos ? address : "[" + address + "]") + ":" + std::to_string(*port)
             : "unix:" + address;
    facts.limit = 100;
    facts.depth = 101;
    facts.somaxconn = 4096;
    const Finding finding = only(facts);
    const Change* change = changeAt(finding, Place::Program);
    return change == nullptr ? "" : change->text;
}

TEST(Advisor, SnippetsNameTheListenersOwnPlace) {
    EXPECT_EQ(lineFor("puma", "", "::1", 9292), "bind 'tcp://[::1]:9292?backlog=1024'");
    EXPECT_EQ(lineFor("puma", "", "/run/puma.sock", std::nullopt), "bind 'unix:///run/puma.sock?backlog=1024'");
    EXPECT_EQ(lineFor("node", "", "127.0.0.1", 3001),
              "server.listen({ port: 3001, host: '127.0.0.1', backlog: 1024 });");
    EXPECT_EQ(lineFor("node", "", "/run/app.sock", std::nullopt),
              "server.listen({ path: '/run/app.sock', backlog: 1024 });");
    EXPECT_EQ(lineFor("java", "tomcat10.service", "::", 8443), "<Connector port=\"8443\" acceptCount=\"1024\" />");
    EXPECT_EQ(lineFor("java", "tomcat10.service", "/run/tomcat.sock", std::nullopt), "");
    EXPECT_EQ(lineFor("nginx", "", "/run/web.sock", std::nullopt), "listen unix:/run/web.sock backlog=1024;");
}

TEST(Advisor, NoSnippetHasAPlaceThatIsNotTheListeners) {
    for (const Program& program : programs().programs()) {
        for (const std::string& text : {program.line, program.unixLine, program.file}) {
            EXPECT_EQ(text.find("0.0.0.0"), std::string::npos) << program.name;
            EXPECT_EQ(
                std::search_n(text.begin(), text.end(), 3, '0', [](char c, char) { return c >= '0' && c <= '9'; }),
                text.end())
                << program.name << ": " << text;
        }
    }
}

TEST(Advisor, SomaxconnWasRaisedButNobodyListenedAgain) {
    ListenerFacts facts = fullNginx();
    facts.depth = 0;
    facts.drops = 0;
    facts.asked = 511;
    facts.somaxconn = 4096;
    Finding finding = only(facts); // worth knowing before it overflows
    EXPECT_EQ(finding.id, Id::NotListenedAgain);
    EXPECT_EQ(finding.severity, Severity::Note);
    EXPECT_EQ(finding.certainty, Certainty::Seen);
    EXPECT_EQ(finding.changes.front().apply, "systemctl restart nginx.service");

    facts = fullNginx();
    facts.process = "caddy"; // Go takes somaxconn, so an old one shows
    facts.somaxconn = 4096;
    finding = only(facts);
    EXPECT_EQ(finding.id, Id::NotListenedAgain);
    EXPECT_EQ(finding.certainty, Certainty::Probable);
}

TEST(Advisor, DoesNotGuessAboutAnUnknownProgram) {
    ListenerFacts facts = fullNginx();
    facts.process = "in-house";
    facts.unit.clear();
    facts.somaxconn = 4096;
    const Finding finding = only(facts);
    EXPECT_EQ(finding.id, Id::OriginUnknown);
    EXPECT_TRUE(finding.changes.empty());
    facts.somaxconn.reset();
    EXPECT_TRUE(idsOf(facts).empty());
}

TEST(Advisor, ALoweredSomaxconnIsTold) {
    ListenerFacts facts = fullNginx();
    facts.somaxconn = 64;
    EXPECT_EQ(idsOf(facts), std::vector{Id::SomaxconnLowered});
}

TEST(Advisor, ASlowAccepterGainsNothingFromALargerBacklog) {
    ListenerFacts facts = fullNginx();
    facts.acceptRate = 43;
    const auto findings = advise(facts, programs());
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[1].id, Id::SlowAccepter);
    EXPECT_DOUBLE_EQ(findings[1].valueOf(What::PredictedWait).value(), 3.0);
    EXPECT_EQ(sentence(findings[1]), "129 wait and 43.0 are accepted a second, so the last one waits 3.0 s; a larger "
                                     "backlog probably only makes everyone wait longer");
    EXPECT_TRUE(findings[1].changes.empty());
    facts.acceptRate = 10000; // a burst: a larger backlog does help
    EXPECT_EQ(idsOf(facts), std::vector{Id::CappedBySomaxconn});
    facts.acceptRate = 0;
    EXPECT_EQ(idsOf(facts), (std::vector{Id::CappedBySomaxconn, Id::NobodyAccepts}));
}

TEST(Advisor, AnUnevenReuseportGroup) {
    ListenerFacts facts = fullNginx();
    facts.group = {{129, 128, 12}, {0, 128, 0}, {5, 128, 0}};
    EXPECT_EQ(idsOf(facts), (std::vector{Id::CappedBySomaxconn, Id::UnevenGroup}));
    facts.group = {{129, 128, 12}, {128, 128, 0}}; // no room anywhere
    EXPECT_EQ(idsOf(facts), std::vector{Id::CappedBySomaxconn});
}

TEST(Advisor, AFullSynQueueIsThisListenersOnlyIfItsOwnIsFull) {
    ListenerFacts facts = fullNginx();
    facts.drops = 0;
    facts.depth = 0;
    facts.cookiesSent = 40;
    facts.halfOpen = 129;
    const Finding finding = only(facts);
    EXPECT_EQ(finding.id, Id::SynQueueFull);
    EXPECT_EQ(finding.certainty, Certainty::Probable);
    EXPECT_EQ(finding.valueOf(What::CookiesSent), 40);
    facts.halfOpen = 2;
    EXPECT_TRUE(idsOf(facts).empty());
}

TEST(Advisor, AbortOnOverflowIsNamedWhereItHurts) {
    ListenerFacts facts = fullNginx();
    facts.abortsOnOverflow = true;
    EXPECT_EQ(idsOf(facts), (std::vector{Id::CappedBySomaxconn, Id::AbortsOnOverflow}));
    facts.drops = 0;
    EXPECT_EQ(idsOf(facts), std::vector{Id::CappedBySomaxconn});
}

TEST(Advisor, TheSmallestAndLargestLimits) {
    ListenerFacts facts = fullNginx();
    facts.limit = 0;
    facts.somaxconn = 0;
    facts.depth = 0;
    facts.drops = 0;
    EXPECT_TRUE(idsOf(facts).empty());
    facts.depth = 1;
    EXPECT_EQ(idsOf(facts), std::vector{Id::CappedBySomaxconn});
    facts.limit = 4294967295U;
    facts.somaxconn = 4294967295U;
    facts.depth = 4294967295U;
    EXPECT_EQ(idsOf(facts), std::vector{Id::CappedBySomaxconn});
}

} // namespace
} // namespace ls::inspect
