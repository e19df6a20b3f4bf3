// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ladder, from what two kernels really said to each other: tests/data/wire, made by record_wire_captures.

#include "engine/wire/ladder_text.h"
#include "engine/wire/packet_evidence.h"
#include "engine/wire/packet_log.h"
#include "tests/support/capture_reader.h"
#include "tests/support/process.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>

namespace ls::wire {

namespace {

using namespace std::chrono_literals;
using kernel::TcpState;

PacketLog logOf(const std::vector<CapturedPacket>& packets) {
    return {packets, test::endOf(packets)};
}

/// What the tap had at that time after the first packet.
std::vector<CapturedPacket> until(std::vector<CapturedPacket> packets, Nanoseconds time) {
    const TimePoint end = packets.front().arrived + time;
    std::erase_if(packets, [&](const CapturedPacket& packet) { return packet.arrived > end; });
    for (CapturedPacket& packet : packets) {
        if (packet.left && *packet.left > end) {
            packet.left.reset();
            packet.fate = Fate::Held;
        }
    }
    return packets;
}

PacketLog logUntil(const std::string& name, Nanoseconds time) {
    const auto packets = test::readCapture(name);
    return {until(packets, time), packets.front().arrived + time};
}

Ladder worst(const PacketLog& log) {
    return log.ladder(log.connections().at(0).id).value();
}

std::vector<Trouble> troubles(const PacketLog& log) {
    std::vector<Trouble> all;
    for (const ConnectionSummary& each : log.connections()) {
        all.push_back(each.trouble);
    }
    return all;
}

std::vector<std::string> statesOf(const Ladder& ladder, End end) {
    std::vector<std::string> states;
    for (const StateChange& change : ladder.states) {
        if (change.end == end) {
            states.push_back(std::string(tcpStateName(change.to.state)) + (change.to.isClaim ? "?" : ""));
        }
    }
    return states;
}

/// Direction, flags, relative numbers, length, effect.
std::vector<std::string> rungsOf(const Ladder& ladder) {
    std::vector<std::string> rungs;
    for (const Rung& rung : ladder.rungs) {
        rungs.push_back(fmt::format("{} {} {}{}{}{}{}", rung.packet.direction == Direction::Up ? ">" : "<",
                                    tcpdumpFlags(rung.packet.flags), rung.seq,
                                    rung.ack ? fmt::format(" ack {}", *rung.ack) : "",
                                    rung.packet.length > 0 ? fmt::format(" length {}", rung.packet.length) : "",
                                    rung.packet.retransmit ? " again" : "",
                                    rung.effect != Effect::Usual ? fmt::format(" ({})", toString(rung.effect)) : ""));
    }
    return rungs;
}

using Words = std::vector<std::string>;

TEST(Ladder, TellsAConversationFromHandshakeToClose) {
    for (const char* name : {"talk", "talk6"}) {
        const PacketLog log = logOf(test::readCapture(name));
        ASSERT_EQ(log.connections().size(), 1U);
        const Ladder ladder = worst(log);
        EXPECT_EQ(rungsOf(ladder),
                  (Words{"> S 0", "< S. 0 ack 1", "> . 1 ack 1", "> P. 1 ack 1 length 8", "< . 1 ack 9",
                         "< P. 1 ack 9 length 6", "> . 9 ack 7", "> F. 9 ack 7", "< F. 7 ack 10", "> . 10 ack 8"}));
        EXPECT_EQ(statesOf(ladder, End::Client),
                  (Words{"CLOSE", "SYN_SENT", "ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT"}));
        EXPECT_EQ(statesOf(ladder, End::Server),
                  (Words{"LISTEN", "SYN_RECV", "ESTABLISHED", "CLOSE_WAIT", "LAST_ACK", "CLOSE"}));
        const ConnectionSummary& summary = ladder.summary;
        EXPECT_EQ(summary.trouble, Trouble::None);
        EXPECT_EQ(summary.packets, 10U);
        EXPECT_EQ(summary.bytes, 14U);
        EXPECT_EQ(summary.id.client.address.isV6, std::string_view(name) == "talk6");
        for (const Rung& rung : ladder.rungs) {
            EXPECT_GE(*rung.onWire(), 50ms);
            EXPECT_LT(*rung.onWire(), 1s);
        }
    }
}

TEST(Ladder, KnowsTheStateOfBothEndsAtEachPacket) {
    const Ladder ladder = worst(logOf(test::readCapture("talk")));
    EXPECT_EQ(ladder.rungs[0].sender, TcpState::SynSent);
    EXPECT_EQ(ladder.rungs[0].receiver, TcpState::Listen);
    EXPECT_EQ(ladder.rungs[1].sender, TcpState::SynRecv);
    EXPECT_EQ(ladder.rungs[1].receiver, TcpState::Established);
    EXPECT_EQ(ladder.rungs[2].receiver, TcpState::Established);
    EXPECT_EQ(ladder.rungs[9].sender, TcpState::TimeWait);
    EXPECT_EQ(ladder.rungs[9].receiver, TcpState::Close);
}

// The third ACK meets a full accept queue. ---------------------------------------------------------------------------

TEST(Ladder, AGhostStandsFirstAndItsServerIsStillHalfOpen) {
    const PacketLog log = logOf(test::readCapture("ghost"));
    EXPECT_EQ(troubles(log), (std::vector{Trouble::Ghost, Trouble::Unanswered, Trouble::None, Trouble::None}));
    const Ladder ladder = worst(log);
    EXPECT_EQ(ladder.summary.client.state, TcpState::Established);
    EXPECT_EQ(ladder.summary.server.state, TcpState::SynRecv);
    EXPECT_EQ(statesOf(ladder, End::Server), (Words{"LISTEN", "SYN_RECV"})) << "the ACK changed nothing";
    EXPECT_EQ(ladder.rungs[2].packet.part, HandshakePart::ThirdAck);
    EXPECT_EQ(ladder.rungs[2].effect, Effect::AckIgnored);
    EXPECT_GE(*ladder.rungs[2].onWire(), 950ms) << "held";
    EXPECT_EQ(ladder.rungs[3].effect, Effect::DataIgnored);
    const auto repeats = std::count_if(ladder.rungs.begin(), ladder.rungs.end(), [](const Rung& rung) {
        return rung.packet.part == HandshakePart::SynAck && rung.packet.retransmit;
    });
    EXPECT_GE(repeats, 2);
    for (const Rung& rung : ladder.rungs) {
        EXPECT_FALSE(rung.receiver == TcpState::Established && rung.packet.direction == Direction::Up);
    }
}

/// The ACK came out after some 1.05 s, the SYN/ACK that refutes it was sent 20 ms later.
TEST(Ladder, EstablishedIsAClaimUntilTheServerSaysOtherwise) {
    const auto packets = test::readCapture("ghost");
    const auto ofFirst = [&](auto wanted) {
        return *std::find_if(packets.begin(), packets.end(),
                             [&](const CapturedPacket& each) { return each.connection == 1 && wanted(each); });
    };
    const CapturedPacket ack = ofFirst([](const auto& each) { return each.part == HandshakePart::ThirdAck; });
    const CapturedPacket refutation =
        ofFirst([](const auto& each) { return each.part == HandshakePart::SynAck && each.retransmit; });
    ASSERT_LT(*ack.left, refutation.arrived);

    const auto serverAt = [&](TimePoint time) {
        const PacketLog log(until(packets, time - packets.front().arrived), time);
        return log.ladder(idOf(ack))->summary;
    };
    EXPECT_EQ(serverAt(*ack.left - 1ms).server, (EndState{TcpState::SynRecv}));
    EXPECT_EQ(serverAt(*ack.left - 1ms).trouble, Trouble::Retransmits) << "it is on its way: no ghost yet";
    EXPECT_EQ(serverAt(refutation.arrived - 1ns).server, (EndState{TcpState::Established, true}));
    EXPECT_EQ(serverAt(refutation.arrived).server, (EndState{TcpState::SynRecv}));
    EXPECT_EQ(serverAt(refutation.arrived).trouble, Trouble::Ghost);
}

TEST(Ladder, AGhostWhoseSynAckIsNoLongerRepeatedIsForgotten) {
    const auto packets = test::readCapture("ghost");
    const PacketLog log(packets, test::endOf(packets) + 30s);
    const Ladder ladder = worst(log);
    EXPECT_EQ(ladder.summary.trouble, Trouble::Ghost);
    EXPECT_EQ(ladder.summary.server.state, TcpState::Close);
}

TEST(Ladder, AnAbortedConnectionIsResetByTheServer) {
    const PacketLog log = logOf(test::readCapture("aborted"));
    const Ladder ladder = worst(log);
    EXPECT_EQ(ladder.summary.trouble, Trouble::Reset);
    EXPECT_EQ(ladder.summary.resetBy, End::Server);
    EXPECT_EQ(ladder.rungs[2].effect, Effect::AckRefused);
    EXPECT_EQ(statesOf(ladder, End::Server), (Words{"LISTEN", "SYN_RECV", "CLOSE"}));
    EXPECT_EQ(statesOf(ladder, End::Client), (Words{"CLOSE", "SYN_SENT", "ESTABLISHED", "CLOSE"}));
    const auto rst = std::find_if(ladder.rungs.begin(), ladder.rungs.end(),
                                  [](const Rung& rung) { return (rung.packet.flags & tcp_flag::kRst) != 0; });
    ASSERT_NE(rst, ladder.rungs.end());
    EXPECT_EQ(rst->seq, 1U);
    EXPECT_FALSE(rst->ack);
}

TEST(Ladder, OfACookieThatMetAFullQueueTheServerHoldsNothing) {
    const PacketLog log = logOf(test::readCapture("cookies"));
    EXPECT_EQ(troubles(log), (std::vector{Trouble::Ghost, Trouble::Ghost, Trouble::None, Trouble::None}));
    const Ladder ladder = worst(log);
    EXPECT_EQ(statesOf(ladder, End::Server), (Words{"LISTEN", "SYN_RECV", "SYN_RECV?", "CLOSE"}));
    EXPECT_EQ(ladder.rungs[2].effect, Effect::AckIgnored);
    EXPECT_EQ(ladder.rungs[3].effect, Effect::DataIgnored);
    const PacketLog early = logUntil("cookies", 700ms); // before a SYN/ACK would be due again
    EXPECT_EQ(worst(early).summary.trouble, Trouble::Ghost) << "its data was repeated, and the server silent";
    EXPECT_EQ(worst(early).summary.server, (EndState{TcpState::SynRecv, true})) << "or it was a cookie";
}

/// Long after the server forgot the client it may answer the next repetition of its data with a reset. That reset says
/// nothing about the packets before.
TEST(Ladder, ALateResetAnswersOnlyTheLastPacket) {
    auto packets = test::readCapture("cookies");
    const ConnectionId id = worst(logOf(packets)).summary.id;
    std::erase_if(packets, [&](const CapturedPacket& each) { return idOf(each) != id; });
    const Ladder before = worst(logOf(packets));
    CapturedPacket data = packets.back();
    ASSERT_TRUE(isUp(data) && data.length > 0 && data.left);
    data.number += 1;
    data.retransmit = true;
    data.arrived += 60s;
    *data.left += 60s;
    CapturedPacket reset = data;
    reset.number += 1;
    reset.direction = Direction::Down;
    reset.flags = tcp_flag::kRst;
    reset.length = 0;
    reset.retransmit = false;
    reset.seq = data.ack;
    reset.arrived = *data.left + 20us;
    reset.left = reset.arrived + 50ms;
    packets.push_back(data);
    packets.push_back(reset);

    const Ladder ladder = worst(logOf(packets));
    ASSERT_EQ(ladder.rungs.size(), before.rungs.size() + 2);
    for (std::size_t i = 0; i < before.rungs.size(); ++i) {
        EXPECT_EQ(ladder.rungs[i].effect, before.rungs[i].effect) << i;
    }
    EXPECT_EQ(ladder.rungs[before.rungs.size()].effect, Effect::AckRefused);
    EXPECT_EQ(ladder.summary.trouble, Trouble::Reset);
    EXPECT_EQ(statesOf(ladder, End::Server), (Words{"LISTEN", "SYN_RECV", "SYN_RECV?", "CLOSE"}));
    const auto forgotten = std::find_if(ladder.states.begin(), ladder.states.end(), [](const StateChange& change) {
        return change.end == End::Server && change.to.state == TcpState::Close;
    });
    EXPECT_LT(forgotten->when - ladder.summary.first, 10s) << "its silence told so long before the reset";
}

// A SYN without an answer, loss, late ACKs, resets. ------------------------------------------------------------------

TEST(Ladder, ASynThatTheClientHadToRepeatWasIgnored) {
    const PacketLog log = logOf(test::readCapture("burst"));
    EXPECT_EQ(troubles(log), (std::vector{Trouble::Unanswered, Trouble::Unanswered, Trouble::None, Trouble::None}));
    const Ladder ladder = worst(log);
    EXPECT_EQ(rungsOf(ladder), (Words{"> S 0 (SYN ignored)", "> S 0 again (SYN ignored)", "> S 0 again (SYN ignored)",
                                      "> S 0 again (SYN unanswered so far)"}));
    EXPECT_EQ(ladder.summary.client.state, TcpState::SynSent);
    EXPECT_EQ(ladder.summary.server.state, TcpState::Listen);
    const PacketLog early = logUntil("burst", 60ms);
    EXPECT_EQ(troubles(early), std::vector(4, Trouble::None)) << "the answers may still come";
}

TEST(Ladder, ALostPacketComesNowhere) {
    const PacketLog log = logOf(test::readCapture("lossy"));
    std::uint32_t lost = 0;
    for (const ConnectionSummary& summary : log.connections()) {
        lost += summary.lost;
        const Ladder ladder = log.ladder(summary.id).value();
        for (const Rung& rung : ladder.rungs) {
            EXPECT_EQ(rung.onWire().has_value(), rung.packet.fate == Fate::Delivered);
            EXPECT_EQ(rung.receiver.has_value(), rung.packet.fate == Fate::Delivered);
            EXPECT_EQ(rung.effect, Effect::Usual) << "nothing that came out was in vain";
        }
    }
    EXPECT_GT(lost, 5U);
    EXPECT_TRUE(std::none_of(log.connections().begin(), log.connections().end(),
                             [](const ConnectionSummary& each) { return each.trouble == Trouble::Ghost; }));
}

TEST(Ladder, ALateAckThatFindsRoomCompletesTheHandshake) {
    const PacketLog log = logOf(test::readCapture("late"));
    EXPECT_EQ(troubles(log), std::vector(4, Trouble::Retransmits));
    const Ladder ladder = worst(log);
    EXPECT_EQ(ladder.summary.server, (EndState{TcpState::Established}));
    EXPECT_EQ(ladder.rungs[2].effect, Effect::Usual);
    EXPECT_EQ(troubles(logUntil("late", 1200ms)), std::vector(4, Trouble::Retransmits)) << "a SYN/ACK was repeated";
    EXPECT_EQ(troubles(logUntil("late", 150ms)), std::vector(4, Trouble::None));
}

TEST(Ladder, AResetByTheClientEndsBoth) {
    const Ladder ladder = worst(logOf(test::readCapture("rst")));
    EXPECT_EQ(ladder.summary.resetBy, End::Client);
    EXPECT_EQ(statesOf(ladder, End::Server), (Words{"LISTEN", "SYN_RECV", "ESTABLISHED?", "CLOSE"}));
    EXPECT_EQ(ladder.summary.client.state, TcpState::Close);
}

// Parts of a tap. ----------------------------------------------------------------------------------------------------

TEST(Ladder, AConnectionWhoseBeginningIsGoneIsMetInTheMiddle) {
    auto packets = test::readCapture("talk");
    packets.erase(packets.begin(), packets.begin() + 3);
    const Ladder ladder = worst(logOf(packets));
    EXPECT_TRUE(ladder.summary.isPartial);
    EXPECT_EQ(rungsOf(ladder)[0], "> P. 1 ack 1 length 8");
    EXPECT_EQ(rungsOf(ladder)[2], "< P. 1 ack 9 length 6");
    EXPECT_EQ(ladder.summary.client.state, TcpState::TimeWait);
    EXPECT_EQ(ladder.summary.trouble, Trouble::None);
}

TEST(Ladder, HalfOpenClientsAreOneEachAndLast) {
    auto packets = test::readCapture("burst");
    for (CapturedPacket& packet : packets) {
        if (packet.connection > 2) {
            packet.connection = 0;
            packet.origin = Origin::HalfOpen;
        }
    }
    const PacketLog log = logOf(packets);
    ASSERT_EQ(log.connections().size(), 4U);
    EXPECT_EQ(log.connections()[2].trouble, Trouble::HalfOpenClient);
    EXPECT_EQ(log.connections()[3].trouble, Trouble::HalfOpenClient);
    EXPECT_NE(log.connections()[2].id, log.connections()[3].id);
}

TEST(PacketLog, PutsWhatTheServerHasNotConfirmedBeforeWhatItHas) {
    auto packets = test::readCapture("burst");
    std::erase_if(packets, [](const CapturedPacket& each) { return !isUp(each) && !isSynAck(each); });
    for (CapturedPacket talk : test::readCapture("talk")) {
        talk.connection += 100;
        talk.arrived -= 1h;
        packets.push_back(talk);
    }
    const PacketLog log = logOf(packets);
    std::vector<bool> unconfirmed;
    for (const ConnectionSummary& each : log.connections()) {
        if (each.trouble == Trouble::None) {
            unconfirmed.push_back(each.server.isClaim);
        }
    }
    EXPECT_EQ(unconfirmed, (std::vector{true, true, false}));
}

TEST(PacketLog, KnowsOnlyItsConnections) {
    const PacketLog log = logOf(test::readCapture("talk"));
    EXPECT_EQ(log.packetCount(), 10U);
    ConnectionId other = log.connections()[0].id;
    ++other.client.port;
    EXPECT_FALSE(log.ladder(other));
    EXPECT_TRUE(PacketLog().connections().empty());
    EXPECT_TRUE(makeLadder({}, {}).rungs.empty());
}

// Text. --------------------------------------------------------------------------------------------------------------

/// Addresses, flags, numbers, window, length: what stands in tcpdump's lines and in ours.
Words comparable(const std::string& text) {
    static const std::regex kTime(R"(^ ?\S+ )");
    static const std::regex kOptions(R"(, options \[[^\]]*\])");
    static const std::regex kRemark(R"(  #.*$)");
    Words lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        for (const std::regex* each : {&kTime, &kOptions, &kRemark}) {
            line = std::regex_replace(line, *each, "");
        }
        lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

class LadderText : public testing::TestWithParam<const char*> {};

/// tcpdump stood at the server, so it did not see what was lost on the way there.
TEST_P(LadderText, SaysWhatTcpdumpSays) {
    const test::Outcome tcpdump =
        test::Process({"/usr/bin/env", "tcpdump", "-nn", "-ttttt", "-r", test::serverCapture(GetParam()).string()})
            .wait();
    ASSERT_EQ(tcpdump.status, 0) << tcpdump.err;
    const auto packets = test::readCapture(GetParam());
    const PacketLog log = logOf(packets);
    std::string ours;
    for (const ConnectionSummary& summary : log.connections()) {
        Ladder ladder = log.ladder(summary.id).value();
        std::erase_if(ladder.rungs, [](const Rung& rung) {
            return rung.packet.direction == Direction::Up && rung.packet.fate == Fate::Lost;
        });
        ours += tcpdumpText(ladder);
    }
    EXPECT_EQ(comparable(ours), comparable(tcpdump.out));
}

INSTANTIATE_TEST_SUITE_P(Captures, LadderText,
                         testing::Values("talk", "talk6", "ghost", "aborted", "burst", "cookies", "lossy", "late",
                                         "rst"),
                         [](const auto& each) { return std::string(each.param); });

TEST(LadderTextRemarks, TellWhatTcpdumpCannotKnow) {
    const std::string ghost = tcpdumpText(worst(logOf(test::readCapture("ghost"))));
    EXPECT_TRUE(std::regex_search(ghost, std::regex(R"(\n00:00:00\.1\d{5} IP 10\.0\.0\.1\.\d+ > 198\.18\.0\.1\.\d+: )"
                                                    R"(Flags \[\.\], ack 1, win \d+, length 0  # arrived )"
                                                    R"(00:00:01\.\d{6}, ACK ignored\n)")))
        << ghost;
    EXPECT_NE(ghost.find("retransmit, data ignored"), std::string::npos) << ghost;
    const std::string lossy = tcpdumpText(worst(logOf(test::readCapture("lossy"))));
    EXPECT_NE(lossy.find("length 0  # lost, retransmit"), std::string::npos) << lossy;
}

} // namespace

} // namespace ls::wire
