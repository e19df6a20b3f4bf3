// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/preset_catalogue.h"

#include <QListWidget>

#include <memory>
#include <string>
#include <vector>

namespace ls::pages {

/// What became of an experiment in this session; a sign beside its title, and not a colour alone.
enum class ExperimentMark { None, Running, Stopped, Holds, Fails, Skipped };

/// The experiments by title, ours first, then the user's own. One is always chosen, unless there is none.
class ExperimentList final : public QListWidget {
    Q_OBJECT

public:
    using Presets = std::vector<std::shared_ptr<const experiment::Preset>>;

    explicit ExperimentList(QWidget* parent = nullptr);

    /// Without marks. Chooses nothing and says nothing; see choose().
    void setPresets(Presets presets);
    [[nodiscard]] const Presets& presets() const { return m_presets; }
    /// Two of the same title are told apart by the file of the user's own.
    [[nodiscard]] QString titleOf(const experiment::Preset& preset) const;
    void setMark(const std::string& name, ExperimentMark mark);

    /// The first where there is none of that name. Emits chosen() even if it was chosen before.
    void choose(const std::string& name);
    /// Null: there is none.
    [[nodiscard]] std::shared_ptr<const experiment::Preset> current() const;

signals:
    void chosen(const std::shared_ptr<const ls::experiment::Preset>& preset);

private:
    /// -1: none of that name.
    [[nodiscard]] int rowOf(const std::string& name) const;
    void tellChosen();

    Presets m_presets; ///< by row
};

} // namespace ls::pages
