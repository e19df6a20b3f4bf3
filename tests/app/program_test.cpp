// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <QImage>
#include <QTest>

#include <cstdlib>

namespace ls {

/// listenscope as people start it.
class ProgramTest final : public QObject {
    Q_OBJECT

private slots:
    void argumentsAreRead();
    void wrongArgumentsAreNamed_data();
    void wrongArgumentsAreNamed();
    void helpAndVersionNeedNoDisplay();
    void withoutADisplayItSaysSo();
    void screenshotsAreOfSomething_data();
    void screenshotsAreOfSomething();
};

void ProgramTest::argumentsAreRead() {
    const Arguments arguments =
        parseArguments({"--theme", "dark", "--lang", "zh_CN", "--screenshots", "out", "sweep.csv"}).value();
    QCOMPARE(arguments.theme, std::optional(settings::ThemeChoice::Dark));
    QCOMPARE(arguments.language, std::optional(settings::LanguageChoice::SimplifiedChinese));
    QCOMPARE(arguments.screenshots, std::string("out"));
    QCOMPARE(arguments.file, std::string("sweep.csv"));
}

void ProgramTest::wrongArgumentsAreNamed_data() {
    QTest::addColumn<QStringList>("words");
    QTest::newRow("unknown") << QStringList{QStringLiteral("--colour")};
    QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("purple")};
    QTest::newRow("language") << QStringList{QStringLiteral("--lang"), QStringLiteral("xx")};
    QTest::newRow("no value") << QStringList{QStringLiteral("--screenshots")};
    QTest::newRow("two files") << QStringList{QStringLiteral("a"), QStringLiteral("b")};
}

void ProgramTest::wrongArgumentsAreNamed() {
    QFETCH(QStringList, words);
    std::vector<std::string> arguments;
    for (const QString& word : words) {
        arguments.push_back(word.toStdString());
    }
    const auto parsed = parseArguments(arguments);
    QVERIFY(!parsed);
    QVERIFY(!parsed.error().advice.empty());
    arguments.insert(arguments.begin(), test::builtProgram("listenscope"));
    QCOMPARE(test::Process(arguments).wait().status, 2);
}

void ProgramTest::helpAndVersionNeedNoDisplay() {
    ::setenv("QT_QPA_PLATFORM", "there-is-no-such-platform", 1);
    const auto help = test::Process({test::builtProgram("listenscope"), "--help"}).wait();
    const auto version = test::Process({test::builtProgram("listenscope"), "--version"}).wait();
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    QCOMPARE(help.status, 0);
    QVERIFY(help.out.find("--screenshots") != std::string::npos);
    QCOMPARE(version.status, 0);
    QVERIFY(version.out.starts_with("listenscope "));
}

void ProgramTest::withoutADisplayItSaysSo() {
    const auto outcome = test::Process({"/usr/bin/env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "-u",
                                        "QT_QPA_PLATFORM", test::builtProgram("listenscope")})
                             .wait();
    QCOMPARE(outcome.status, 3);
    QVERIFY(outcome.err.find("no display") != std::string::npos);
    QVERIFY(outcome.err.find("listenscope-cli") != std::string::npos);
}

void ProgramTest::screenshotsAreOfSomething_data() {
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QString>("language");
    QTest::newRow("dark Chinese") << QStringLiteral("dark") << QStringLiteral("zh_CN");
    QTest::newRow("light English") << QStringLiteral("light") << QStringLiteral("en");
}

void ProgramTest::screenshotsAreOfSomething() {
    QFETCH(QString, theme);
    QFETCH(QString, language);
    const test::TempDir dir;
    const auto outcome = test::Process({test::builtProgram("listenscope"), "--screenshots", dir.path().string(),
                                        "--theme", theme.toStdString(), "--lang", language.toStdString()})
                             .wait();
    QCOMPARE(outcome.status, 0);
    const QImage image(QString::fromStdString((dir / "sweep.png").string()));
    QCOMPARE(image.size(), QSize(1280, 800));
    const bool dark = image.pixelColor(100, 780).lightness() < 100;
    QCOMPARE(dark, theme == QLatin1String("dark"));
}

} // namespace ls

QTEST_GUILESS_MAIN(ls::ProgramTest)
#include "program_test.moc"
