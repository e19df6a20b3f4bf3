// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/app_settings.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

namespace ls::settings {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(AppSettings)
};

constexpr auto kTheme = "appearance/theme";
constexpr auto kLanguage = "appearance/language";
constexpr auto kFolder = "export/folder";
constexpr auto kExportFormat = "export/format";
constexpr auto kLayouts = "layout";

QString key(const char* name) {
    return QString::fromLatin1(name);
}

QString layoutKey(const QString& name) {
    return key(kLayouts) + QLatin1Char('/') + name;
}

QString pageKey(const QString& name) {
    return QStringLiteral("page/") + name;
}

template <typename Enum>
struct Name {
    Enum value;
    const char* text;
};

constexpr Name<ThemeChoice> kThemes[] = {
    {ThemeChoice::System, "system"}, {ThemeChoice::Light, "light"}, {ThemeChoice::Dark, "dark"}};
constexpr Name<LanguageChoice> kLanguages[] = {
    {LanguageChoice::System, "system"}, {LanguageChoice::English, "en"}, {LanguageChoice::SimplifiedChinese, "zh_CN"}};

template <typename Enum, std::size_t N>
Enum read(const QSettings& file, const char* name, const Name<Enum> (&names)[N]) {
    const QString text = file.value(key(name)).toString();
    for (const Name<Enum>& candidate : names) {
        if (text == QLatin1String(candidate.text)) {
            return candidate.value;
        }
    }
    return names[0].value;
}

template <typename Enum, std::size_t N>
void write(QSettings& file, const char* name, const Name<Enum> (&names)[N], Enum value) {
    file.setValue(key(name), QString::fromLatin1(names[static_cast<std::size_t>(value)].text));
}

} // namespace

AppSettings::AppSettings(const QString& file)
    : m_file(std::make_unique<QSettings>(file, QSettings::IniFormat)) {
    if (m_file->status() == QSettings::NoError) {
        return;
    }
    const QString aside = file + QStringLiteral(".broken");
    m_file.reset();
    QFile::remove(aside);
    QFile::rename(file, aside);
    m_file = std::make_unique<QSettings>(file, QSettings::IniFormat);
    m_problem = Words::tr("The settings file could not be read; it was put aside as %1.").arg(aside);
}

QString AppSettings::standardFile() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/listenscope/listenscope.ini");
}

ThemeChoice AppSettings::theme() const {
    return read(*m_file, kTheme, kThemes);
}

void AppSettings::setTheme(ThemeChoice choice) {
    write(*m_file, kTheme, kThemes, choice);
}

LanguageChoice AppSettings::language() const {
    return read(*m_file, kLanguage, kLanguages);
}

void AppSettings::setLanguage(LanguageChoice choice) {
    write(*m_file, kLanguage, kLanguages, choice);
}

QByteArray AppSettings::layout(const QString& name) const {
    return QByteArray::fromBase64(m_file->value(layoutKey(name)).toString().toLatin1());
}

void AppSettings::setLayout(const QString& name, const QByteArray& state) {
    m_file->setValue(layoutKey(name), QString::fromLatin1(state.toBase64()));
}

void AppSettings::forgetLayouts() {
    m_file->remove(key(kLayouts));
}

QString AppSettings::folder() const {
    const QString folder = m_file->value(key(kFolder)).toString();
    return QFileInfo(folder).isDir() ? folder : QString();
}

void AppSettings::setFolder(const QString& folder) {
    m_file->setValue(key(kFolder), folder);
}

QString AppSettings::exportFormat() const {
    return m_file->value(key(kExportFormat)).toString();
}

void AppSettings::setExportFormat(const QString& format) {
    m_file->setValue(key(kExportFormat), format);
}

// As JSON text: QSettings would write nested maps in a binary form nobody can read or mend.
QVariantMap AppSettings::page(const QString& name) const {
    return QJsonDocument::fromJson(m_file->value(pageKey(name)).toString().toUtf8()).object().toVariantMap();
}

void AppSettings::setPage(const QString& name, const QVariantMap& values) {
    const QJsonDocument text(QJsonObject::fromVariantMap(values));
    m_file->setValue(pageKey(name), QString::fromUtf8(text.toJson(QJsonDocument::Compact)));
}

void AppSettings::forgetEverything() {
    m_file->clear();
}

} // namespace ls::settings
