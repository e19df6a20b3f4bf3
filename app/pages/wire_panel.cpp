// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/wire_panel.h"

#include "app/model/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ls::pages {

namespace {

QString count(std::uint64_t n) {
    return model::countText(static_cast<double>(n));
}

QDoubleSpinBox* millisecondBox(const QString& name, double most) {
    auto* box = new QDoubleSpinBox;
    box->setObjectName(name);
    box->setRange(0, most);
    box->setDecimals(1);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box->setSuffix(QStringLiteral(" ms"));
    return box;
}

} // namespace

WirePanel::WirePanel(QWidget* parent)
    : QWidget(parent)
    , m_on(new QCheckBox(tr("A wire between clients and server")))
    , m_family(new QComboBox)
    , m_roundTrip(millisecondBox(QStringLiteral("roundTrip"), model::kMostRoundTripMs))
    , m_up(millisecondBox(QStringLiteral("delayUp"), model::kMostDelayMs))
    , m_jitter(millisecondBox(QStringLiteral("jitter"), model::kMostJitterMs))
    , m_loss(new QDoubleSpinBox)
    , m_lateAck(millisecondBox(QStringLiteral("lateAck"), model::kMostLateAckMs))
    , m_lateAckFirst(new QSpinBox)
    , m_halfOpen(new QSpinBox)
    , m_halfOpenRate(new QSpinBox)
    , m_figures(new QLabel) {
    setObjectName(QStringLiteral("scrolled"));
    makeParts();
    layOut();
    connectParts();
    set({});
    showClosed();
}

QList<QAbstractSpinBox*> WirePanel::boxes() const {
    return {m_roundTrip, m_up, m_jitter, m_loss, m_lateAck, m_lateAckFirst, m_halfOpen, m_halfOpenRate};
}

void WirePanel::makeParts() {
    const QString anew = QLatin1Char(' ') + tr("A change opens the laboratory anew.");
    m_on->setObjectName(QStringLiteral("wired"));
    m_on->setToolTip(tr("Off: clients and server share a namespace and speak over loopback, where a handshake takes no "
                        "time. On: each has a network stack of its own, and every packet passes a link that can delay "
                        "and lose it.") +
                     anew);
    m_family->setObjectName(QStringLiteral("family"));
    m_family->addItems({QStringLiteral("IPv4"), QStringLiteral("IPv6")});
    m_family->setToolTip(tr("What clients and server speak, over loopback (127.0.0.1 or ::1) or over the wire.") +
                         anew);
    m_family->setAccessibleName(tr("Address family"));
    m_loss->setObjectName(QStringLiteral("lossRate"));
    m_loss->setRange(0, 100);
    m_loss->setDecimals(1);
    m_loss->setSuffix(QStringLiteral(" %"));
    m_lateAckFirst->setObjectName(QStringLiteral("lateAckFirst"));
    m_lateAckFirst->setRange(0, static_cast<int>(model::kMostLateAcks));
    m_lateAckFirst->setSpecialValueText(tr("of all"));
    m_lateAckFirst->setPrefix(tr("of the first "));
    m_halfOpen->setObjectName(QStringLiteral("halfOpen"));
    m_halfOpen->setRange(0, static_cast<int>(wire::kMaxHalfOpen));
    m_halfOpen->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_figures->setObjectName(QStringLiteral("dim"));
    m_figures->setWordWrap(true);
    m_figures->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_up->setMinimum(model::kHalfEachWay);
    m_up->setPrefix(tr("up "));
    m_up->setSpecialValueText(tr("half each way"));
    m_halfOpenRate->setObjectName(QStringLiteral("halfOpenRate"));
    m_halfOpenRate->setRange(1, static_cast<int>(wire::kMaxHalfOpenRate));
    m_halfOpenRate->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_halfOpenRate->setSuffix(QStringLiteral(" /s"));
    m_halfOpenRate->setToolTip(tr("How fast they come"));
    m_roundTrip->setToolTip(tr("There and back"));
    m_up->setToolTip(tr("How much of the round trip is the way from the clients to the server"));
    m_jitter->setToolTip(tr("Every packet takes up to so much longer; within a connection none overtakes another."));
    m_loss->setToolTip(tr("The probability that a packet is lost, each way"));
    m_lateAck->setToolTip(tr("Holds the last ACK of a handshake, and what the client sends behind it, so much longer: "
                             "the client is connected, and the server does not know yet."));
    m_lateAckFirst->setToolTip(tr("Which connections' ACKs are held, in the order of their first SYN"));
    m_halfOpen->setToolTip(
        tr("SYNs that the wire itself sends from addresses where nobody answers. A change sends that many "
           "anew."));
    for (QAbstractSpinBox* box : boxes()) {
        box->setKeyboardTracking(false);
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        box->setMinimumWidth(84);
    }
}

void WirePanel::layOut() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    const auto label = [grid](const QString& text, QWidget* editor, int row) {
        auto* name = new QLabel(text);
        name->setObjectName(QStringLiteral("dim"));
        name->setBuddy(editor);
        editor->setAccessibleName(text);
        grid->addWidget(name, row, 0);
        grid->addWidget(editor, row, 1);
    };
    label(tr("Round trip"), m_roundTrip, 0);
    grid->addWidget(m_up, 0, 2);
    label(tr("Loss"), m_loss, 1);
    grid->addWidget(m_jitter, 1, 2);
    label(tr("Late ACK"), m_lateAck, 2);
    grid->addWidget(m_lateAckFirst, 2, 2);
    label(tr("Half-open"), m_halfOpen, 3);
    grid->addWidget(m_halfOpenRate, 3, 2);
    m_up->setAccessibleName(tr("Way up"));
    m_halfOpenRate->setAccessibleName(tr("Half-open clients per second"));
    m_jitter->setPrefix(tr("jitter "));
    m_jitter->setAccessibleName(tr("Jitter"));
    m_lateAckFirst->setAccessibleName(tr("Connections with a late ACK"));
    m_halfOpen->setAccessibleName(tr("Half-open clients"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(6);
    auto* top = new QHBoxLayout;
    top->setSpacing(6);
    top->addWidget(m_on, 1);
    top->addWidget(m_family);
    layout->addLayout(top);
    layout->addLayout(grid);
    layout->addWidget(m_figures);
    layout->addStretch(1);
}

void WirePanel::connectParts() {
    connect(m_on, &QCheckBox::toggled, this, [this] {
        followSwitch();
        emit switched();
    });
    connect(m_family, &QComboBox::currentIndexChanged, this, &WirePanel::familyChanged);
    for (QDoubleSpinBox* box : {m_roundTrip, m_up, m_jitter, m_loss, m_lateAck}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, &WirePanel::planChanged);
    }
    for (QSpinBox* box : {m_lateAckFirst, m_halfOpen, m_halfOpenRate}) {
        connect(box, &QSpinBox::valueChanged, this, &WirePanel::planChanged);
    }
}

void WirePanel::followSwitch() {
    for (QAbstractSpinBox* box : boxes()) {
        box->setEnabled(m_on->isChecked());
    }
    m_figures->clear();
}

void WirePanel::switchOn() {
    m_on->setChecked(true);
}

void WirePanel::set(const model::LabExperiment& experiment) {
    const QSignalBlocker quiet(this);
    m_on->setChecked(experiment.wired);
    m_family->setCurrentIndex(static_cast<int>(experiment.family));
    m_roundTrip->setValue(experiment.roundTripMs);
    m_up->setValue(experiment.upMs);
    m_jitter->setValue(experiment.jitterMs);
    m_loss->setValue(experiment.lossPercent);
    m_lateAck->setValue(experiment.lateAckMs);
    m_lateAckFirst->setValue(static_cast<int>(experiment.lateAckFirst));
    m_halfOpen->setValue(static_cast<int>(experiment.halfOpen));
    m_halfOpenRate->setValue(static_cast<int>(experiment.halfOpenRate));
    followSwitch();
}

void WirePanel::fill(model::LabExperiment& experiment) const {
    experiment.wired = m_on->isChecked();
    experiment.family = static_cast<IpFamily>(m_family->currentIndex());
    experiment.roundTripMs = m_roundTrip->value();
    experiment.upMs = m_up->value();
    experiment.jitterMs = m_jitter->value();
    experiment.lossPercent = m_loss->value();
    experiment.lateAckMs = m_lateAck->value();
    experiment.lateAckFirst = static_cast<std::uint32_t>(m_lateAckFirst->value());
    experiment.halfOpen = static_cast<std::uint32_t>(m_halfOpen->value());
    experiment.halfOpenRate = m_halfOpenRate->value();
}

void WirePanel::show(const lab::LiveSnapshot& snapshot) {
    if (!snapshot.wire) {
        return;
    }
    const wire::WireStats& stats = *snapshot.wire;
    QString text = tr("%1 packets, %2 under way").arg(count(stats.packets()), count(stats.inFlight));
    if (stats.lost > 0) {
        text += tr(" · %1 lost").arg(count(stats.lost));
    }
    if (stats.held > 0) {
        text += tr(" · %1 held").arg(count(stats.held));
    }
    if (const auto& halfOpen = stats.halfOpen; halfOpen.sent > 0) {
        text += tr(" · %1 half-open clients, %2 answered").arg(count(halfOpen.sent), count(halfOpen.answered));
    }
    if (const auto late = stats.timingError.percentile(0.99)) {
        text += tr(" · 99 % at most %1 late").arg(model::durationText(toSeconds(*late) * 1e6));
    }
    if (stats.droppedByItself() > 0) {
        text += tr(" · %1 dropped by the wire itself: the figures are not to be trusted")
                    .arg(count(stats.droppedByItself()));
    }
    if (stats.link == wire::LinkKind::Tun) {
        text += tr(" · over TUN devices: packets have the time when the wire read them");
    }
    m_figures->setText(text);
}

void WirePanel::showClosed() {
    m_figures->clear();
}

} // namespace ls::pages
