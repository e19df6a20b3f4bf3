// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sweep_point_bar.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

namespace ls::pages {

using model::Metric;

namespace {

QSlider* makeSlider() {
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setPageStep(1);
    slider->setRange(0, 0);
    return slider;
}

void setSteps(QSlider& slider, std::size_t values) {
    const QSignalBlocker quiet(&slider);
    slider.setRange(0, values > 0 ? static_cast<int>(values) - 1 : 0);
    slider.setEnabled(values > 1);
}

std::size_t placeOf(const QSlider& slider) {
    return static_cast<std::size_t>(slider.value());
}

} // namespace

SweepPointBar::SweepPointBar(QWidget* parent)
    : QFrame(parent)
    , m_name(new QLabel(tr("Point")))
    , m_first(makeSlider())
    , m_second(makeSlider())
    , m_place(new QLabel)
    , m_lab(new QPushButton(tr("Open in the lab"))) {
    setObjectName(QStringLiteral("card"));
    m_first->setObjectName(QStringLiteral("pointSlider"));
    m_first->setAccessibleName(tr("Point of the sweep"));
    m_second->setAccessibleName(tr("Point of the second setting"));
    m_name->setObjectName(QStringLiteral("cardTitle"));
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_place->setFont(fixed);
    auto* sliders = new QHBoxLayout;
    sliders->setSpacing(12);
    sliders->addWidget(m_name);
    sliders->addWidget(m_first, 3);
    sliders->addWidget(m_second, 1);
    sliders->addWidget(m_place);
    sliders->addWidget(m_lab);
    m_lab->setObjectName(QStringLiteral("openInLab"));
    m_lab->setToolTip(tr("Takes the settings of this point over into the lab (double-click on a point does it too)."));
    connect(m_lab, &QPushButton::clicked, this, &SweepPointBar::labWanted);
    auto* numbers = new QHBoxLayout;
    numbers->setSpacing(6);
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i] = {new QLabel(model::metricTitle(model::kMetrics[i])), new QLabel};
        m_tiles[i].title->setObjectName(QStringLiteral("dim"));
        m_tiles[i].title->setToolTip(model::metricHelp(model::kMetrics[i]));
        m_tiles[i].value->setFont(fixed);
        m_tiles[i].value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        numbers->addWidget(m_tiles[i].title);
        numbers->addWidget(m_tiles[i].value);
        numbers->addStretch(1);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addLayout(sliders);
    layout->addLayout(numbers);
    for (QSlider* slider : {m_first, m_second}) {
        connect(slider, &QSlider::valueChanged, this, [this] {
            show();
            emit moved(first(), second());
        });
    }
    setData({});
}

void SweepPointBar::setData(const model::SweepData& shown) {
    m_data = shown;
    const bool grid = shown.knobs.size() > 1;
    m_firstAxis = shown.knobs.empty() ? model::SweepAxis() : model::axisOf(shown.knobs.front());
    m_secondAxis = grid ? model::axisOf(shown.knobs.back()) : model::SweepAxis();
    setSteps(*m_first, m_firstAxis.size());
    setSteps(*m_second, m_secondAxis.size());
    m_second->setVisible(grid);
    show();
}

void SweepPointBar::setPlace(std::size_t first, std::size_t second) {
    {
        const QSignalBlocker quietFirst(m_first);
        const QSignalBlocker quietSecond(m_second);
        m_first->setValue(static_cast<int>(first));
        m_second->setValue(static_cast<int>(second));
    }
    show();
}

std::size_t SweepPointBar::first() const {
    return placeOf(*m_first);
}

std::size_t SweepPointBar::second() const {
    return placeOf(*m_second);
}

std::vector<std::string> SweepPointBar::values() const {
    std::vector<std::string> values;
    if (first() < m_firstAxis.size()) {
        values.push_back(m_firstAxis.labels[static_cast<qsizetype>(first())].toStdString());
    }
    if (second() < m_secondAxis.size()) {
        values.push_back(m_secondAxis.labels[static_cast<qsizetype>(second())].toStdString());
    }
    return values;
}

QString SweepPointBar::textOf(Metric metric) const {
    if (first() >= m_firstAxis.size()) {
        return QStringLiteral("–");
    }
    const bool grid = m_data.knobs.size() > 1;
    const auto spread =
        grid ? model::gridOf(m_data, metric)[first()][second()] : model::seriesOf(m_data, metric)[first()];
    if (!spread) {
        return QStringLiteral("–");
    }
    const QString median = model::metricText(metric, spread->median);
    return spread->min == spread->max
               ? median
               : tr("%1 (%2 to %3)")
                     .arg(median, model::metricText(metric, spread->min), model::metricText(metric, spread->max));
}

QString SweepPointBar::placeText() const {
    const std::vector<std::string> at = values();
    QStringList words;
    for (std::size_t i = 0; i < at.size(); ++i) {
        words << QString::fromStdString(m_data.knobs[i].name + " = " + at[i]);
    }
    return words.join(QStringLiteral(", "));
}

void SweepPointBar::show() {
    const std::vector<std::string> at = values();
    const auto runs = std::count_if(m_data.rows.begin(), m_data.rows.end(),
                                    [&](const sweep::SweepRow& row) { return row.values == at; });
    const QString count = runs == 1 ? tr("1 run") : tr("%1 runs").arg(runs);
    m_place->setText(at.empty() ? QString() : placeText() + QStringLiteral(" · ") + count);
    m_lab->setEnabled(!at.empty());
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i].value->setText(textOf(model::kMetrics[i]));
    }
}

} // namespace ls::pages
