// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/unique_fd.h"

#include <gtest/gtest.h>

#include <type_traits>
#include <utility>

#include <fcntl.h>

namespace ls {
namespace {

static_assert(!std::is_copy_constructible_v<UniqueFd>);
static_assert(!std::is_convertible_v<UniqueFd, int>);
static_assert(!std::is_convertible_v<UniqueFd, bool>);
static_assert(std::is_nothrow_move_constructible_v<UniqueFd>);

int openNull() {
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

bool isOpen(int fd) {
    return ::fcntl(fd, F_GETFD) != -1;
}

TEST(UniqueFd, ClosesWhatItOwns) {
    const int fd = openNull();
    { const UniqueFd owner(fd); }
    EXPECT_FALSE(isOpen(fd));
}

TEST(UniqueFd, MovedFromOwnsNothing) {
    const int fd = openNull();
    UniqueFd first(fd);
    const UniqueFd second(std::move(first));
    EXPECT_FALSE(first.isOpen()); // NOLINT(bugprone-use-after-move): that is the promise
    EXPECT_EQ(second.get(), fd);
    EXPECT_TRUE(isOpen(fd));
}

TEST(UniqueFd, MoveAssignmentClosesTheOldDescriptor) {
    const int old = openNull();
    const int kept = openNull();
    UniqueFd target(old);
    UniqueFd source(kept);
    target = std::move(source);
    EXPECT_FALSE(isOpen(old));
    EXPECT_EQ(target.get(), kept);
}

TEST(UniqueFd, SelfMoveKeepsTheDescriptor) {
    UniqueFd owner(openNull());
    UniqueFd& alias = owner;
    owner = std::move(alias);
    EXPECT_TRUE(owner.isOpen());
    EXPECT_TRUE(isOpen(owner.get()));
}

TEST(UniqueFd, ReleaseGivesTheDescriptorAway) {
    UniqueFd owner(openNull());
    const int fd = owner.release();
    EXPECT_FALSE(owner.isOpen());
    EXPECT_TRUE(isOpen(fd));
    ::close(fd);
}

TEST(UniqueFd, ClosingKeepsErrno) {
    UniqueFd owner(openNull());
    ::close(owner.get()); // the close() of the owner will fail with EBADF
    errno = ENOSPC;
    owner.reset();
    EXPECT_EQ(errno, ENOSPC);
}

} // namespace
} // namespace ls
