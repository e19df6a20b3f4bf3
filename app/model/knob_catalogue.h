// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/sysctl_catalogue.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace ls::model {

/// One setting a person can turn: an option of a run or a sysctl, with the words and limits to show beside it.
struct Knob {
    enum class Kind { Number, PerSecond, Percent, Duration, Word, Text };

    QString name;  ///< as listenscope-cli knows it
    QString label; ///< in the user's language
    QString help;  ///< one sentence
    Kind kind = Kind::Number;
    qint64 min = 0; ///< of a Number; of a PerSecond or Percent in whole ones; of a Duration in milliseconds
    qint64 max = 0;
    QStringList words = {}; ///< every value of a Word

    /// "/s", "ms" or nothing: what has to stand behind a number.
    [[nodiscard]] QString unit() const;
    [[nodiscard]] bool isNumeric() const { return kind != Kind::Word && kind != Kind::Text; }
    /// The accepted values in words.
    [[nodiscard]] QString accepted() const;
    /// Why `value` cannot be used, with what can; empty when it can.
    [[nodiscard]] QString problemWith(const QString& value) const;
};

/// Backlog first, then the other options of a run, then the namespace's sysctls.
[[nodiscard]] std::vector<Knob> knobCatalogue(const kernel::SysctlCatalogue& sysctls);

} // namespace ls::model
