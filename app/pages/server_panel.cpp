// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/server_panel.h"

#include "app/model/lab_words.h"
#include "app/pages/backlog_chain.h"
#include "app/pages/backlog_slider.h"
#include "app/widgets/field.h"
#include "app/widgets/segments.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ls::pages {

using widgets::FieldRow;
using Kind = server::AcceptPolicy::Kind;

namespace {

// The order of the choices on screen.
constexpr std::array kKinds{Kind::All, Kind::Paced, Kind::None};

int placeOf(Kind kind) {
    return static_cast<int>(std::find(kKinds.begin(), kKinds.end(), kind) - kKinds.begin());
}

} // namespace

ServerPanel::ServerPanel(QWidget* parent)
    : QWidget(parent)
    , m_slider(new BacklogSlider)
    , m_backlog(new QSpinBox)
    , m_chain(new BacklogChain)
    , m_accept(new widgets::Segments({tr("All"), tr("Paced"), tr("Stopped")}))
    , m_rate(new QSpinBox)
    , m_stop(new QPushButton(tr("Stop accepting")))
    , m_reactors(new QSpinBox)
    , m_listeners(new QComboBox)
    , m_trigger(new QComboBox)
    , m_close(new QComboBox)
    , m_budget(new QSpinBox)
    , m_keepAlive(new QCheckBox(tr("keep-alive")))
    , m_wait(new QLabel) {
    setObjectName(QStringLiteral("scrolled"));
    makeParts();
    layOut();
    connectParts();
    set({});
}

void ServerPanel::makeParts() {
    m_backlog->setObjectName(QStringLiteral("backlog"));
    m_backlog->setRange(0, model::kMostBacklog);
    m_backlog->setAccelerated(true);
    m_backlog->setKeyboardTracking(false);
    m_backlog->setAlignment(Qt::AlignRight);
    m_backlog->setToolTip(tr("The argument of listen(). It acts on the open socket while it runs."));
    m_accept->setToolTip(tr("How the server takes connections out of its queue"));
    m_rate->setObjectName(QStringLiteral("acceptRate"));
    m_rate->setRange(1, 1'000'000);
    m_rate->setKeyboardTracking(false);
    m_rate->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_rate->setSuffix(tr(" per second"));
    m_stop->setObjectName(QStringLiteral("stopAccepting"));
    m_stop->setCheckable(true);
    m_stop->setToolTip(tr("The server no longer calls accept(): what arrives stays in the queue until it is full."));
    m_reactors->setObjectName(QStringLiteral("reactors"));
    m_reactors->setRange(1, 64);
    m_reactors->setKeyboardTracking(false);
    m_reactors->setSuffix(tr(" reactors"));
    m_listeners->setObjectName(QStringLiteral("listeners"));
    m_listeners->addItems({tr("shared"), tr("reuseport")});
    m_trigger->addItems({tr("level"), tr("edge"), tr("edge, once")});
    m_listeners->setToolTip(tr("Shared: one queue for all reactors. Reuseport: each reactor has a "
                               "listener and a queue of its own."));
    const QString anew = tr("A change opens the laboratory anew.");
    m_reactors->setToolTip(tr("Event loops of the server.") + QLatin1Char(' ') + anew);
    m_listeners->setToolTip(m_listeners->toolTip() + QLatin1Char(' ') + anew);
    m_trigger->setToolTip(tr("How epoll reports the listener. Once: what a budget left in the queue is forgotten until "
                             "the next connection comes.") +
                          QLatin1Char(' ') + anew);
    m_close->setObjectName(QStringLiteral("serverClose"));
    m_close->addItems({tr("closes last"), tr("closes first"), tr("resets first"), tr("never closes")});
    m_close->setToolTip(tr("How the server ends a connection. Who closes first keeps it in TIME_WAIT; who never closes "
                           "collects CLOSE_WAIT.") +
                        QLatin1Char(' ') + anew);
    m_budget->setObjectName(QStringLiteral("acceptBudget"));
    m_budget->setRange(0, static_cast<int>(model::kMostAcceptBudget));
    m_budget->setKeyboardTracking(false);
    m_budget->setPrefix(tr("budget "));
    m_budget->setSpecialValueText(tr("no budget"));
    m_budget->setToolTip(tr("Connections taken per wake-up; without a budget, until the queue is empty.") +
                         QLatin1Char(' ') + anew);
    m_keepAlive->setObjectName(QStringLiteral("keepAlive"));
    m_keepAlive->setToolTip(tr("SO_KEEPALIVE on the server's sockets: it asks whether a silent client is still there. "
                               "When, say net.ipv4.tcp_keepalive_*.") +
                            QLatin1Char(' ') + anew);
    m_wait->setObjectName(QStringLiteral("dim"));
    m_wait->setToolTip(tr("Depth of the queue divided by the accept rate: a longer queue loses less and waits more."));
}

void ServerPanel::layOut() {
    auto* name = new QLabel(tr("Backlog"));
    name->setBuddy(m_backlog);
    auto* top = new QHBoxLayout;
    top->addWidget(name);
    top->addWidget(m_wait, 1, Qt::AlignRight);
    top->addWidget(m_backlog);
    m_rateRow = new FieldRow(tr("Accept rate"), {m_rate});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 10);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_slider);
    layout->addWidget(m_chain);
    layout->addWidget(m_accept);
    layout->addWidget(m_rateRow);
    layout->addWidget(m_stop);
    auto* shape = new QHBoxLayout;
    shape->setSpacing(6);
    shape->addWidget(m_reactors, 4);
    shape->addWidget(m_listeners, 5);
    shape->addWidget(m_trigger, 3);
    layout->addLayout(shape);
    auto* manners = new QHBoxLayout;
    manners->setSpacing(6);
    manners->addWidget(m_close, 5);
    manners->addWidget(m_budget, 4);
    manners->addWidget(m_keepAlive);
    layout->addLayout(manners);
    for (QWidget* narrow : std::initializer_list<QWidget*>{m_close, m_budget}) {
        narrow->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }
    layout->addStretch(1);
    m_reactors->setAccessibleName(tr("Reactors"));
    m_listeners->setAccessibleName(tr("Listeners"));
    m_trigger->setAccessibleName(tr("Trigger"));
    m_close->setAccessibleName(tr("Who closes"));
    m_budget->setAccessibleName(tr("Accept budget"));
}

void ServerPanel::connectParts() {
    connect(m_slider, &BacklogSlider::moved, this, [this](int backlog) {
        const QSignalBlocker quiet(m_backlog);
        m_backlog->setValue(backlog);
        emit backlogChanged(backlog);
    });
    connect(m_backlog, &QSpinBox::valueChanged, this, [this](int backlog) {
        m_slider->setBacklog(backlog);
        emit backlogChanged(backlog);
    });
    connect(m_accept, &widgets::Segments::chosen, this, [this] {
        followPolicy();
        emit policyChanged();
    });
    connect(m_stop, &QPushButton::clicked, this, &ServerPanel::onStopToggled);
    connect(m_rate, &QSpinBox::valueChanged, this, &ServerPanel::policyChanged);
    connect(m_reactors, &QSpinBox::valueChanged, this, &ServerPanel::serverChanged);
    connect(m_listeners, &QComboBox::currentIndexChanged, this, &ServerPanel::serverChanged);
    connect(m_trigger, &QComboBox::currentIndexChanged, this, &ServerPanel::serverChanged);
    connect(m_close, &QComboBox::currentIndexChanged, this, &ServerPanel::serverChanged);
    connect(m_budget, &QSpinBox::valueChanged, this, &ServerPanel::serverChanged);
    connect(m_keepAlive, &QCheckBox::toggled, this, &ServerPanel::serverChanged);
}

void ServerPanel::onStopToggled(bool stopped) {
    setPolicy(stopped ? Kind::None : m_whenAccepting);
    emit policyChanged();
}

void ServerPanel::setPolicy(Kind kind) {
    m_accept->setCurrent(placeOf(kind));
    followPolicy();
}

void ServerPanel::followPolicy() {
    const Kind kind = kKinds[static_cast<std::size_t>(m_accept->current())];
    if (kind != Kind::None) {
        m_whenAccepting = kind;
    }
    m_rateRow->setVisible(kind == Kind::Paced);
    m_stop->setChecked(kind == Kind::None);
    m_stop->setText(kind == Kind::None ? tr("■ Accepting is stopped") : tr("Stop accepting"));
}

void ServerPanel::set(const model::LabExperiment& experiment) {
    const QSignalBlocker quiet(this);
    m_backlog->setValue(experiment.backlog);
    m_slider->setBacklog(experiment.backlog);
    m_rate->setValue(static_cast<int>(experiment.acceptRate));
    m_reactors->setValue(static_cast<int>(experiment.reactors));
    m_listeners->setCurrentIndex(static_cast<int>(experiment.listeners));
    m_trigger->setCurrentIndex(static_cast<int>(experiment.trigger));
    m_close->setCurrentIndex(static_cast<int>(experiment.serverClose));
    m_budget->setValue(static_cast<int>(experiment.acceptBudget));
    m_keepAlive->setChecked(experiment.keepAlive);
    setPolicy(experiment.accept);
    m_chain->showAsked(experiment.backlog);
}

void ServerPanel::fill(model::LabExperiment& experiment) const {
    experiment.backlog = m_backlog->value();
    experiment.accept = kKinds[static_cast<std::size_t>(m_accept->current())];
    experiment.acceptRate = m_rate->value();
    experiment.reactors = static_cast<unsigned>(m_reactors->value());
    experiment.listeners = static_cast<server::ListenerMode>(m_listeners->currentIndex());
    experiment.trigger = static_cast<server::Trigger>(m_trigger->currentIndex());
    experiment.serverClose = static_cast<server::ServerClose>(m_close->currentIndex());
    experiment.acceptBudget = static_cast<unsigned>(m_budget->value());
    experiment.keepAlive = m_keepAlive->isChecked();
}

void ServerPanel::show(const lab::LiveSnapshot& snapshot) {
    m_chain->show(snapshot);
    m_wait->setText(snapshot.depth == 0 ? QString() : tr("wait %1").arg(model::waitText(snapshot)));
}

void ServerPanel::showClosed() {
    m_chain->showAsked(m_backlog->value());
    m_wait->clear();
}

} // namespace ls::pages
