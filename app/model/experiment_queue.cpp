// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/experiment_queue.h"

#include "app/model/check_table_model.h"

#include <QCoreApplication>

#include <utility>

namespace ls::model {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ExperimentQueue)
};

} // namespace

void ExperimentQueue::begin(std::vector<Preset> presets) {
    *this = {};
    m_presets = std::move(presets);
    m_total = m_presets.size();
}

void ExperimentQueue::giveUp() {
    m_presets.resize(m_next);
}

void ExperimentQueue::add(const experiment::ExperimentResult& result) {
    const QString title = presetText(m_presets[m_next - 1]->title);
    const bool ended = !result.interrupted && !result.error;
    m_done += ended ? 1 : 0;
    if (result.count(experiment::CheckOutcome::Verdict::Fails) > 0) {
        m_failed << title;
    } else if (ended && result.nothingJudged()) {
        m_leftOut << title;
    }
}

QString ExperimentQueue::place() const {
    return Words::tr("Experiment %1 of %2").arg(m_next).arg(m_total);
}

QString ExperimentQueue::title() const {
    if (hasFailures()) {
        return Words::tr("✗ %1 of %2 experiments have a check that fails").arg(m_failed.size()).arg(m_total);
    }
    if (static_cast<std::size_t>(m_done) < m_total) {
        return Words::tr("Stopped early");
    }
    return holds() ? Words::tr("✓ All %1 experiments hold").arg(m_done - m_leftOut.size())
                   : Words::tr("Nothing could be checked on this kernel");
}

QString ExperimentQueue::text() const {
    QStringList lines = m_failed;
    if (static_cast<std::size_t>(m_done) < m_total) {
        lines << Words::tr("%1 of %2 were run to their end.").arg(m_done).arg(m_total);
    }
    if (!m_leftOut.isEmpty()) {
        lines << Words::tr("Left out on this kernel: %1").arg(m_leftOut.join(QStringLiteral("; ")));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace ls::model
