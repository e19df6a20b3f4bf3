// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/experiment_list.h"

#include "app/model/check_table_model.h"

#include <QSignalBlocker>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace ls::pages {

using experiment::Preset;

namespace {

QString signOf(ExperimentMark mark) {
    switch (mark) {
    case ExperimentMark::Running:
        return QStringLiteral("… ");
    case ExperimentMark::Stopped:
        return QStringLiteral("■ ");
    case ExperimentMark::Holds:
        return QStringLiteral("✓ ");
    case ExperimentMark::Fails:
        return QStringLiteral("✗ ");
    case ExperimentMark::Skipped:
        return QStringLiteral("– ");
    case ExperimentMark::None:
        break;
    }
    return QStringLiteral("   ");
}

} // namespace

ExperimentList::ExperimentList(QWidget* parent)
    : QListWidget(parent) {
    setObjectName(QStringLiteral("experiments"));
    setAccessibleName(tr("Experiments"));
    setFrameShape(QFrame::NoFrame);
    setWordWrap(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentRowChanged, this, &ExperimentList::tellChosen);
}

void ExperimentList::setPresets(Presets presets) {
    const QSignalBlocker quiet(this);
    m_presets = std::move(presets);
    clear();
    for (const auto& preset : m_presets) {
        new QListWidgetItem(this);
        setMark(preset->name, ExperimentMark::None);
    }
}

void ExperimentList::setMark(const std::string& name, ExperimentMark mark) {
    const int row = rowOf(name);
    if (row < 0) {
        return;
    }
    const Preset& preset = *m_presets[static_cast<std::size_t>(row)];
    QString tip = model::presetText(preset.question);
    if (mark == ExperimentMark::Stopped) {
        tip += QLatin1Char('\n') + tr("■ It ended before all its checks could be judged.");
    }
    item(row)->setText(signOf(mark) + titleOf(preset));
    item(row)->setToolTip(tip);
}

QString ExperimentList::titleOf(const Preset& preset) const {
    const QString title = model::presetText(preset.title);
    if (preset.file.empty()) {
        return title;
    }
    const auto same = std::count_if(m_presets.begin(), m_presets.end(),
                                    [&title](const auto& each) { return model::presetText(each->title) == title; });
    return same < 2 ? tr("%1 (yours)").arg(title)
                    : tr("%1 (yours: %2)")
                          .arg(title, QString::fromStdString(std::filesystem::path(preset.file).filename().string()));
}

void ExperimentList::choose(const std::string& name) {
    {
        const QSignalBlocker quiet(this);
        setCurrentRow(std::max(0, rowOf(name)));
    }
    tellChosen();
}

std::shared_ptr<const Preset> ExperimentList::current() const {
    const auto row = static_cast<std::size_t>(std::max(0, currentRow()));
    return currentRow() >= 0 && row < m_presets.size() ? m_presets[row] : nullptr;
}

int ExperimentList::rowOf(const std::string& name) const {
    const auto at =
        std::find_if(m_presets.begin(), m_presets.end(), [&](const auto& preset) { return preset->name == name; });
    return at == m_presets.end() ? -1 : static_cast<int>(at - m_presets.begin());
}

void ExperimentList::tellChosen() {
    if (const auto preset = current()) {
        emit chosen(preset);
    }
}

} // namespace ls::pages
