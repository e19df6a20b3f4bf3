// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/app_settings.h"
#include "app/settings/language.h"
#include "app/settings/theme.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "tests/support/temp_dir.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QTest>

namespace ls::settings {

class SettingsTest final : public QObject {
    Q_OBJECT

private slots:
    void absentFileGivesDefaults();
    void whatIsSetComesBack();
    void brokenFilePreventsNothing_data();
    void brokenFilePreventsNothing();
    void unwritablePlacePreventsNothing();
    void everythingCanBeForgotten();
    void themesDifferAndAreReadable();
    void chineseIsThere();

private:
    test::TempDir m_dir;
    QString file() const { return QString::fromStdString((m_dir / "settings.ini").string()); }
};

void SettingsTest::absentFileGivesDefaults() {
    const AppSettings settings(file());
    QCOMPARE(settings.theme(), ThemeChoice::System);
    QCOMPARE(settings.language(), LanguageChoice::System);
    QVERIFY(settings.problem().isEmpty());
    QVERIFY(settings.folder().isEmpty());
    QVERIFY(settings.page(QStringLiteral("sweep")).isEmpty());
}

void SettingsTest::whatIsSetComesBack() {
    {
        AppSettings settings(file());
        settings.setTheme(ThemeChoice::Dark);
        settings.setLanguage(LanguageChoice::SimplifiedChinese);
        settings.setFolder(QStringLiteral("/tmp"));
        settings.setExportFormat(QStringLiteral("svg"));
        settings.setLayout(QStringLiteral("window"), QByteArray("\0\1\xff", 3));
        settings.setPage(QStringLiteral("sweep"), {{QStringLiteral("clients"), QStringLiteral("800")}});
    }
    const AppSettings settings(file());
    QCOMPARE(settings.theme(), ThemeChoice::Dark);
    QCOMPARE(settings.language(), LanguageChoice::SimplifiedChinese);
    QCOMPARE(settings.folder(), QStringLiteral("/tmp"));
    QCOMPARE(settings.exportFormat(), QStringLiteral("svg"));
    QCOMPARE(settings.layout(QStringLiteral("window")), QByteArray("\0\1\xff", 3));
    QCOMPARE(settings.page(QStringLiteral("sweep")).value(QStringLiteral("clients")).toString(), QStringLiteral("800"));
}

void SettingsTest::brokenFilePreventsNothing_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\0\0\xff\xfe=][",
                                          12);
    QTest::newRow("no section end") << QByteArray("[appearance\ntheme=dark\n");
    QTest::newRow("wrong values") << QByteArray(
        "[appearance]\ntheme=purple\nlanguage=@Invalid()\n[layout]\nwindow=%%%\n"
        "[page]\nsweep=@Variant(\\0\\0\\0\\x7f\\xff)\n");
    QTest::newRow("not JSON") << QByteArray("[page]\nsweep={\"a\": [\n[export]\nfolder=/nowhere\n");
}

void SettingsTest::brokenFilePreventsNothing() {
    QFETCH(QByteArray, text);
    test::writeFile(m_dir / "settings.ini", text.toStdString());
    AppSettings settings(file());
    QCOMPARE(settings.theme(), ThemeChoice::System);
    QCOMPARE(settings.language(), LanguageChoice::System);
    QVERIFY(settings.folder().isEmpty());
    QVERIFY(settings.page(QStringLiteral("sweep")).isEmpty());
    settings.setTheme(ThemeChoice::Light);
    QCOMPARE(settings.theme(), ThemeChoice::Light);
}

void SettingsTest::unwritablePlacePreventsNothing() {
    AppSettings settings(QStringLiteral("/proc/listenscope/settings.ini"));
    settings.setTheme(ThemeChoice::Dark);
    QCOMPARE(settings.theme(), ThemeChoice::Dark);
}

void SettingsTest::everythingCanBeForgotten() {
    AppSettings settings(file());
    settings.setTheme(ThemeChoice::Dark);
    settings.setLayout(QStringLiteral("window"), "x");
    settings.forgetLayouts();
    QVERIFY(settings.layout(QStringLiteral("window")).isEmpty());
    QCOMPARE(settings.theme(), ThemeChoice::Dark);
    settings.forgetEverything();
    QCOMPARE(settings.theme(), ThemeChoice::System);
}

void SettingsTest::themesDifferAndAreReadable() {
    Theme theme(*qApp);
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        theme.apply(choice);
        QCOMPARE(theme.isDark(), choice == ThemeChoice::Dark);
        const QPalette palette = QApplication::palette();
        const int distance = palette.color(QPalette::Base).lightness() - palette.color(QPalette::Text).lightness();
        QVERIFY(std::abs(distance) > 150);
        // Every colour of the style sheet was filled in.
        QVERIFY(!qApp->styleSheet().isEmpty());
        QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@')));
    }
}

void SettingsTest::chineseIsThere() {
    const auto sysctls = kernel::SysctlCatalogue::builtIn().value();
    const Language chinese(*qApp, LanguageChoice::SimplifiedChinese);
    QCOMPARE(QCoreApplication::translate("ls::pages::SweepPage", "Sweep"), QStringLiteral("扫描"));
    for (const kernel::SysctlEntry& entry : sysctls.entries()) {
        const QString meaning = QCoreApplication::translate("Sysctl", entry.meaning.c_str());
        if (entry.scope == kernel::SysctlScope::Namespace) {
            QVERIFY2(meaning != QString::fromStdString(entry.meaning), entry.key.c_str());
        }
    }
}

} // namespace ls::settings

QTEST_MAIN(ls::settings::SettingsTest)
#include "settings_test.moc"
