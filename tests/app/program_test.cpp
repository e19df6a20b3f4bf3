// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "engine/sweep/sweep_row.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <QImage>
#include <QTest>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>
#include <set>

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
    void chartIsDrawnOfASweep();
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
    QTest::newRow("chart of nothing") << QStringList{QStringLiteral("--chart"), QStringLiteral("a.png")};
    QTest::newRow("kind of chart") << QStringList{QStringLiteral("--chart"), QStringLiteral("a.doc"),
                                                  QStringLiteral("a.csv")};
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
    QVERIFY(help.out.find("--chart") != std::string::npos);
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

/// Without a display, as on the machine where the sweep ran.
void ProgramTest::chartIsDrawnOfASweep() {
    const test::TempDir dir;
    const std::string csv = (dir / "sweep.csv").string();
    std::string text = "# seed: 1\n" + fmt::format("{}\n", fmt::join(sweep::csvHeader({{"backlog", {}}}), ","));
    for (const int backlog : {1, 8, 64}) {
        text += fmt::format("{0},0,{0}", backlog);
        for (std::size_t i = 3; i < sweep::csvHeader({{"backlog", {}}}).size(); ++i) {
            text += fmt::format(",{}", backlog);
        }
        text += '\n';
    }
    test::writeFile(csv, text);
    const auto draw = [&](const std::string& picture, const std::string& from) {
        return test::Process({"/usr/bin/env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "-u", "QT_QPA_PLATFORM",
                              test::builtProgram("listenscope"), "--chart", picture, from})
            .wait();
    };
    const std::string png = (dir / "chart.png").string();
    QCOMPARE(draw(png, csv).status, 0);
    const QImage chart(QString::fromStdString(png));
    QVERIFY(chart.width() > 1500);
    std::set<QRgb> colours;
    for (int y = 0; y < chart.height(); y += 2) {
        for (int x = 0; x < chart.width(); x += 2) {
            colours.insert(chart.pixel(x, y));
        }
    }
    QVERIFY(colours.size() > 10); // curves, axes, words
    QCOMPARE(draw((dir / "chart.svg").string(), csv).status, 0);
    QVERIFY(test::readFile(dir / "chart.svg").find("<svg") != std::string::npos);
    QCOMPARE(draw((dir / "chart.pdf").string(), csv).status, 0);

    const auto strange = draw(png, test::builtProgram("listenscope"));
    QCOMPARE(strange.status, 2);
    QVERIFY(strange.err.starts_with("listenscope: "));
    QCOMPARE(QImage(QString::fromStdString(png)), chart);
    QCOMPARE(draw("/no/such/folder/chart.png", csv).status, 1);
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
