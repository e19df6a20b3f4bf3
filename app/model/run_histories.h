// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/run_series.h"
#include "engine/metrics/history.h"
#include "engine/metrics/stack_history.h"

namespace ls::model {

/// The course of one run of a sweep or an experiment, as plots take it.
class RunHistories final {
public:
    void set(const lab::RunSeries& series);
    void clear();

    [[nodiscard]] const History& depth() const { return m_depth; }
    [[nodiscard]] const History& limit() const { return m_limit; }
    [[nodiscard]] const History& attempted() const { return m_attempted; }
    [[nodiscard]] const History& established() const { return m_established; }
    [[nodiscard]] const History& accepted() const { return m_accepted; }
    [[nodiscard]] const History& drops() const { return m_drops; }
    [[nodiscard]] const StackHistory& serverStates() const { return m_serverStates; }
    [[nodiscard]] const StackHistory& clientStates() const { return m_clientStates; }

private:
    History m_depth;
    History m_limit;
    History m_attempted;
    History m_established;
    History m_accepted;
    History m_drops;
    StackHistory m_serverStates;
    StackHistory m_clientStates;
};

} // namespace ls::model
