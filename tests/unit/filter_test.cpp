// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/filter.h"
#include "tests/support/filter_row.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>

namespace ls::filter {
namespace {

using Kind = FilterError::Kind;

std::optional<std::uint16_t> onlyHttp(std::string_view name) {
    return name == "http" ? std::optional<std::uint16_t>(80) : std::nullopt;
}

Filter filterOf(std::string_view text) {
    const auto filter = Filter::parse(text, onlyHttp);
    EXPECT_TRUE(filter) << text << ": " << filter.error().message();
    return filter.value_or(Filter::containing("does not parse"));
}

FilterError errorOf(std::string_view text) {
    const auto filter = Filter::parse(text, onlyHttp);
    EXPECT_FALSE(filter) << text << " is read as " << filter->text();
    return filter ? FilterError{} : filter.error();
}

Address v6(const char* text) {
    Address address;
    EXPECT_EQ(::inet_pton(AF_INET6, text, address.bytes.data()), 1) << text;
    return address;
}

class OnNginx : public testing::Test {
protected:
    OnNginx() { makeNginx(m_row); }

    void passes(std::string_view text) const { EXPECT_TRUE(filterOf(text).matches(m_row)) << text; }
    void fails(std::string_view text) const { EXPECT_FALSE(filterOf(text).matches(m_row)) << text; }

    TestRow m_row;
};

TEST_F(OnNginx, AnEmptyFilterPasses) {
    passes("");
    passes(" \t\n");
    EXPECT_TRUE(filterOf(" ").isEmpty());
    EXPECT_FALSE(filterOf("nginx").isEmpty());
}

TEST_F(OnNginx, PlainTextIsFoundAnywhere) {
    passes("ngin");
    passes("NGINX");
    passes("www");
    passes("\"nginx: worker\"");
    passes("'nginx: worker'");
    passes("\"\"");
    fails("apache");
    fails("\"nginx worker\"");
    passes("nginx www-data"); // side by side: both
    fails("nginx apache");
    passes("!apache");
}

TEST_F(OnNginx, NumbersCompare) {
    passes("depth = 115");
    passes("depth==115");
    passes("depth>114 depth<116 depth>=115 depth<=115 depth!=1");
    passes("depth gt 114 depth lt 116 depth ge 115 depth le 115 depth ne 1 depth eq 115");
    passes("depth geq 115 depth leq 115 depth neq 1");
    fails("depth > 115");
    fails("depth < 115");
    passes("waiting = 115 limit = 128 drops > 0 half_open = 3 half-open = 3 HalfOpen = 3");
    passes("inode = 4096123456");
}

TEST_F(OnNginx, FillIsAShare) {
    passes("fill > 80%");
    passes("fill > 0.8");
    passes("fill = 0.9");
    passes("fill = 90%");
    fails("fill > 90%");
    fails("fill > 250%");
    EXPECT_EQ(filterOf("fill > 250%").text(), "fill > 2.5");
    EXPECT_EQ(filterOf("fill > 300%").text(), "fill > 3.0");
    EXPECT_EQ(filterOf(filterOf("fill > 300%").text()).text(), "fill > 3.0");
}

TEST_F(OnNginx, NamesAreWhole) {
    passes("proc = nginx");
    passes("proc=NGINX");
    passes("process = 'nginx: worker'"); // any of the processes
    fails("proc = ngin");
    passes("proc = ngin*");
    passes("proc = *worker");
    passes("proc = n?inx");
    fails("proc = 'ngin*'"); // quoted: the character itself
    fails("proc != nginx");  // one of them is nginx
    passes("proc != apache2");
    passes("unit = nginx");
    passes("unit = nginx.service");
    passes("unit = ng*");
    fails("unit = nginx.socket");
    passes("family = tcp");
    passes("user = www-data");
    passes("user = 33");
    passes("uid = 33");
    fails("user = '33'"); // quoted: a name
}

TEST_F(OnNginx, StatesByTheNameOfAnyTool) {
    for (const char* name : {"listen", "LISTEN", "listening", "all", "big"}) {
        passes("state = " + std::string(name));
        passes("state " + std::string(name));
    }
    fails("state != listen");
    fails("state connected");
    fails("state synchronized");
    fails("state bucket");
    passes("state != established");
    TestRow half;
    half.has(Key::State, 3);
    for (const char* name : {"syn-recv", "SYN_RECV", "synrecv", "syn-rcv", "connected", "synchronized", "bucket"}) {
        EXPECT_TRUE(filterOf("state " + std::string(name)).matches(half)) << name;
    }
    EXPECT_FALSE(filterOf("state big").matches(half));
    EXPECT_EQ(filterOf("state FIN_WAIT1").text(), "state = fin-wait-1");
}

TEST_F(OnNginx, PortsAsSsWritesThem) {
    passes("sport = :80");
    passes("sport = 80");
    passes("sport :80");
    passes("sport 80");
    passes("sport = :http");
    passes("sport eq :80");
    passes("sport >= :80 sport <= :80");
    passes("port = 80");
    fails("sport != :80");
    fails("port != 80");
    fails("dport = :80");  // a listener has no peer,
    fails("dport != :80"); // so nothing can be said of its port
    passes("not dport = :80");
}

TEST_F(OnNginx, AddressesWithPrefixAndPort) {
    passes("src 10.1.2.3");
    passes("src = 10.0.0.0/8");
    passes("src = 10.1.2.3:80");
    passes("src = 10.0.0.0/8:80");
    passes("src = 10.0.0.0/8:http");
    passes("src 0.0.0.0/0");
    passes("src *");
    passes("src *:80");
    passes("src :80");
    passes("src 10.1.2.2/31");
    fails("src 10.1.2.0/31");
    fails("src = 10.1.2.3:81");
    fails("src != 10.0.0.0/8");
    passes("src != 11.0.0.0/8");
    fails("src [::]/0"); // IPv6 finds IPv6 only
    fails("dst 10.0.0.0/8");
    fails("dst != 10.0.0.0/8");
}

TEST(Filter, Ipv6Addresses) {
    TestRow row;
    row.has(Key::Local, v6("fe80::1234")).has(Key::LocalPort, 443).has(Key::Peer, v6("::ffff:10.1.2.3"));
    for (const char* text :
         {"src [fe80::1234]", "src fe80::1234", "src fe80::/10", "src [fe80::]/10", "src [fe80::/10]:443",
          "src [fe80::]/10:443", "src [::]/0", "src != [::1]", "dst 10.0.0.0/8", "dst [::ffff:10.1.2.3]"}) {
        EXPECT_TRUE(filterOf(text).matches(row)) << text;
    }
    for (const char* text : {"src [fe80::1]", "src [fe80::]/10:80", "src 0.0.0.0/0", "dst [::]/0"}) {
        EXPECT_FALSE(filterOf(text).matches(row)) << text;
    }
}

TEST_F(OnNginx, NotBindsBeforeAndBeforeOr) {
    passes("apache and apache or nginx");
    passes("nginx or apache and apache");
    fails("(nginx or apache) and apache");
    fails("not nginx or apache");
    passes("not (apache and nginx)");
    passes("not not nginx");
    passes("!!nginx");
    passes("nginx && !apache || apache");
    passes("nginx & www | apache");
    passes("NGINX AND NOT apache Or apache");
    passes("( sport = :80 or sport = :443 ) and fill > 0.5");
}

TEST(Filter, AMissingFieldMatchesNoComparison) {
    const TestRow nothing;
    for (const char* text : {"proc = nginx", "proc != nginx", "depth > 0", "depth <= 0", "depth != 5", "state = all",
                             "state != listen", "src *", "src != 10.0.0.1", "sport != :80", "user = 0", "nginx"}) {
        EXPECT_FALSE(filterOf(text).matches(nothing)) << text;
        EXPECT_TRUE(filterOf("not (" + std::string(text) + ")").matches(nothing)) << text;
    }
}

TEST(Filter, WordsOfTheLanguageAreTextInQuotesOrWithoutAnOperator) {
    TestRow row;
    row.has(Key::Process, "state and fill eq");
    for (const char* text : {"state", "fill", "eq", "\"and\"", "'or' or fill", "fill eq 1 or eq"}) {
        EXPECT_TRUE(filterOf(text).matches(row)) << text;
    }
    EXPECT_EQ(filterOf("state").text(), "\"state\"");
    EXPECT_EQ(filterOf("eq").text(), "\"eq\"");
}

TEST(Filter, PortOfAConnectionIsEither) {
    TestRow row;
    row.has(Key::LocalPort, 80).has(Key::PeerPort, 40000);
    EXPECT_TRUE(filterOf("port = 80 and port = 40000").matches(row));
    EXPECT_FALSE(filterOf("port = 81").matches(row));
    EXPECT_FALSE(filterOf("port != 80").matches(row));
    EXPECT_TRUE(filterOf("port != 81").matches(row));
}

struct Wrong {
    std::string text;
    Kind kind;
    std::size_t position;
    std::size_t length;
};

class Refuses : public testing::TestWithParam<Wrong> {};

TEST_P(Refuses, AtThePlace) {
    const FilterError error = errorOf(GetParam().text);
    EXPECT_EQ(error.kind, GetParam().kind) << GetParam().text << ": " << error.message();
    EXPECT_EQ(error.position, GetParam().position) << GetParam().text;
    EXPECT_EQ(error.length, GetParam().length) << GetParam().text;
    EXPECT_FALSE(error.message().empty());
    EXPECT_FALSE(error.expected().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Filter, Refuses,
    testing::Values(Wrong{"nginx \"open", Kind::OpenQuote, 6, 5}, Wrong{"'a\\'", Kind::OpenQuote, 0, 4},
                    Wrong{"a and (b or c", Kind::OpenBracket, 6, 1}, Wrong{"(a (b)", Kind::OpenBracket, 0, 1},
                    Wrong{"a)", Kind::LoneBracket, 1, 1}, Wrong{"a (b) ) c", Kind::LoneBracket, 6, 1},
                    Wrong{"()", Kind::MissingTerm, 1, 1}, Wrong{"a and", Kind::MissingTerm, 5, 0},
                    Wrong{"a or  ", Kind::MissingTerm, 6, 0}, Wrong{"and a", Kind::MissingTerm, 0, 3},
                    Wrong{"a or or b", Kind::MissingTerm, 5, 2}, Wrong{"not", Kind::MissingTerm, 3, 0},
                    Wrong{"= 5", Kind::MissingKey, 0, 1}, Wrong{"a >= 5 b", Kind::UnknownKey, 0, 1},
                    Wrong{"\"fill\" > 1", Kind::MissingKey, 7, 1}, Wrong{"fill >", Kind::MissingValue, 6, 0},
                    Wrong{"(fill >)", Kind::MissingValue, 7, 1}, Wrong{"proc = and x", Kind::MissingValue, 7, 3},
                    Wrong{"x fil > 80%", Kind::UnknownKey, 2, 3}, Wrong{"dpeth gt 5", Kind::UnknownKey, 0, 5},
                    Wrong{"state = lsten", Kind::UnknownState, 8, 5}, Wrong{"state foo", Kind::UnknownState, 6, 3},
                    Wrong{"proc < nginx", Kind::WrongOperator, 5, 1},
                    Wrong{"state ge listen", Kind::WrongOperator, 6, 2},
                    Wrong{"src > 10.0.0.1", Kind::WrongOperator, 4, 1}, Wrong{"user > 5", Kind::WrongOperator, 5, 1}));

INSTANTIATE_TEST_SUITE_P(
    Values, Refuses,
    testing::Values(Wrong{"depth = five", Kind::BadNumber, 8, 4}, Wrong{"depth > -1", Kind::BadNumber, 8, 2},
                    Wrong{"depth > 1e3", Kind::BadNumber, 8, 3}, Wrong{"depth > inf", Kind::BadNumber, 8, 3},
                    Wrong{"depth > .", Kind::BadNumber, 8, 1}, Wrong{"depth > 1.2.3", Kind::BadNumber, 8, 5},
                    Wrong{"drops > 80%", Kind::BadNumber, 8, 3}, Wrong{"fill > 80", Kind::BadShare, 7, 2},
                    Wrong{"fill > %", Kind::BadShare, 7, 1}, Wrong{"fill > ''", Kind::BadShare, 7, 2},
                    Wrong{"sport = :65536", Kind::BadPort, 8, 6}, Wrong{"sport = :gopher", Kind::BadPort, 8, 7},
                    Wrong{"sport = 1.2.3.4:80", Kind::BadPort, 8, 10}, Wrong{"sport = :", Kind::BadPort, 8, 1},
                    Wrong{"src 10.0.0.1:x", Kind::BadPort, 4, 10}, Wrong{"src 10.0.0.1:", Kind::BadPort, 4, 9},
                    Wrong{"src 10.0.0", Kind::BadAddress, 4, 6}, Wrong{"src 10.0.0.0/33", Kind::BadAddress, 4, 11},
                    Wrong{"src 10.0.0.0/", Kind::BadAddress, 4, 9}, Wrong{"src [::1", Kind::BadAddress, 4, 4},
                    Wrong{"src [::1]x:80", Kind::BadAddress, 4, 9}, Wrong{"src [::]/129", Kind::BadAddress, 4, 8},
                    Wrong{"src []:80", Kind::BadAddress, 4, 5}, Wrong{"src ''", Kind::BadAddress, 4, 2},
                    Wrong{"src fe80::1%eth0", Kind::BadAddress, 4, 12}));

TEST(Filter, PositionsAreBytesOfUtf8) {
    EXPECT_EQ(errorOf("监听 fil > 1").position, 7U); // two characters of three bytes, a blank
}

TEST(Filter, NamesTheKeyThatWasMeant) {
    const std::pair<const char*, const char*> slips[] = {
        {"fil > 1", "fill"},    {"dpeth > 1", "depth"}, {"limt > 1", "limit"}, {"sprot = :80", "sport"},
        {"usr = root", "user"}, {"porc = a", "proc"},   {"unti = a", "unit"},  {"halfopne = 1", "halfopen"},
    };
    for (const auto& [text, meant] : slips) {
        EXPECT_EQ(errorOf(text).suggestion, meant) << text;
        EXPECT_EQ(errorOf(text).expected(), "did you mean '" + std::string(meant) + "'?");
    }
    EXPECT_EQ(errorOf("colour = red").suggestion, "");
    EXPECT_NE(errorOf("colour = red").expected().find("fill, depth, limit, drops"), std::string::npos);
    EXPECT_EQ(errorOf("state lisetn").suggestion, "listen");
}

TEST(Filter, HostileNestingIsRefusedNotFollowed) {
    EXPECT_EQ(errorOf(std::string(4000, '(')).kind, Kind::TooDeep);
    EXPECT_EQ(errorOf(std::string(4000, '!') + "a").kind, Kind::TooDeep);
    EXPECT_EQ(errorOf(std::string(kMaxDepth + 1, '(') + "a").position, kMaxDepth);
    const std::string most = std::string(kMaxDepth, '(') + "a" + std::string(kMaxDepth, ')');
    EXPECT_EQ(filterOf(most).text(), "a");
    std::string wide; // side by side is no depth
    for (int i = 0; i < 1000; ++i) {
        wide += "(a)!";
    }
    EXPECT_EQ(filterOf(wide + "b").matches(TestRow{}), false);
    EXPECT_EQ(errorOf(std::string(kMaxLength + 1, 'a')).kind, Kind::TooLong);
}

TEST(Filter, PrintsCanonicalTextThatReadsBack) {
    const std::pair<const char*, const char*> cases[] = {
        {"", ""},
        {"a  b", "a and b"},
        {"a && (b && c)", "a and b and c"},
        {"(a | b) c", "(a or b) and c"},
        {"a | b c", "a or b and c"},
        {"!(a b)", "not (a and b)"},
        {"! ( ! a )", "a"},
        {"not (a or b) or c", "not (a or b) or c"},
        {"FILL>80%", "fill > 0.8"},
        {"fill gt 0.00001", "fill > 0.00001"},
        {"waiting ge 5", "depth >= 5"},
        {"proc='my app'", "proc = \"my app\""},
        {"proc=ngin*", "proc = ngin*"},
        {"proc='ngin*'", "proc = \"ngin*\""},
        {"user=0", "user = 0"},
        {"user='0'", "user = \"0\""},
        {"sport :http", "sport = :80"},
        {"src 10.0.0.0/8:80", "src = 10.0.0.0/8:80"},
        {"src [fe80::/10]:80", "src = [fe80::]/10:80"},
        {"src ::1", "src = [::1]"},
        {"src *:*", "src = *"},
        {"state LISTEN", "state = listen"},
        {"'say \\'hi\\''", "\"say 'hi'\""},
        {"'a\"b\\\\'", "\"a\\\"b\\\\\""},
        {"'and'", "\"and\""},
        {"proc='or'", "proc = \"or\""},
    };
    for (const auto& [text, canonical] : cases) {
        EXPECT_EQ(filterOf(text).text(), canonical) << text;
        EXPECT_EQ(filterOf(canonical).text(), canonical) << text;
    }
}

TEST(Filter, AppliesAndExcludes) {
    const Filter either = filterOf("a or b");
    const Filter nginx = Filter::comparing(Key::Process, Operator::Equal, "nginx").value();
    EXPECT_EQ(Filter().with(nginx).text(), "proc = nginx");
    EXPECT_EQ(nginx.with(Filter()).text(), "proc = nginx");
    EXPECT_EQ(either.with(nginx).text(), "(a or b) and proc = nginx");
    EXPECT_EQ(either.without(nginx).text(), "(a or b) and not proc = nginx");
    EXPECT_EQ(nginx.without(either).text(), "proc = nginx and not (a or b)");
    EXPECT_EQ(nginx.without(Filter()).text(), "proc = nginx");
    EXPECT_TRUE(nginx.without(either).matches(TestRow{}.has(Key::Process, "nginx")));
}

TEST(Filter, ValuesFromATableAreTakenAsTheyAre) {
    const auto textOfComparing = [](Key key, std::string_view value) {
        return Filter::comparing(key, Operator::Equal, value).value().text();
    };
    EXPECT_EQ(textOfComparing(Key::Process, "kworker/0:1*"), "proc = \"kworker/0:1*\"");
    EXPECT_EQ(textOfComparing(Key::Process, "a \"b\""), "proc = \"a \\\"b\\\"\"");
    EXPECT_EQ(textOfComparing(Key::User, "0"), "user = 0");
    EXPECT_EQ(textOfComparing(Key::User, "a*"), "user = \"a*\"");
    EXPECT_EQ(textOfComparing(Key::Local, "[::1]:80"), "src = [::1]:80");
    EXPECT_EQ(Filter::containing("/run/a b.sock").text(), "\"/run/a b.sock\"");
    const auto wrong = Filter::comparing(Key::Depth, Operator::Equal, "many");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().message(), "'many' is not a number");
}

TEST(Filter, AHostilePatternTakesNoLongerThanItsLengthSquared) {
    TestRow row;
    row.has(Key::Process, std::string(2000, 'a'));
    std::string pattern = "proc = ";
    for (int i = 0; i < 1000; ++i) {
        pattern += "a*";
    }
    EXPECT_FALSE(filterOf(pattern + "b").matches(row));
}

TEST(Filter, ServicesComeFromTheMachine) {
    EXPECT_EQ(portOfService("no-such-service-anywhere"), std::nullopt);
}

} // namespace
} // namespace ls::filter
