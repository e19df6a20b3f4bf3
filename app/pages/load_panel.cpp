// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/load_panel.h"

#include "app/model/words.h"
#include "app/widgets/icon.h"
#include "app/widgets/segments.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ls::pages {

namespace {

constexpr int kLeastEditor = 84; ///< six digits

QString count(std::uint64_t n) {
    return model::countText(static_cast<double>(n));
}

} // namespace

LoadPanel::LoadPanel(QWidget* parent)
    : QWidget(parent)
    , m_clients(new QSpinBox)
    , m_arrival(new widgets::Segments({tr("Burst"), tr("Rate"), tr("Loop")}))
    , m_rate(new QSpinBox)
    , m_inFlight(new QSpinBox)
    , m_payload(new QSpinBox)
    , m_close(new QComboBox)
    , m_repeat(new QDoubleSpinBox)
    , m_start(new QPushButton)
    , m_progress(new QProgressBar)
    , m_state(new QLabel) {
    setObjectName(QStringLiteral("scrolled"));
    makeParts();
    layOut();
    connect(m_arrival, &widgets::Segments::chosen, this, &LoadPanel::followArrival);
    connect(m_start, &QPushButton::clicked, this, &LoadPanel::startOrStopWanted);
    set({});
    setRunning(false);
    showClosed();
}

void LoadPanel::makeParts() {
    for (QSpinBox* box : {m_clients, m_rate, m_inFlight}) {
        box->setRange(1, 1'000'000);
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    }
    m_clients->setObjectName(QStringLiteral("clients"));
    m_rate->setSuffix(tr(" per second"));
    m_inFlight->setMaximum(100'000);
    m_payload->setRange(0, 1 << 20);
    m_payload->setSuffix(QStringLiteral(" B"));
    m_payload->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_repeat->setObjectName(QStringLiteral("repeat"));
    m_repeat->setRange(0, 3600);
    m_repeat->setDecimals(1);
    m_repeat->setSpecialValueText(tr("never"));
    m_repeat->setSuffix(tr(" s"));
    m_start->setObjectName(QStringLiteral("primary"));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Clients that are connected"));
    m_state->setObjectName(QStringLiteral("dim"));
    m_state->setWordWrap(true);
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_arrival->setToolTip(
        tr("Burst: all at once. Rate: an open loop, whatever became of the ones before. Loop: a fixed "
           "number in flight, the next starts when one is done."));
    m_close->setObjectName(QStringLiteral("clientClose"));
    m_close->addItems({tr("hold"), tr("close (FIN)"), tr("reset (RST)"), tr("half-close"), tr("wait for FIN")});
    m_close->setAccessibleName(tr("When done"));
    m_close->setToolTip(
        tr("What a client does when it is done: hold the connection, close it, reset it, say goodbye and "
           "go when the server has said so too, or wait until the server closes."));
    m_payload->setToolTip(tr("Bytes that each client sends and waits to get back"));
    m_repeat->setToolTip(tr("Starts the load again that long after each start, until it is stopped."));
}

void LoadPanel::layOut() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    const auto label = [&](const QString& text, QWidget* editor, int row) {
        auto* name = new QLabel(text);
        name->setObjectName(QStringLiteral("dim"));
        name->setBuddy(editor);
        editor->setAccessibleName(text);
        editor->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        editor->setMinimumWidth(kLeastEditor);
        grid->addWidget(name, row, 0);
        return name;
    };
    label(tr("Clients"), m_clients, 0);
    grid->addWidget(m_clients, 0, 1);
    grid->addWidget(m_arrival, 0, 2);
    m_pace = label(tr("Arrivals"), m_rate, 1);
    m_inFlight->setAccessibleName(tr("In flight"));
    grid->addWidget(m_rate, 1, 1, 1, 2);
    grid->addWidget(m_inFlight, 1, 1, 1, 2);
    label(tr("Payload"), m_payload, 2);
    grid->addWidget(m_payload, 2, 1);
    grid->addWidget(m_close, 2, 2);
    label(tr("Repeat every"), m_repeat, 3);
    grid->addWidget(m_repeat, 3, 1);
    grid->addWidget(m_start, 3, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(6);
    layout->addLayout(grid);
    layout->addWidget(m_progress);
    layout->addWidget(m_state);
    layout->addStretch(1);
}

void LoadPanel::followArrival() {
    const auto arrival = static_cast<load::Arrival>(m_arrival->current());
    m_rate->setVisible(arrival == load::Arrival::Rate);
    m_inFlight->setVisible(arrival == load::Arrival::ClosedLoop);
    m_pace->setVisible(arrival != load::Arrival::Burst);
    m_pace->setText(arrival == load::Arrival::Rate ? tr("Arrivals") : tr("In flight"));
}

void LoadPanel::set(const model::LabExperiment& experiment) {
    m_clients->setValue(static_cast<int>(experiment.clients));
    m_arrival->setCurrent(static_cast<int>(experiment.arrival));
    m_rate->setValue(static_cast<int>(experiment.arrivalRate));
    m_inFlight->setValue(static_cast<int>(experiment.inFlight));
    m_payload->setValue(static_cast<int>(experiment.payload));
    m_close->setCurrentIndex(static_cast<int>(experiment.close));
    m_repeat->setValue(experiment.repeatSeconds);
    followArrival();
}

void LoadPanel::fill(model::LabExperiment& experiment) const {
    experiment.clients = static_cast<std::uint32_t>(m_clients->value());
    experiment.arrival = static_cast<load::Arrival>(m_arrival->current());
    experiment.arrivalRate = m_rate->value();
    experiment.inFlight = static_cast<std::uint32_t>(m_inFlight->value());
    experiment.payload = static_cast<std::uint32_t>(m_payload->value());
    experiment.close = static_cast<load::CloseMode>(m_close->currentIndex());
    experiment.repeatSeconds = m_repeat->value();
}

void LoadPanel::setRunning(bool running) {
    m_start->setText(running ? tr("Stop") : tr("Start"));
    m_start->setIcon(
        widgets::icon(running ? QStringLiteral("stop") : QStringLiteral("start"), QPalette::HighlightedText));
}

void LoadPanel::setStartable(bool startable) {
    m_start->setEnabled(startable);
}

void LoadPanel::show(const lab::LiveSnapshot& snapshot) {
    switch (snapshot.load.phase) {
    case lab::LoadPhase::None:
        showClosed();
        return;
    case lab::LoadPhase::Preparing:
        m_progress->setRange(0, 1);
        m_progress->setValue(0);
        m_state->setText(tr("Opening the sockets …"));
        return;
    case lab::LoadPhase::Ending:
        m_state->setText(tr("Closing the connections …"));
        return;
    case lab::LoadPhase::Running:
    case lab::LoadPhase::Holding:
        showClients(snapshot.load.clients);
        return;
    }
}

void LoadPanel::showClients(const load::OutcomeCounts& clients) {
    m_progress->setRange(0, static_cast<int>(std::max<std::uint64_t>(clients.planned, 1)));
    m_progress->setValue(static_cast<int>(clients.established));
    QString text = tr("%1 of %2 connected").arg(count(clients.established), count(clients.planned));
    if (clients.pending > 0) {
        text += tr(" · %1 wait for an answer").arg(count(clients.pending));
    }
    if (clients.notReached > 0) {
        text += tr(" · %1 to come").arg(count(clients.notReached));
    }
    m_state->setText(text);
}

void LoadPanel::showClosed() {
    m_progress->setRange(0, 1);
    m_progress->setValue(0);
    m_state->setText(tr("No load yet"));
}

} // namespace ls::pages
