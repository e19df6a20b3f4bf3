// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/app_settings.h"

#include <QLocale>

#include <memory>
#include <vector>

class QCoreApplication;
class QTranslator;

namespace ls::settings {

[[nodiscard]] QLocale localeFor(LanguageChoice choice);

/// The texts of one language, in force as long as this lives: ours, and Qt's own for its dialogs.
class Language final {
public:
    Language(QCoreApplication& app, LanguageChoice choice);
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

private:
    void load(const QString& file, const QString& folder);

    QCoreApplication& m_app;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace ls::settings
