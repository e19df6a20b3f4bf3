// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/kernel_version.h"
#include "engine/lab/syn_queue_probe.h"
#include "tests/support/laboratory.h"

#include <gtest/gtest.h>

#include <signal.h>

namespace ls::lab {
namespace {

using SynQueueProbe = test::LaboratoryTest;

/// What the kernels in between answer depends on who built them.
TEST_F(SynQueueProbe, KernelsSince613HoldOneMore) {
    const auto holdsOneMore = synQueueHoldsOneMore(net());
    ASSERT_TRUE(holdsOneMore) << holdsOneMore.error().text;
    if (kernel::supportedKernelVersion().value() >= kernel::KernelVersion{6, 13}) {
        EXPECT_TRUE(*holdsOneMore);
    }
    ASSERT_TRUE(net().freshen());
    ASSERT_TRUE(net().freshen());
    EXPECT_EQ(synQueueHoldsOneMore(net()).value(), *holdsOneMore);
}

/// Where nothing can be asked there is no answer either.
TEST_F(SynQueueProbe, TellsWhenTheNamespaceIsGone) {
    ::kill(net().openerPid(), SIGKILL);
    EXPECT_FALSE(synQueueHoldsOneMore(net()));
}

} // namespace
} // namespace ls::lab
