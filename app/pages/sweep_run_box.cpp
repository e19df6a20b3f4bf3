// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sweep_run_box.h"

#include "app/model/words.h"
#include "app/widgets/icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ls::pages {

namespace {

constexpr double kPerRunOverheadS = 0.04; ///< a fresh namespace, opening sockets, the cut
constexpr int kTickMs = 500;

} // namespace

SweepRunBox::SweepRunBox(QWidget* parent)
    : QWidget(parent)
    , m_estimate(new QLabel)
    , m_start(new QPushButton(widgets::icon(QStringLiteral("start"), QPalette::HighlightedText), tr("Start sweep")))
    , m_progress(new QProgressBar)
    , m_state(new QLabel)
    , m_cancel(new QPushButton(tr("Cancel"))) {
    setObjectName(QStringLiteral("scrolled"));
    m_estimate->setObjectName(QStringLiteral("dim"));
    m_estimate->setWordWrap(true);
    m_start->setObjectName(QStringLiteral("primary"));
    m_start->setMinimumHeight(34);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the sweep"));
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setToolTip(tr("Ends the sweep now; what is finished is kept."));
    auto* row = new QHBoxLayout;
    row->addWidget(m_state, 1);
    row->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_estimate);
    layout->addWidget(m_start);
    layout->addWidget(m_progress);
    layout->addLayout(row);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &SweepRunBox::showTimeLeft);
    connect(m_start, &QPushButton::clicked, this, &SweepRunBox::startWanted);
    connect(m_cancel, &QPushButton::clicked, this, &SweepRunBox::cancelWanted);
    end();
}

void SweepRunBox::setPlan(std::size_t runs, double secondsPerRun) {
    const double seconds = static_cast<double>(runs) * (secondsPerRun + kPerRunOverheadS);
    const QString time = model::timeLeftText(seconds);
    m_estimate->setText(runs == 1 ? tr("1 run, about %1").arg(time)
                                  : tr("%1 runs, about %2").arg(model::countText(static_cast<double>(runs)), time));
    m_start->setEnabled(true);
}

void SweepRunBox::setBlocked(const QString& why) {
    m_estimate->setText(why);
    m_start->setEnabled(false);
}

void SweepRunBox::begin(std::size_t runs, double secondsPerRun) {
    m_secondsPerRun = secondsPerRun + kPerRunOverheadS;
    m_start->hide();
    m_estimate->hide();
    m_progress->show();
    m_state->show();
    m_cancel->show();
    m_cancel->setEnabled(true);
    m_elapsed.start();
    m_tick.start();
    advance(0, runs);
}

void SweepRunBox::advance(std::size_t done, std::size_t total) {
    m_done = done;
    m_total = total;
    if (done > 0) {
        m_secondsPerRun = static_cast<double>(m_elapsed.elapsed()) / 1000 / static_cast<double>(done);
    }
    m_progress->setRange(0, static_cast<int>(total));
    m_progress->setValue(static_cast<int>(done));
    showTimeLeft();
}

void SweepRunBox::showTimeLeft() {
    const double expected = m_secondsPerRun * static_cast<double>(m_total);
    const double left = std::max(0.0, expected - static_cast<double>(m_elapsed.elapsed()) / 1000);
    m_state->setText(tr("%1 of %2 · %3 left").arg(m_done).arg(m_total).arg(model::timeLeftText(left)));
}

void SweepRunBox::end() {
    m_tick.stop();
    m_start->show();
    m_estimate->show();
    m_progress->hide();
    m_state->hide();
    m_cancel->hide();
}

} // namespace ls::pages
