// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <memory>

namespace ls::settings {

enum class ThemeChoice { System, Light, Dark };
enum class LanguageChoice { System, English, SimplifiedChinese };

/// Everything that is remembered between two starts, in one INI file. Nothing in that file can prevent a start: one
/// that cannot be read is put aside, and a value that makes no sense counts as absent. UI thread.
class AppSettings final {
public:
    explicit AppSettings(const QString& file);
    AppSettings(const AppSettings&) = delete;
    AppSettings& operator=(const AppSettings&) = delete;

    /// Where the desktop wants it: ~/.config/listenscope/listenscope.ini.
    [[nodiscard]] static QString standardFile();

    /// What was wrong with the file at start, in words; empty if nothing.
    [[nodiscard]] const QString& problem() const { return m_problem; }

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    [[nodiscard]] LanguageChoice language() const;
    void setLanguage(LanguageChoice choice);

    [[nodiscard]] QByteArray layout(const QString& name) const;
    void setLayout(const QString& name, const QByteArray& state);
    void forgetLayouts();

    [[nodiscard]] QString folder() const; ///< of the last export; empty at first
    void setFolder(const QString& folder);
    [[nodiscard]] QString exportFormat() const; ///< the dialog's word for it; empty at first
    void setExportFormat(const QString& format);

    /// What a page wants back at the next start.
    [[nodiscard]] QVariantMap page(const QString& name) const;
    void setPage(const QString& name, const QVariantMap& values);

    void forgetEverything();

private:
    std::unique_ptr<QSettings> m_file;
    QString m_problem;
};

} // namespace ls::settings
