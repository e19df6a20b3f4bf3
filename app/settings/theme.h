// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/app_settings.h"

#include <QPalette>

class QApplication;

namespace ls::settings {

/// The program's look: Fusion with one of two palettes, and one style sheet whose colours come from the same place.
class Theme final {
public:
    /// Before anything is changed, so that the desktop's own palette tells whether it is dark.
    explicit Theme(QApplication& app);

    /// At any time; open windows follow.
    void apply(ThemeChoice choice);
    [[nodiscard]] bool isDark() const { return m_dark; }

private:
    QApplication& m_app;
    bool m_desktopIsDark;
    bool m_dark = false;
};

/// Grounds of a table's rows that are new, changed or closed, or ask for attention.
struct RowTints {
    QColor fresh;
    QColor changed;
    QColor closed;
    QColor warning;
    QColor loss;
};
[[nodiscard]] RowTints rowTints(const QPalette& palette);

/// Grey text beside the main one.
[[nodiscard]] QColor dimText(const QPalette& palette);

} // namespace ls::settings
