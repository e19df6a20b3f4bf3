// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/outcome.h"
#include "engine/experiment/preset.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <memory>
#include <vector>

namespace ls::model {

/// Experiments that are run one after the other, and what became of them. A value.
class ExperimentQueue final {
public:
    using Preset = std::shared_ptr<const experiment::Preset>;

    void begin(std::vector<Preset> presets);
    [[nodiscard]] bool isEmpty() const { return m_next == m_presets.size(); }
    /// The next one; there is one.
    [[nodiscard]] Preset takeNext() { return m_presets[m_next++]; }
    /// Of the one that was taken last.
    void add(const experiment::ExperimentResult& result);
    /// Those that wait are not run.
    void giveUp();

    [[nodiscard]] bool isOfMany() const { return m_total > 1; }
    /// "Experiment 3 of 17"
    [[nodiscard]] QString place() const;

    [[nodiscard]] bool hasFailures() const { return !m_failed.isEmpty(); }
    /// Some could be judged, and all those hold.
    [[nodiscard]] bool holds() const { return !hasFailures() && m_done > m_leftOut.size(); }
    // What came of those that were run.
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

private:
    std::vector<Preset> m_presets;
    std::size_t m_next = 0;
    std::size_t m_total = 0;
    qsizetype m_done = 0; ///< to their end
    QStringList m_failed;
    QStringList m_leftOut;
};

} // namespace ls::model
