// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reactor/cpu_affinity.h"
#include "engine/reactor/event_loop.h"
#include "engine/reactor/loop_thread.h"
#include "tests/support/eventually.h"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <memory>
#include <type_traits>

#include <fcntl.h>
#include <sys/eventfd.h>

namespace ls::reactor {
namespace {

using namespace std::chrono_literals;

static_assert(!std::is_copy_constructible_v<EventLoop> && !std::is_move_constructible_v<EventLoop>);
static_assert(!std::is_copy_constructible_v<LoopThread> && !std::is_move_constructible_v<LoopThread>);

/// Calls a function for each event.
class Handler final : public IoHandler {
public:
    using Function = std::function<void(std::uint32_t token, std::uint32_t events)>;
    explicit Handler(Function function)
        : m_function(std::move(function)) {}
    void onIo(std::uint32_t token, std::uint32_t events) override { m_function(token, events); }

private:
    Function m_function;
};

UniqueFd readyEvent() {
    return UniqueFd(::eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK));
}

TEST(EventLoop, StopBeforeRunReturnsAtOnce) {
    const auto loop = EventLoop::create().value();
    loop->stop();
    loop->run();
}

TEST(EventLoop, DestroyedWithoutRunningDestroysItsTasks) {
    auto marker = std::make_shared<int>(1);
    {
        const auto loop = EventLoop::create().value();
        loop->post([marker] {});
        loop->runAt(Clock::now(), [marker] {});
        EXPECT_EQ(marker.use_count(), 3);
    }
    EXPECT_EQ(marker.use_count(), 1);
}

TEST(EventLoop, PostedWorkRunsInOrderAndMayPostMore) {
    const auto loop = EventLoop::create().value();
    std::vector<int> seen;
    loop->post([&] {
        seen.push_back(1);
        loop->post([&] {
            seen.push_back(3);
            loop->stop();
        });
    });
    loop->post([&] { seen.push_back(2); });
    loop->run();
    EXPECT_EQ(seen, (std::vector<int>{1, 2, 3}));
}

TEST(EventLoop, WorkPostedAfterStopIsDestroyedNotRun) {
    const auto loop = EventLoop::create().value();
    auto marker = std::make_shared<int>(1);
    loop->post([&] {
        loop->stop();
        loop->post([marker] { *marker = 2; });
    });
    loop->run();
    EXPECT_EQ(marker.use_count(), 1);
    EXPECT_EQ(*marker, 1);
}

TEST(EventLoop, TimersRunInOrderOfTimeAndCanBeCancelled) {
    const auto loop = EventLoop::create().value();
    std::vector<int> seen;
    const TimePoint now = Clock::now();
    loop->runAt(now + 3ms, [&] {
        seen.push_back(3);
        loop->stop();
    });
    const TimerId cancelled = loop->runAt(now + 2ms, [&] { seen.push_back(2); });
    loop->runAt(now + 1ms, [&] { seen.push_back(1); });
    loop->cancelTimer(cancelled);
    loop->cancelTimer(cancelled);
    loop->cancelTimer(4711);
    loop->run();
    EXPECT_EQ(seen, (std::vector<int>{1, 3}));
}

TEST(EventLoop, ATimerNeverRunsEarly) {
    const auto loop = EventLoop::create().value();
    const TimePoint due = Clock::now() + 5ms;
    loop->runAt(due, [&] {
        EXPECT_GE(Clock::now(), due);
        loop->stop();
    });
    loop->run();
}

TEST(EventLoop, ATimerThatRearmsInThePastDoesNotStarveDescriptors) {
    const auto loop = EventLoop::create().value();
    const UniqueFd fd = readyEvent();
    Handler handler([&](std::uint32_t, std::uint32_t) { loop->stop(); });
    std::function<void()> again = [&] { loop->runAt(TimePoint{}, [&] { again(); }); };
    again();
    ASSERT_TRUE(loop->watch(fd.get(), EPOLLIN, handler));
    loop->run(); // ends only when the descriptor gets its turn
}

TEST(EventLoop, ReportsTheTokenOfTheRegistration) {
    const auto loop = EventLoop::create().value();
    const UniqueFd fd = readyEvent();
    std::uint32_t seen = 0;
    Handler handler([&](std::uint32_t token, std::uint32_t events) {
        seen = token;
        EXPECT_NE(events & EPOLLIN, 0U);
        loop->stop();
    });
    ASSERT_TRUE(loop->watch(fd.get(), EPOLLIN, handler, 42));
    loop->run();
    EXPECT_EQ(seen, 42U);
}

TEST(EventLoop, FailedRegistrationLeavesNoEntryBehind) {
    const auto loop = EventLoop::create().value();
    Handler handler([](std::uint32_t, std::uint32_t) { FAIL(); });
    const auto closed = loop->watch(-1, EPOLLIN, handler);
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().sysErrno, EBADF);
    const UniqueFd file(::open("/proc/self/status", O_RDONLY | O_CLOEXEC));
    const auto regular = loop->watch(file.get(), EPOLLIN, handler);
    ASSERT_FALSE(regular);
    EXPECT_EQ(regular.error().sysErrno, EPERM);
    EXPECT_EQ(loop->watchCount(), 0U);

    const UniqueFd fd = readyEvent();
    ASSERT_TRUE(loop->watch(fd.get(), EPOLLIN, handler));
    EXPECT_FALSE(loop->watch(fd.get(), EPOLLIN, handler)); // EEXIST
    EXPECT_EQ(loop->watchCount(), 1U);
}

TEST(EventLoop, UnknownRegistrationsAreLeftAlone) {
    const auto loop = EventLoop::create().value();
    loop->unwatch({});
    loop->unwatch({17, 3});
    loop->forget({17, 3});
    EXPECT_FALSE(loop->modify({17, 3}, EPOLLIN));
    EXPECT_EQ(loop->watchCount(), 0U);

    const UniqueFd fd = readyEvent();
    Handler handler([](std::uint32_t, std::uint32_t) {});
    const WatchId id = loop->watch(fd.get(), EPOLLIN, handler).value();
    loop->unwatch(id);
    loop->unwatch(id);
    EXPECT_FALSE(loop->modify(id, EPOLLIN));
    EXPECT_EQ(loop->watchCount(), 0U);
}

// Both descriptors are ready in one batch; whoever comes first removes the other, whose event must then not arrive, not
// even when its slot has been taken by a new registration meanwhile.
TEST(EventLoop, RemovedWithinABatchIsNotReported) {
    const auto loop = EventLoop::create().value();
    const std::array<UniqueFd, 2> fds{readyEvent(), readyEvent()};
    const UniqueFd quiet(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    std::array<WatchId, 2> ids;
    int calls = 0;
    Handler never([](std::uint32_t, std::uint32_t) { FAIL() << "a stale event reached a new registration"; });
    Handler handler([&](std::uint32_t token, std::uint32_t) {
        ++calls;
        loop->unwatch(ids[1 - token]);
        loop->unwatch(ids[token]);
        ASSERT_TRUE(loop->watch(quiet.get(), EPOLLIN, never));
        loop->stop();
    });
    for (std::uint32_t i = 0; i < 2; ++i) {
        ids[i] = loop->watch(fds[i].get(), EPOLLIN, handler, i).value();
    }
    loop->run();
    EXPECT_EQ(calls, 1);
}

TEST(EventLoop, ForgottenDescriptorMayBeClosedAndItsNumberUsedAgain) {
    const auto loop = EventLoop::create().value();
    UniqueFd fd = readyEvent();
    const int number = fd.get();
    Handler never([](std::uint32_t, std::uint32_t) { FAIL(); });
    const WatchId id = loop->watch(fd.get(), EPOLLIN, never).value();
    loop->forget(id);
    fd.reset();
    fd = readyEvent();
    ASSERT_EQ(fd.get(), number);
    int calls = 0;
    Handler handler([&](std::uint32_t, std::uint32_t) {
        ++calls;
        loop->stop();
    });
    ASSERT_TRUE(loop->watch(fd.get(), EPOLLIN, handler));
    loop->run();
    EXPECT_EQ(calls, 1);
}

TEST(EventLoop, DrainHandlesWhatIsReadyAndReturns) {
    const auto loop = EventLoop::create().value();
    const UniqueFd fd = readyEvent();
    int calls = 0;
    Handler handler([&](std::uint32_t, std::uint32_t) {
        std::uint64_t value = 0;
        EXPECT_EQ(::read(fd.get(), &value, sizeof value), static_cast<ssize_t>(sizeof value));
        ++calls;
    });
    ASSERT_TRUE(loop->watch(fd.get(), EPOLLIN, handler));
    loop->drainReady(Clock::now() + 10s);
    EXPECT_EQ(calls, 1);
}

TEST(LoopThread, NeverStartedIsDestroyedQuietly) {
    const auto thread = LoopThread::create("test").value();
}

TEST(LoopThread, StopBeforeStart) {
    const auto thread = LoopThread::create("test").value();
    thread->stop();
    thread->start();
    thread->stop();
}

TEST(LoopThread, StartAndStopMoreThanOnce) {
    const auto thread = LoopThread::create("test").value();
    thread->start();
    thread->start();
    EXPECT_TRUE(thread->call([] {}, 20s));
    thread->stop();
    thread->stop();
}

TEST(LoopThread, StopFromAnotherThreadEndsABusyLoop) {
    const auto thread = LoopThread::create("test").value();
    std::function<void()> again = [&] { thread->loop().post([&] { again(); }); };
    thread->loop().post([&] { again(); });
    thread->start();
    EXPECT_TRUE(thread->call([] {}, 20s));
    std::thread other([&] { thread->stop(); });
    other.join();
}

TEST(LoopThread, CallWaitsForTheLoop) {
    const auto thread = LoopThread::create("test").value();
    bool onLoop = false;
    thread->start();
    EXPECT_TRUE(thread->call([&] { onLoop = thread->loop().isLoopThread(); }, 20s));
    EXPECT_TRUE(onLoop);
    EXPECT_FALSE(thread->loop().isLoopThread());
}

TEST(LoopThread, CallOfAnEndedLoopGivesUp) {
    const auto thread = LoopThread::create("test").value();
    thread->start();
    thread->stop();
    EXPECT_FALSE(thread->call([] {}, 10ms));
}

TEST(LoopThread, DescriptorsCloseOnlyAfterTheThreadHasEnded) {
    // The task holds the loop while stop() is under way; it can still use the loop's descriptors.
    const auto thread = LoopThread::create("test").value();
    thread->start();
    std::atomic<bool> entered{false};
    std::atomic<bool> leave{false};
    bool watched = false;
    const UniqueFd fd = readyEvent();
    Handler handler([](std::uint32_t, std::uint32_t) {});
    thread->loop().post([&] {
        entered = true;
        EXPECT_TRUE(test::eventually([&] { return leave.load(); }));
        watched = thread->loop().watch(fd.get(), EPOLLIN, handler).has_value();
    });
    ASSERT_TRUE(test::eventually([&] { return entered.load(); }));
    std::thread stopper([&] { thread->stop(); });
    leave = true;
    stopper.join();
    EXPECT_TRUE(watched);
}

TEST(CpuAffinity, PinsTheCallingThreadOnly) {
    const std::vector<unsigned> before = allowedCpus();
    ASSERT_FALSE(before.empty());
    std::thread other([&] {
        ASSERT_TRUE(pinCallingThread(before.back()));
        EXPECT_EQ(allowedCpus(), std::vector<unsigned>{before.back()});
        EXPECT_EQ(currentCpu(), before.back());
    });
    other.join();
    EXPECT_EQ(allowedCpus(), before);
    EXPECT_FALSE(pinCallingThread(1023));
}

} // namespace
} // namespace ls::reactor
