// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace ls::settings {

QLocale localeFor(LanguageChoice choice) {
    switch (choice) {
    case LanguageChoice::English:
        return QLocale(QLocale::English, QLocale::UnitedStates);
    case LanguageChoice::SimplifiedChinese:
        return QLocale(QLocale::Chinese, QLocale::SimplifiedChineseScript, QLocale::China);
    case LanguageChoice::System:
        break;
    }
    return QLocale::system();
}

Language::Language(QCoreApplication& app, LanguageChoice choice)
    : m_app(app) {
    const QLocale locale = localeFor(choice);
    QLocale::setDefault(locale);
    // Traditional Chinese readers are better served by English than by a mix of scripts.
    if (locale.language() == QLocale::Chinese && locale.script() != QLocale::TraditionalHanScript) {
        load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        load(QStringLiteral("listenscope_zh_CN"), QStringLiteral(":/translations"));
    }
}

Language::~Language() {
    for (const auto& translator : m_translators) {
        m_app.removeTranslator(translator.get());
    }
}

void Language::load(const QString& file, const QString& folder) {
    auto translator = std::make_unique<QTranslator>();
    if (translator->load(file, folder)) {
        m_app.installTranslator(translator.get());
        m_translators.push_back(std::move(translator));
    }
}

} // namespace ls::settings
