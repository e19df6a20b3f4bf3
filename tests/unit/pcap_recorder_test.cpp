// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/pcap_recorder.h"
#include "tests/support/pcap_reader.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ls::wire {

namespace {

constexpr Nanoseconds kAhead = std::chrono::hours(24 * 365);

struct Kept {
    std::int64_t nanoseconds = 0;
    std::size_t size = 0;

    friend bool operator==(const Kept&, const Kept&) = default;
};

std::vector<Kept> readBack(const std::string& file) {
    std::vector<Kept> all;
    for (const test::PcapFrame& frame : test::readPcap(file)) {
        all.push_back({(frame.time - kAhead).count(), frame.bytes.size()});
    }
    return all;
}

class PcapRecorderTest : public ::testing::Test {
protected:
    /// A frame whose size tells it from others of its time.
    void note(std::int64_t nanoseconds, std::size_t size) {
        m_recorder.note(TimePoint(Nanoseconds(nanoseconds)), std::vector<std::byte>(size, std::byte{0x2a}));
    }
    void flush(std::int64_t settled) { m_recorder.flush(TimePoint(Nanoseconds(settled))); }
    std::vector<Kept> finish() {
        EXPECT_TRUE(m_recorder.finish().has_value());
        return readBack(m_file);
    }

    test::TempDir m_dir;
    std::string m_file = m_dir / "wire.pcap";
    PcapRecorder m_recorder{PcapFile::create(m_file).value(), kAhead};
};

TEST_F(PcapRecorderTest, FramesLieInTheOrderOfTheirTimesWhateverOrderTheyCameIn) {
    note(300, 60);
    note(100, 61);
    flush(150); // the one of 300 has to wait
    note(200, 62);
    flush(400);
    note(500, 63);
    flush(400);
    note(450, 64);
    EXPECT_EQ(finish(), (std::vector<Kept>{{100, 61}, {200, 62}, {300, 60}, {450, 64}, {500, 63}}));
    EXPECT_EQ(m_recorder.share().missing, 0U);
}

TEST_F(PcapRecorderTest, FramesOfOneTimeStayAsTheyCame) {
    note(100, 60);
    note(100, 61);
    flush(50);
    note(100, 62);
    EXPECT_EQ(finish(), (std::vector<Kept>{{100, 60}, {100, 61}, {100, 62}}));
}

TEST_F(PcapRecorderTest, WhatDoesNotFitTheWaitingRoomIsCounted) {
    constexpr std::size_t kLarge = 60'000;
    constexpr std::size_t kFrames = 1500; // 90 MB
    for (std::size_t i = 0; i < kFrames; ++i) {
        note(static_cast<std::int64_t>(i), kLarge);
    }
    const PcapShare share = m_recorder.share();
    EXPECT_GT(share.missing, 0U);
    EXPECT_EQ(share.frames + share.missing, kFrames);
    m_recorder.beginShare();
    EXPECT_EQ(m_recorder.share(), (PcapShare{.before = share.frames})) << "those that are missing were another wire's";
    EXPECT_EQ(finish().size(), share.frames);
}

TEST_F(PcapRecorderTest, EachWiresFramesComeAfterAllOfTheOneBefore) {
    m_recorder.beginShare();
    note(300, 60);
    note(100, 61);
    flush(150);
    EXPECT_EQ(m_recorder.share(), (PcapShare{.before = 0, .frames = 2}));
    m_recorder.beginShare();
    EXPECT_EQ(m_recorder.share(), (PcapShare{.before = 2}));
    note(200, 62);
    flush(250);
    m_recorder.beginShare();
    m_recorder.beginShare();
    note(400, 63);
    EXPECT_EQ(m_recorder.share(), (PcapShare{.before = 3, .frames = 1}));
    EXPECT_EQ(finish(), (std::vector<Kept>{{100, 61}, {300, 60}, {200, 62}, {400, 63}}));
}

} // namespace

} // namespace ls::wire
