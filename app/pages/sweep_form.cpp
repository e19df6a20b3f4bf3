// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sweep_form.h"

#include "app/widgets/field.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace ls::pages {

using model::Field;
using model::SweepExperiment;
using widgets::FieldRow;

SweepForm::SweepForm(const std::vector<model::Knob>& knobs, QWidget* parent)
    : QWidget(parent)
    , m_knob(new KnobEditor(tr("Vary"), KnobEditor::Presence::Required, knobs))
    , m_second(new KnobEditor(tr("And vary"), KnobEditor::Presence::Optional, knobs))
    , m_repeats(new QLineEdit)
    , m_seed(new QLineEdit)
    , m_clients(new QLineEdit)
    , m_arrival(new QComboBox)
    , m_arrivalValue(new QLineEdit)
    , m_accept(new QComboBox)
    , m_acceptRate(new QLineEdit)
    , m_window(new QLineEdit)
    , m_others(new QLineEdit) {
    setObjectName(QStringLiteral("scrolled"));
    setUpChoices();
    setUpLayout();
    setExperiment(SweepExperiment());
    connectEditors();
}

void SweepForm::setUpChoices() {
    m_arrival->addItems({tr("all at once"), tr("per second"), tr("in flight")});
    m_accept->addItems({tr("all at once"), tr("none"), tr("per second")});
    m_seed->setPlaceholderText(tr("new each time"));
    m_others->setPlaceholderText(QStringLiteral("payload=64 net.core.somaxconn=128"));
    m_arrivalValue->setAccessibleName(tr("Arrivals per second, or clients in flight"));
    m_acceptRate->setAccessibleName(tr("Accepts per second"));
    m_repeats->setToolTip(tr("How often each value is measured; the chart shows the spread."));
    m_seed->setToolTip(tr("The runs are made in an order drawn from this number; listenscope-cli draws the same."));
    m_arrival->setToolTip(tr("All at once: a burst. Per second: an open loop, whatever became of the ones before. In "
                             "flight: a closed loop, the next starts when one is done."));
    m_accept->setToolTip(tr("How the server takes connections out of its queue."));
    m_window->setToolTip(tr("How long one run is measured. Below 1 s no SYN is repeated: who is connected came through "
                            "at once."));
    m_others->setToolTip(tr("Any other option of a run, or a sysctl, as name=value with spaces between."));
    for (QComboBox* box : {m_arrival, m_accept}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(6);
    }
    m_knob->setObjectName(QStringLiteral("knob"));
    m_second->setObjectName(QStringLiteral("second"));
    m_accept->setObjectName(QStringLiteral("accept"));
    m_clients->setObjectName(QStringLiteral("clients"));
    m_window->setObjectName(QStringLiteral("window"));
    m_repeats->setObjectName(QStringLiteral("repeats"));
    m_seed->setObjectName(QStringLiteral("seed"));
    m_others->setObjectName(QStringLiteral("others"));
}

void SweepForm::setUpLayout() {
    m_rows = {{Field::Repeats, new FieldRow(tr("Repeats"), {m_repeats})},
              {Field::Seed, new FieldRow(tr("Seed"), {m_seed})},
              {Field::Clients, new FieldRow(tr("Clients"), {m_clients})},
              {Field::Arrival, new FieldRow(tr("They come"), {m_arrival, m_arrivalValue})},
              {Field::Accept, new FieldRow(tr("Accept"), {m_accept, m_acceptRate})},
              {Field::Window, new FieldRow(tr("Window"), {m_window})},
              {Field::Others, new FieldRow(tr("Also set"), {m_others})}};
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_knob);
    layout->addWidget(m_second);
    layout->addWidget(m_rows[Field::Repeats]);
    addGroup(*layout, tr("Load and server"));
    for (const Field field :
         {Field::Clients, Field::Arrival, Field::Accept, Field::Window, Field::Others, Field::Seed}) {
        layout->addWidget(m_rows[field]);
    }
}

void SweepForm::addGroup(QVBoxLayout& layout, const QString& title) {
    auto* label = new QLabel(title);
    label->setObjectName(QStringLiteral("cardTitle"));
    layout.addSpacing(6);
    layout.addWidget(label);
}

void SweepForm::connectEditors() {
    connect(m_knob, &KnobEditor::changed, this, &SweepForm::followChoices);
    connect(m_second, &KnobEditor::changed, this, &SweepForm::followChoices);
    for (QComboBox* box : {m_arrival, m_accept}) {
        connect(box, &QComboBox::currentIndexChanged, this, &SweepForm::followChoices);
    }
    for (QLineEdit* edit : {m_repeats, m_seed, m_clients, m_arrivalValue, m_acceptRate, m_window, m_others}) {
        connect(edit, &QLineEdit::textChanged, this, &SweepForm::changed);
    }
}

void SweepForm::followChoices() {
    const SweepExperiment now = experiment();
    const bool rateVaries =
        model::varies(now, QStringLiteral("rate")) || model::varies(now, QStringLiteral("concurrency"));
    const bool acceptVaries = model::varies(now, QStringLiteral("accept"));
    m_arrivalValue->setVisible(now.arrival != SweepExperiment::Arrival::Burst && !rateVaries);
    m_acceptRate->setVisible(now.accept == SweepExperiment::Accept::Paced && !acceptVaries);
    // What is varied has no fixed value.
    m_arrival->setEnabled(!rateVaries);
    m_accept->setEnabled(!acceptVaries);
    m_clients->setEnabled(!model::varies(now, QStringLiteral("clients")));
    m_window->setEnabled(!model::varies(now, QStringLiteral("duration")));
    emit changed();
}

SweepExperiment SweepForm::experiment() const {
    SweepExperiment experiment;
    experiment.knob = m_knob->range().value_or(model::KnobRange());
    experiment.second = m_second->range();
    experiment.repeats = m_repeats->text();
    experiment.seed = m_seed->text();
    experiment.clients = m_clients->text();
    experiment.arrival = static_cast<SweepExperiment::Arrival>(m_arrival->currentIndex());
    experiment.arrivalValue = m_arrivalValue->text();
    experiment.accept = static_cast<SweepExperiment::Accept>(m_accept->currentIndex());
    experiment.acceptRate = m_acceptRate->text();
    experiment.window = m_window->text();
    experiment.others = m_others->text();
    return experiment;
}

void SweepForm::setExperiment(const SweepExperiment& experiment) {
    {
        const QSignalBlocker quiet(this);
        m_knob->setRange(experiment.knob);
        m_second->setRange(experiment.second);
        m_repeats->setText(experiment.repeats);
        m_seed->setText(experiment.seed);
        m_clients->setText(experiment.clients);
        m_arrival->setCurrentIndex(static_cast<int>(experiment.arrival));
        m_arrivalValue->setText(experiment.arrivalValue);
        m_accept->setCurrentIndex(static_cast<int>(experiment.accept));
        m_acceptRate->setText(experiment.acceptRate);
        m_window->setText(experiment.window);
        m_others->setText(experiment.others);
    }
    followChoices();
}

void SweepForm::showProblems(const QMap<Field, QString>& problems) {
    m_knob->setProblem(problems.value(Field::Knob));
    m_second->setProblem(problems.value(Field::Second));
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        row.value()->setProblem(problems.value(row.key()));
    }
}

} // namespace ls::pages
