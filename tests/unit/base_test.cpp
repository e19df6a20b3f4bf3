// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/guarded.h"
#include "engine/base/mailbox.h"
#include "engine/base/result.h"
#include "engine/base/socket_address.h"
#include "engine/base/task.h"
#include "engine/base/text_file.h"
#include "tests/support/temp_dir.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <memory>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

namespace ls {
namespace {

TEST(Result, SystemFailureNamesCallAndErrno) {
    const Error error = sysFailure("bind(127.0.0.1:80)", EACCES).value();
    EXPECT_EQ(error.sysErrno, EACCES);
    EXPECT_EQ(error.text, "bind(127.0.0.1:80): EACCES: Permission denied");
}

TEST(Result, ContextGoesInFront) {
    Error error{ErrorCode::BadInput, 0, "'x' is not a number", "give one"};
    error = std::move(error).withContext("--backlog");
    EXPECT_EQ(error.text, "--backlog: 'x' is not a number");
    EXPECT_EQ(error.advice, "give one");
    EXPECT_EQ(error.code, ErrorCode::BadInput);
}

Result<int> half(int value) {
    if (value % 2 != 0) {
        return failure(ErrorCode::BadInput, "odd");
    }
    return value / 2;
}

Result<int> quarter(int value) {
    LS_TRY_ASSIGN(const int once, half(value));
    LS_TRY_ASSIGN(const int twice, half(once));
    return twice;
}

TEST(Result, TryPassesTheFirstErrorOn) {
    EXPECT_EQ(quarter(8).value(), 2);
    ASSERT_FALSE(quarter(6).has_value());
    EXPECT_EQ(quarter(6).error().text, "odd");
}

TEST(Result, ErrnoWithoutANameIsStillReadable) {
    EXPECT_EQ(errnoName(EMFILE), "EMFILE");
    EXPECT_EQ(errnoName(4095), "errno 4095");
}

TEST(Task, CarriesWhatCannotBeCopied) {
    auto value = std::make_unique<int>(7);
    int seen = 0;
    Task task([owned = std::move(value), &seen] { seen = *owned; });
    Task moved(std::move(task));
    moved();
    EXPECT_EQ(seen, 7);
    EXPECT_TRUE(task.isEmpty()); // NOLINT(bugprone-use-after-move)
}

TEST(Guarded, TwoThreadsLoseNoUpdate) {
    Guarded<int> counter;
    const auto count = [&] {
        for (int i = 0; i < 10'000; ++i) {
            counter.with([](int& value) { ++value; });
        }
    };
    std::thread other(count);
    count();
    other.join();
    EXPECT_EQ(counter.with([](int value) { return value; }), 20'000);
}

TEST(Mailbox, KeepsOrderAndWakesTheReader) {
    auto mailbox = Mailbox<int>::create().value();
    EXPECT_TRUE(mailbox->takeAll().empty());
    std::thread writer([&] {
        for (int i = 0; i < 100; ++i) {
            mailbox->put(i);
        }
    });
    std::vector<int> seen;
    while (seen.size() < 100) {
        pollfd ready{mailbox->fd(), POLLIN, 0};
        ASSERT_EQ(::poll(&ready, 1, 20'000), 1);
        for (const int value : mailbox->takeAll()) {
            seen.push_back(value);
        }
    }
    writer.join();
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(seen[static_cast<std::size_t>(i)], i);
    }
}

TEST(IpEndpoint, HasItsUsualText) {
    EXPECT_EQ((IpEndpoint{IpAddress::loopback(IpFamily::V4), 4711}).text(), "127.0.0.1:4711");
    EXPECT_EQ((IpEndpoint{IpAddress::loopback(IpFamily::V6), 4711}).text(), "[::1]:4711");
}

TEST(IpAddress, IsCountedInItsLastBits) {
    EXPECT_EQ(IpAddress::v4(0x7f000002).number(), 0x7f000002U);
    EXPECT_EQ(IpAddress::loopback(IpFamily::V6).number(), 1U);
    EXPECT_EQ(IpAddress::loopback(IpFamily::V6).withNumber(2).text(), "::2");
}

TEST(SocketAddress, IsTheEndpointItWasMadeOf) {
    const SocketAddress v4({IpAddress::v4(0xc6120001), 80});
    EXPECT_EQ(v4.size(), sizeof(sockaddr_in));
    EXPECT_EQ(v4.get()->sa_family, AF_INET);
    EXPECT_EQ(v4.endpoint().text(), "198.18.0.1:80");
    const SocketAddress v6({IpAddress::loopback(IpFamily::V6), 80});
    EXPECT_EQ(v6.size(), sizeof(sockaddr_in6));
    EXPECT_EQ(v6.get()->sa_family, AF_INET6);
    EXPECT_EQ(v6.endpoint().text(), "[::1]:80");
    EXPECT_GE(*SocketAddress().roomSize(), sizeof(sockaddr_in6));
}

TEST(TextFile, ReadsFilesLargerThanItsFirstGuess) {
    const test::TempDir dir;
    const std::string text(100'000, 'x');
    test::writeFile(dir / "large", text);
    EXPECT_EQ(readTextFile((dir / "large").string()).value(), text);
}

TEST(TextFile, ReadsAnOpenFileFromItsBeginningEachTime) {
    const test::TempDir dir;
    test::writeFile(dir / "file", "abc");
    const UniqueFd file(::open((dir / "file").c_str(), O_RDONLY));
    EXPECT_EQ(readTextFile(file.get()).value(), "abc");
    EXPECT_EQ(readTextFile(file.get()).value(), "abc");
}

TEST(TextFile, WhatIsLargerThanItsBoundIsRefusedByName) {
    const test::TempDir dir;
    test::writeFile(dir / "file", std::string(std::size_t{1} << 20, 'x'));
    EXPECT_TRUE(readTextFile((dir / "file").string(), std::size_t{1} << 20));
    test::writeFile(dir / "file", std::string((std::size_t{1} << 20) + 1, 'x'));
    const auto larger = readTextFile((dir / "file").string(), std::size_t{1} << 20);
    ASSERT_FALSE(larger);
    EXPECT_EQ(larger.error().code, ErrorCode::BadInput);
    EXPECT_EQ(larger.error().text, (dir / "file").string() + ": larger than 1 MiB");
    EXPECT_EQ(readTextFile("/dev/zero").error().text, "/dev/zero: larger than 16 MiB");
}

TEST(TextFile, AFifoWithoutAWriterIsNotWaitedFor) {
    const test::TempDir dir;
    const std::string fifo = (dir / "fifo").string();
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    EXPECT_FALSE(readTextFile(fifo));
    for (const std::string& path : {fifo, std::string("/dev/zero"), dir.path().string()}) {
        const auto text = readRegularFile(path);
        ASSERT_FALSE(text) << path;
        EXPECT_EQ(text.error().text, path + ": not a regular file");
    }
    test::writeFile(dir / "file", "abc");
    EXPECT_EQ(readRegularFile((dir / "file").string()).value(), "abc");
}

TEST(TextFile, MissingFileIsNamed) {
    const auto text = readTextFile("/nonexistent/file");
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().sysErrno, ENOENT);
    EXPECT_NE(text.error().text.find("/nonexistent/file"), std::string::npos);
}

} // namespace
} // namespace ls
