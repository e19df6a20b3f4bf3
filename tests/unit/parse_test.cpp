// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/parse.h"

#include <gtest/gtest.h>

namespace ls {
namespace {

using namespace std::chrono_literals;

TEST(ParseInteger, TakesTheWholeRange) {
    EXPECT_EQ(parseInteger("0", 0, 10).value(), 0);
    EXPECT_EQ(parseInteger("10", 0, 10).value(), 10);
    EXPECT_EQ(parseInteger("2147483647", 0, 2147483647).value(), 2147483647);
}

TEST(ParseInteger, RefusesEverythingElse) {
    for (const std::string_view text : {"", " 1", "1 ", "five", "1e3", "0x10", "1.5", "+1", "--1", "1,000"}) {
        const auto value = parseInteger(text, 0, 10);
        ASSERT_FALSE(value) << text;
        EXPECT_EQ(value.error().code, ErrorCode::BadInput);
        EXPECT_EQ(value.error().advice, "give a whole number from 0 to 10");
    }
    for (const std::string_view text : {"-1", "11", "99999999999999999999", "-99999999999999999999"}) {
        const auto value = parseInteger(text, 0, 10);
        ASSERT_FALSE(value) << text;
        EXPECT_NE(value.error().text.find("out of range"), std::string::npos) << text;
    }
}

TEST(ParseDuration, KnowsItsUnits) {
    EXPECT_EQ(parseDuration("250ms", 0s, 1h).value(), 250ms);
    EXPECT_EQ(parseDuration("10s", 0s, 1h).value(), 10s);
    EXPECT_EQ(parseDuration("1.5s", 0s, 1h).value(), 1500ms);
    EXPECT_EQ(parseDuration("2m", 0s, 1h).value(), 2min);
    EXPECT_EQ(parseDuration("1h", 0s, 1h).value(), 1h);
    EXPECT_EQ(parseDuration("500us", 0s, 1h).value(), 500us);
    EXPECT_EQ(parseDuration("7ns", 0s, 1h).value(), 7ns);
    EXPECT_EQ(parseDuration("0s", 0s, 1h).value(), 0s);
}

TEST(ParseDuration, RefusesEverythingElse) {
    for (const std::string_view text :
         {"", "s", "10", "10 s", "ten s", "-1s", "1e3s", "10sec", "infs", "nans", ".5s"}) {
        ASSERT_FALSE(parseDuration(text, 0s, 1h)) << text;
    }
    const auto tooLong = parseDuration("25h", 1ms, 24h);
    ASSERT_FALSE(tooLong);
    EXPECT_EQ(tooLong.error().advice, "give a time with its unit, from 1ms to 24h");
}

TEST(ParsePerSecond, NeedsItsUnit) {
    EXPECT_DOUBLE_EQ(parsePerSecond("2000/s", 0.01, 1e6).value(), 2000);
    EXPECT_DOUBLE_EQ(parsePerSecond("0.5/s", 0.01, 1e6).value(), 0.5);
    for (const std::string_view text : {"", "/s", "2000", "-1/s", "fast/s", "2000/m", "inf/s"}) {
        ASSERT_FALSE(parsePerSecond(text, 0.01, 1e6)) << text;
    }
    EXPECT_FALSE(parsePerSecond("0/s", 0.01, 1e6));
    EXPECT_FALSE(parsePerSecond("2000000/s", 0.01, 1e6));
}

TEST(FormatDuration, IsReadBackTheSame) {
    for (const Nanoseconds value :
         {Nanoseconds(1ns), Nanoseconds(250ms), Nanoseconds(1500ms), Nanoseconds(90s), Nanoseconds(24h)}) {
        EXPECT_EQ(parseDuration(formatDuration(value), 0s, 48h).value(), value) << formatDuration(value);
    }
    EXPECT_EQ(formatDuration(1500ms), "1.5s");
    EXPECT_EQ(formatDuration(300ms), "300ms");
    EXPECT_EQ(formatDuration(0s), "0s");
}

TEST(Split, KeepsEmptyParts) {
    EXPECT_EQ(split("a,b", ','), (std::vector<std::string_view>{"a", "b"}));
    EXPECT_EQ(split("a,", ','), (std::vector<std::string_view>{"a", ""}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
}

} // namespace
} // namespace ls
