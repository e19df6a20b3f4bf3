// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/shell_words.h"
#include "engine/experiment/expression.h"
#include "engine/experiment/figures.h"
#include "engine/experiment/preset.h"
#include "engine/experiment/preset_catalogue.h"
#include "engine/lab/run_document.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>

namespace ls::experiment {
namespace {

// Words of a command line. --------------------------------------------------------------------------------------

TEST(ShellWords, AreSplitAndJoinedAsAShellDoes) {
    using Words = std::vector<std::string>;
    EXPECT_EQ(splitWords("  lab --backlog 5\n --x 'a b' \"c d\"e f\\ g ''").value(),
              (Words{"lab", "--backlog", "5", "--x", "a b", "c de", "f g", ""}));
    EXPECT_TRUE(splitWords("").value().empty());
    EXPECT_FALSE(splitWords("'open"));
    const Words words{"a b", "it's", "", "--x=1", "*"};
    EXPECT_EQ(splitWords(joinWords(words)).value(), words);
}

// Comparisons. --------------------------------------------------------------------------------------------------

Result<Value> lookUp(std::string_view figure) {
    static const std::map<std::string, Value, std::less<>> kFigures{
        {"a", 5.0}, {"b.c", 2.0}, {"list", std::vector<double>{3, 1, 2}}, {"none", std::monostate()}, {"yes", true}};
    const auto found = kFigures.find(figure);
    if (found == kFigures.end()) {
        return failure(ErrorCode::BadInput, "no such figure");
    }
    return found->second;
}

bool holds(std::string_view text) {
    const auto expression = Expression::parse(text);
    EXPECT_TRUE(expression) << text << ": " << (expression ? "" : expression.error().text);
    const auto outcome = expression->evaluate(lookUp);
    EXPECT_TRUE(outcome) << text << ": " << (outcome ? "" : outcome.error().text);
    return outcome && outcome->holds;
}

TEST(Expression, CalculatesAsWritten) {
    for (const char* text : {"a == 5",
                             "a != 4",
                             "a<6",
                             "a <= 5",
                             "a >= 5",
                             "a > 4.5",
                             "a == 1 + 2 * 2",
                             "a == (1 + 4) * 1",
                             "a - b.c - 1 == 2",
                             "8 / b.c / 2 == 2",
                             "-a == -5",
                             "a - -1 == 6",
                             "min(a, b.c) == 2",
                             "max(list) == 3",
                             "sum(list, a) == 11",
                             "count(list) == 3",
                             "below(list, 3) == 2",
                             "min(max(1, 2), 3) == 2",
                             "none == null",
                             "a != null",
                             "yes == true",
                             "yes != false",
                             "list == list"}) {
        EXPECT_TRUE(holds(text)) << text;
    }
    for (const char* text : {"a == 6", "a != 5", "a < 5", "a <= 4", "a >= 6", "a > 5", "none != null", "yes == false",
                             "below(list, 3) == 3", "a == null", "a == true"}) {
        EXPECT_FALSE(holds(text)) << text;
    }
}

TEST(Expression, TellsMeasuredFromExpectedAndNamesItsFigures) {
    const auto expression = Expression::parse("a + a == min(b.c, 7)").value();
    const auto outcome = expression.evaluate(lookUp).value();
    EXPECT_EQ(toString(outcome.measured), "10");
    EXPECT_EQ(toString(outcome.expected), "2");
    EXPECT_EQ(expression.comparison(), "==");
    EXPECT_EQ(expression.figures(), (std::vector<std::string>{"a", "b.c"}));
    EXPECT_EQ(toString(std::vector<double>{1, 0.5}), "[1, 0.5]");
}

TEST(Expression, WhatCannotBeCalculatedIsAnError) {
    for (const char* text : {"a + none == 5", "none > 1", "a / 0 == 1", "list + 1 == 2", "unknown == 1", "yes < 2"}) {
        EXPECT_FALSE(Expression::parse(text)->evaluate(lookUp)) << text;
    }
}

TEST(Expression, WhatIsNotAComparisonIsRefusedWithWhatWasExpected) {
    for (const auto& [text, named] : std::map<std::string, std::string>{{"", "a figure"},
                                                                        {"a", "=="},
                                                                        {"a ==", "a figure"},
                                                                        {"a = 5", "=="},
                                                                        {"a == 5 5", "the end"},
                                                                        {"a == (5", ")"},
                                                                        {"a == max(5", "')'"},
                                                                        {"a == most(5)", "most"},
                                                                        {"below(a) == 5", "below()"},
                                                                        {"a. == 5", "a."},
                                                                        {"a == b == c", "the end"}}) {
        const auto parsed = Expression::parse(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_NE(parsed.error().text.find(named), std::string::npos) << parsed.error().text;
    }
    EXPECT_FALSE(Expression::parse(std::string(200, '(') + "a == 5"));
    EXPECT_FALSE(Expression::parse("a == " + std::string(Expression::kLongest, '1')));
}

// Figures. ------------------------------------------------------------------------------------------------------

TEST(Figures, AreReadByTheirPublicNames) {
    lab::RunResult result;
    result.listeners = {{5, 6, 0, 3}, {7, 2, 0, 1}};
    result.server.queued = 6;
    result.counters["ListenDrops"] = 4;
    result.sysctls["net.core.somaxconn"] = "4096";
    const auto document = lab::runDocument(result);
    const auto read = [&](std::string_view path) { return toString(readFigure(document, path).value()); };
    EXPECT_EQ(read("server.queued"), "6");
    EXPECT_EQ(read("listener.limit"), "5");
    EXPECT_EQ(read("listeners.depth_max"), "[6, 2]");
    EXPECT_EQ(read("counters.ListenDrops"), "4");
    EXPECT_EQ(read("counters.ListenOverflows"), "0") << "it did not move";
    EXPECT_EQ(read("states.server.CLOSE_WAIT"), "0");
    EXPECT_EQ(read("clients.failed.EPERM"), "0");
    EXPECT_EQ(read("sysctls.net.core.somaxconn"), "4096");
    EXPECT_EQ(read("prediction.established"), "null");
    EXPECT_EQ(read("conservation.holds"), "false");
    EXPECT_FALSE(readFigure(document, "sysctls.net.core.nothing"));
    EXPECT_FALSE(readFigure(document, "server"));
    EXPECT_FALSE(readFigure(document, "server.queued.more"));
    EXPECT_FALSE(readFigure(document, "kernel")) << "a text";
}

TEST(Figures, AMistypedNameIsFoundBeforeAnythingRuns) {
    const kernel::SysctlCatalogue catalogue = kernel::SysctlCatalogue::builtIn().value();
    const CounterNames counters{"ListenDrops"};
    lab::RunPlan plan;
    plan.sysctls = {{"net.ipv4.tcp_of_tomorrow", "1"}};
    plan.sysctlSteps = {{std::chrono::seconds(1), {"net.ipv4.tcp_of_the_day_after", "1"}}};
    const FigureContext context{plan, catalogue, counters};
    for (const char* path :
         {"server.queued", "listeners.drops", "counters.ListenDrops", "states.client.TIME_WAIT", "clients.failed.EPERM",
          "clients.not_started.EADDRNOTAVAIL", "clients.not_started.duration", "model.syn_retransmits_s",
          "sysctls.net.core.somaxconn", "sysctls.net.ipv4.tcp_of_tomorrow", "sysctls.net.ipv4.tcp_of_the_day_after"}) {
        EXPECT_TRUE(checkFigure(path, context)) << path;
    }
    for (const char* path :
         {"server.queue", "counters.ListenDorps", "states.server.TIMEWAIT", "states.both.LISTEN", "listeners",
          "clients", "nothing", "clients.failed.EBOGUS", "clients.not_started.EBOGUS", "clients.failed.duration",
          "sysctls.net.core.somaxcon", "sysctls.net.ipv4.tcp_rmem", "wire.lost", "overflow_at.ack"}) {
        EXPECT_FALSE(checkFigure(path, context)) << path;
    }
    EXPECT_TRUE(runningCounters().contains("ListenDrops"));
}

TEST(Figures, OfAWireAreOnlyThoseOfAWiredRun) {
    const kernel::SysctlCatalogue catalogue = kernel::SysctlCatalogue::builtIn().value();
    lab::RunPlan plan;
    plan.wire.delayUp = std::chrono::milliseconds(1);
    for (const char* path : {"wire.lost", "overflow_at.ack", "prediction.syn_recv"}) {
        EXPECT_TRUE(checkFigure(path, {plan, catalogue, {}})) << path;
        EXPECT_FALSE(checkFigure(path, {lab::RunPlan(), catalogue, {}})) << path;
    }
    EXPECT_FALSE(checkFigure("wire.lots", {plan, catalogue, {}}));
}

TEST(Figures, TheNameOfARunComesFirstWhereThereAreSeveral) {
    EXPECT_EQ(resolveFigure("server.queued", {"only"})->path, "server.queued");
    EXPECT_EQ(resolveFigure("only.server.queued", {"only"})->path, "server.queued");
    EXPECT_EQ(resolveFigure("two.server.queued", {"one", "two"})->run, 1U);
    EXPECT_FALSE(resolveFigure("server.queued", {"one", "two"}));
    EXPECT_FALSE(resolveFigure("three.server.queued", {"one", "two"}));
}

// Presets. ------------------------------------------------------------------------------------------------------

constexpr std::string_view kPreset = R"toml(title.en = "A title"
title.zh = "标题"
question.en = "Why?"
question.zh = "为什么？"
explanation.en = """
One line
and another.

A second paragraph.
"""
explanation.zh = """
一行
又一行。
"""
sources = ["listen(2)"]

[[run]]
name = "short"
options = "--backlog 5 --clients 9 --accept none --sysctl 'net.ipv4.ip_local_port_range=1024 2000'"

[[check]]
says.en = "It holds"
says.zh = "成立"
holds = "server.queued == 6"
)toml";

class PresetTest : public testing::Test {
protected:
    [[nodiscard]] Result<Preset> parse(std::string_view text) const {
        return parsePreset(text, "mine", "mine.toml", m_context);
    }
    /// The error of the preset with `from` replaced.
    [[nodiscard]] std::string errorWith(std::string_view from, std::string_view to) const {
        std::string text(kPreset);
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        const auto parsed = parse(text);
        EXPECT_FALSE(parsed) << to;
        return parsed ? std::string() : parsed.error().text;
    }

    kernel::SysctlCatalogue m_sysctls = kernel::SysctlCatalogue::builtIn().value();
    PresetContext m_context{&m_sysctls, {"ListenDrops"}};
};

/// Its name alone is enough, wherever it stands.
TEST_F(PresetTest, AnOptionMayNeedNoValue) {
    for (const char* options : {"--ipv6 --backlog 5", "--backlog 5 --ipv6", "--ipv6 on --backlog 5", "--ipv6=on"}) {
        std::string text(kPreset);
        const std::string_view backlog = "--backlog 5";
        text.replace(text.find(backlog), backlog.size(), options);
        const auto preset = parse(text);
        ASSERT_TRUE(preset) << options << ": " << preset.error().text;
        EXPECT_EQ(preset->runs[0].plan.family, IpFamily::V6) << options;
    }
    EXPECT_NE(errorWith("--clients 9 --accept none", "--clients --accept none"), "");
}

TEST_F(PresetTest, IsReadAsWritten) {
    const auto preset = parse(kPreset);
    ASSERT_TRUE(preset) << preset.error().text;
    EXPECT_EQ(preset->name, "mine");
    EXPECT_EQ(preset->title.in("zh_CN"), "标题");
    EXPECT_EQ(preset->title.in("en"), "A title");
    EXPECT_EQ(preset->explanation.en, "One line and another.\n\nA second paragraph.");
    EXPECT_EQ(preset->explanation.zh, "一行又一行。");
    ASSERT_EQ(preset->runs.size(), 1U);
    EXPECT_EQ(preset->runs[0].plan.server.backlog, 5);
    EXPECT_EQ(preset->runs[0].plan.sysctls[0].value, "1024 2000");
    EXPECT_EQ(preset->runs[0].command,
              "lab --backlog 5 --clients 9 --accept none --sysctl 'net.ipv4.ip_local_port_range=1024 2000'");
    ASSERT_EQ(preset->checks.size(), 3U) << "its own, the prediction and the books";
    EXPECT_FALSE(preset->checks[0].isImplied);
    EXPECT_TRUE(preset->checks[2].isImplied);
    EXPECT_EQ(preset->text, kPreset);
}

TEST_F(PresetTest, MistakesAreNamedWithFileLineAndReason) {
    struct Mistake {
        std::string_view from;
        std::string_view to;
        std::string_view line;
        std::string_view reason;
    };
    for (const Mistake& m : {
             Mistake{"title.en = \"A title\"", "title.en = \"A title", "line 1", "mine.toml"},
             Mistake{"title.en", "titel.en", "line 1", "titel"},
             Mistake{"title.en = \"A title\"", "title.\u00e9n = \"A title\"", "line 1", "quotation marks"},
             Mistake{"question.en = \"Why?\"", "question.en = 5", "line 3", "not a text"},
             Mistake{"question.en = \"Why?\"", "question.en = \"\"", "line 3", "missing"},
             Mistake{"sources = [\"listen(2)\"]", "sources = [2]", "line 15", "list of texts"},
             Mistake{"[[run]]", "[run]", "line 17", "run"},
             Mistake{"name = \"short\"", "name = \"Short\"", "line 18", "Short"},
             Mistake{"name = \"short\"", "name = \"server\"", "line 18", "server"},
             Mistake{"name = \"short\"", "name = \"short\"\nkernel = \"6.5\"", "line 19", "6.5"},
             Mistake{"--backlog 5", "--backlog five", "line 19", "--backlog"},
             Mistake{"--backlog 5", "--backlogs 5", "line 19", "--backlogs"},
             Mistake{"--backlog 5", "backlog", "line 19", "not an option"},
             Mistake{"--accept none", "--accept none@9s", "line 19", "after the end"},
             Mistake{"2000'", "2000", "line 19", "not closed"},
             Mistake{"says.en = \"It holds\"\n", "", "line", "says"},
             Mistake{"server.queued == 6", "server.queued = 6", "line 24", "=="},
             Mistake{"server.queued == 6", "server.queue == 6", "line 24", "server.queue"},
             Mistake{"server.queued == 6", "long.server.queued == 6", "line 24", "long"},
             Mistake{"server.queued == 6", "counters.ListenDorps == 6", "line 24", "ListenDorps"},
             Mistake{"server.queued == 6", "sysctls.net.core.somaxcon == 6", "line 24", "somaxcon"},
             Mistake{"server.queued == 6", "clients.failed.EBOGUS == 6", "line 24", "EBOGUS"},
             Mistake{"server.queued == 6", "wire.lost == 6", "line 24", "a wire"},
             Mistake{"server.queued == 6", "overflow_at.ack == 6", "line 24", "a wire"},
             Mistake{"server.queued == 6", "6 == 6", "line 24", "no figure"},
             Mistake{"holds = ", "hold = ", "line 24", "hold"},
         }) {
        const std::string error = errorWith(m.from, m.to);
        EXPECT_EQ(error.rfind("mine.toml, ", 0), 0U) << error;
        EXPECT_NE(error.find(m.line), std::string::npos) << m.to << ": " << error;
        EXPECT_NE(error.find(m.reason), std::string::npos) << m.to << ": " << error;
    }
    EXPECT_NE(parse("").error().text.find("title"), std::string::npos);
}

/// A counter that only newer kernels have is no mistake where the check, or its run, is for those.
TEST_F(PresetTest, CountersOfOtherKernelsAreNamedWhereOnlyThoseAreMeant) {
    std::string text(kPreset);
    text.replace(text.find("server.queued == 6"), 18, "counters.OfTomorrow == 6");
    for (const char* place : {"holds = ", "options = "}) {
        std::string limited = text;
        limited.insert(limited.find(place), "kernel = \">= 99.0\"\n");
        EXPECT_TRUE(parse(limited)) << place;
        limited.replace(limited.find(">= 99.0"), 7, "< 99.0");
        EXPECT_FALSE(parse(limited)) << place;
    }
}

TEST(KernelRange, HoldsItsEnds) {
    const auto contains = [](std::string_view range, kernel::KernelVersion version) {
        return KernelRange::parse(range).value().contains(version);
    };
    EXPECT_TRUE(contains("", {5, 10}));
    EXPECT_TRUE(contains(">= 6.5", {6, 5}));
    EXPECT_FALSE(contains(">= 6.5", {6, 4}));
    EXPECT_TRUE(contains("< 6.5", {6, 4}));
    EXPECT_FALSE(contains(">= 5.10, < 6.5", {6, 5}));
    EXPECT_TRUE(contains(">=5.10,<6.5", {5, 10}));
    for (const char* range : {"6.5", "> 6.5", ">= six", "<=", ","}) {
        EXPECT_FALSE(KernelRange::parse(range)) << range;
    }
}

TEST_F(PresetTest, BuiltInOnesAreRightAndSpeakBothLanguages) {
    const auto catalogue = PresetCatalogue::load({&m_sysctls, runningCounters()});
    ASSERT_TRUE(catalogue) << catalogue.error().text;
    EXPECT_TRUE(catalogue->problems().empty());
    for (const Preset& preset : catalogue->presets()) {
        EXPECT_FALSE(preset.sources.empty()) << preset.name;
        for (const LocalText* text : {&preset.title, &preset.question, &preset.explanation}) {
            EXPECT_FALSE(text->zh.empty()) << preset.name;
        }
        for (const std::string* text : {&preset.explanation.en, &preset.explanation.zh}) {
            EXPECT_TRUE(std::regex_search(*text, std::regex("[2-9]\\.[0-9]"))) << preset.name << ": of which kernels?";
        }
        for (const PresetCheck& check : preset.checks) {
            EXPECT_FALSE(check.says.zh.empty()) << preset.name << ": " << check.says.en;
        }
        EXPECT_EQ(catalogue->find(preset.name), &preset);
    }
}

TEST_F(PresetTest, ACopyIsAPresetOfOnesOwn) {
    const test::TempDir dir;
    const PresetContext context{&m_sysctls, runningCounters()};
    const auto catalogue = PresetCatalogue::load(context).value();
    const Preset& first = catalogue.presets().front();
    const auto file = copyPreset(first, dir / "new/folder");
    ASSERT_TRUE(file) << file.error().text;
    const auto second = copyPreset(first, dir / "new/folder");
    EXPECT_NE(file.value(), second.value()) << "nothing is written over";
    std::ofstream(dir / "new/folder/broken.toml") << "title = 5\n";
    std::ofstream(dir / ("new/folder/" + first.name + ".toml")) << first.text;
    const auto mine = PresetCatalogue::load(context, dir / "new/folder").value();
    EXPECT_EQ(mine.presets().size(), catalogue.presets().size() + 2);
    ASSERT_EQ(mine.problems().size(), 2U);
    EXPECT_NE(mine.problems()[0].text.find(first.name), std::string::npos) << "the name is taken";
    EXPECT_NE(mine.problems()[1].text.find("broken.toml, line 1"), std::string::npos);
    const Preset* copy = mine.find(first.name + "-copy");
    ASSERT_NE(copy, nullptr);
    EXPECT_EQ(copy->text, first.text);
    EXPECT_EQ(copy->file, file->string());
    EXPECT_FALSE(loadPreset(dir / "nowhere.toml", m_context));
}

} // namespace
} // namespace ls::experiment
