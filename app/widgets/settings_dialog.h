// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/app_settings.h"

#include <QDialog>

class QComboBox;
class QLabel;

namespace ls::widgets {

/// Looks and language. A theme is in force at once, a language at the next start.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit SettingsDialog(settings::AppSettings& settings, QWidget* parent = nullptr);

signals:
    void themeChosen(ls::settings::ThemeChoice choice);
    void layoutReset();
    /// Everything remembered is forgotten.
    void everythingReset();

private:
    void setUpChoices();
    void resetEverything();

    settings::AppSettings& m_settings;
    QComboBox* m_theme;
    QComboBox* m_language;
    QLabel* m_message;
};

} // namespace ls::widgets
