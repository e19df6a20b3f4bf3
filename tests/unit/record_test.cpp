// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/csv_writer.h"
#include "engine/record/output_file.h"
#include "engine/record/writer_thread.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

namespace ls::record {
namespace {

namespace fs = std::filesystem;
using test::readFile;
using test::TempDir;
using test::writeFile;

TEST(OutputFile, AppearsWholeAtCommit) {
    const TempDir dir;
    auto file = OutputFile::create(dir / "out", OutputFile::Staging::Hidden).value();
    ASSERT_TRUE(file.write("abc"));
    ASSERT_TRUE(file.flush());
    EXPECT_FALSE(fs::exists(dir / "out"));
    ASSERT_TRUE(file.commit());
    EXPECT_EQ(readFile(dir / "out"), "abc");
    EXPECT_EQ(dir.fileCount(), 1U);
}

TEST(OutputFile, WithoutCommitTheOldFileStaysAndNothingElse) {
    const TempDir dir;
    writeFile(dir / "out", "old");
    {
        auto file = OutputFile::create(dir / "out", OutputFile::Staging::Hidden).value();
        ASSERT_TRUE(file.write("new"));
        ASSERT_TRUE(file.flush());
    }
    EXPECT_EQ(readFile(dir / "out"), "old");
    EXPECT_EQ(dir.fileCount(), 1U);
}

TEST(OutputFile, KeptPartHoldsWhatWasFinished) {
    const TempDir dir;
    {
        auto file = OutputFile::create(dir / "out", OutputFile::Staging::Part).value();
        ASSERT_TRUE(file.write("row\n"));
        ASSERT_TRUE(file.flush());
        EXPECT_EQ(readFile(dir / "out.part"), "row\n");
        file.keepStaged();
    }
    EXPECT_EQ(readFile(dir / "out.part"), "row\n");
    EXPECT_FALSE(fs::exists(dir / "out"));
    { auto file = OutputFile::create(dir / "out", OutputFile::Staging::Part).value(); }
    EXPECT_EQ(dir.fileCount(), 0U);
}

TEST(OutputFile, KeepsTheModeOfTheFileItReplaces) {
    const TempDir dir;
    writeFile(dir / "out", "old");
    ::chmod((dir / "out").c_str(), 0640);
    auto file = OutputFile::create(dir / "out", OutputFile::Staging::Hidden).value();
    ASSERT_TRUE(file.commit());
    EXPECT_EQ(fs::status(dir / "out").permissions(), static_cast<fs::perms>(0640));
}

TEST(OutputFile, NewFilesObeyTheUmask) {
    const TempDir dir;
    const mode_t before = ::umask(0027);
    auto file = OutputFile::create(dir / "out", OutputFile::Staging::Hidden).value();
    ::umask(before);
    ASSERT_TRUE(file.commit());
    EXPECT_EQ(fs::status(dir / "out").permissions(), static_cast<fs::perms>(0640));
}

TEST(OutputFile, FollowsALinkAndLeavesIt) {
    const TempDir dir;
    writeFile(dir / "real", "old");
    fs::create_symlink(dir / "real", dir / "link");
    auto file = OutputFile::create(dir / "link", OutputFile::Staging::Hidden).value();
    ASSERT_TRUE(file.write("new"));
    ASSERT_TRUE(file.commit());
    EXPECT_TRUE(fs::is_symlink(dir / "link"));
    EXPECT_EQ(readFile(dir / "real"), "new");
}

TEST(OutputFile, UnusableTargetsFailAtOnce) {
    const TempDir dir;
    const auto folder = OutputFile::create(dir.path(), OutputFile::Staging::Hidden);
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, ErrorCode::Output);
    EXPECT_NE(folder.error().text.find("EISDIR"), std::string::npos);
    const auto nowhere = OutputFile::create(dir / "no/such/folder/out", OutputFile::Staging::Part);
    ASSERT_FALSE(nowhere);
    EXPECT_NE(nowhere.error().text.find("ENOENT"), std::string::npos);
    if (::geteuid() != 0) {
        writeFile(dir / "protected", "old");
        ::chmod((dir / "protected").c_str(), 0444);
        EXPECT_FALSE(OutputFile::create(dir / "protected", OutputFile::Staging::Hidden));
    }
}

TEST(OutputFile, ADeviceIsWrittenDirectlyAndStaysADevice) {
    auto file = OutputFile::create("/dev/null", OutputFile::Staging::Hidden).value();
    ASSERT_TRUE(file.write("abc"));
    ASSERT_TRUE(file.commit());
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
    EXPECT_TRUE(file.stagedAt().empty());
}

TEST(OutputFile, AFullDeviceIsAnOutputError) {
    auto file = OutputFile::create("/dev/full", OutputFile::Staging::Hidden).value();
    ASSERT_TRUE(file.write("abc"));
    const auto committed = file.commit();
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, ErrorCode::Output);
    EXPECT_NE(committed.error().text.find("ENOSPC"), std::string::npos);
}

TEST(OutputFile, AFifoIsWrittenDirectlyAndAVanishedReaderIsNoted) {
    std::signal(SIGPIPE, SIG_IGN);
    const TempDir dir;
    const std::string path = (dir / "fifo").string();
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    UniqueFd reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    auto file = OutputFile::create(path, OutputFile::Staging::Part).value();
    ASSERT_TRUE(file.write("abc"));
    ASSERT_TRUE(file.flush());
    char text[8]{};
    EXPECT_EQ(::read(reader.get(), text, sizeof text), 3);
    reader.reset();
    ASSERT_TRUE(file.write("more"));
    const auto flushed = file.flush();
    ASSERT_FALSE(flushed);
    EXPECT_EQ(flushed.error().code, ErrorCode::OutputClosed);
    EXPECT_EQ(dir.fileCount(), 1U);
}

TEST(Csv, QuotesOnlyWhatNeedsIt) {
    EXPECT_EQ(csvField("plain"), "plain");
    EXPECT_EQ(csvField("a,b"), "\"a,b\"");
    EXPECT_EQ(csvField("say \"hi\""), "\"say \"\"hi\"\"\"");
    EXPECT_EQ(csvField("two\nlines"), "\"two\nlines\"");
}

TEST(Csv, PreambleHeaderRows) {
    const TempDir dir;
    auto csv = CsvWriter::create(OutputFile::create(dir / "f.csv", OutputFile::Staging::Hidden).value(),
                                 {{"version", "1"}, {"command", "a\nb"}}, {"x", "y"})
                   .value();
    ASSERT_TRUE(csv.row({"1", "2"}));
    ASSERT_TRUE(csv.commit());
    EXPECT_EQ(readFile(dir / "f.csv"), "# version: 1\n# command: a b\nx,y\n1,2\n");
}

TEST(WriterThread, RunsEverythingInOrderBeforeItEnds) {
    std::vector<int> seen;
    WriterThread writer;
    for (int i = 0; i < 1000; ++i) {
        writer.post([&seen, i] { seen.push_back(i); });
    }
    writer.finish();
    ASSERT_EQ(seen.size(), 1000U);
    for (int i = 0; i < 1000; ++i) {
        EXPECT_EQ(seen[static_cast<std::size_t>(i)], i);
    }
    writer.finish();
}

TEST(WriterThread, TakesWorkFromSeveralThreads) {
    std::atomic<int> done{0};
    {
        WriterThread writer;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i) {
                    writer.post([&] { ++done; });
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
    }
    EXPECT_EQ(done, 2000);
}

} // namespace
} // namespace ls::record
