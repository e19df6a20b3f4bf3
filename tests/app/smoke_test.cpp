// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <QGuiApplication>
#include <QImage>
#include <QPixmap>
#include <QScreen>
#include <QTest>

namespace ls {

namespace {

constexpr int kPatienceMs = 30'000;
const QRect kPlots(330, 300, 690, 440); ///< the middle of the window at its first size

/// Pixels of the colour of what waits for accept(), as the plots of the light theme draw it.
int waitingPixels() {
    const QImage screen = QGuiApplication::primaryScreen()->grabWindow(0).toImage();
    const QRgb waiting = qRgb(0x0f, 0x85, 0x77);
    int count = 0;
    for (int y = kPlots.top(); y <= kPlots.bottom(); ++y) {
        for (int x = kPlots.left(); x <= kPlots.right(); ++x) {
            count += (screen.pixel(x, y) & RGB_MASK) == (waiting & RGB_MASK) ? 1 : 0;
        }
    }
    return count;
}

test::Outcome xdotool(std::vector<std::string> words) {
    words.insert(words.begin(), {"/usr/bin/env", "xdotool"});
    return test::Process(std::move(words)).wait();
}

} // namespace

/// The program in a real window, seen and driven from outside as a person does.
class SmokeTest final : public QObject {
    Q_OBJECT

private slots:
    void startsMeasuresAndEndsQuietly();
};

void SmokeTest::startsMeasuresAndEndsQuietly() {
    const test::TempDir config;
    test::Process program({"/usr/bin/env", "XDG_CONFIG_HOME=" + config.path().string(),
                           test::builtProgram("listenscope"), "--theme", "light", "--lang", "en"});
    const test::Outcome found = xdotool({"search", "--sync", "--onlyvisible", "--name", "^Listenscope$"});
    QCOMPARE(found.status, 0);
    const std::string window = found.out.substr(0, found.out.find('\n'));
    QCOMPARE(xdotool({"windowfocus", "--sync", window}).status, 0);

    const int before = waitingPixels();
    QCOMPARE(xdotool({"key", "ctrl+e"}).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(waitingPixels() > before + 100, kPatienceMs); // six wait, and the curve shows them

    QCOMPARE(xdotool({"key", "ctrl+q"}).status, 0);
    const test::Outcome outcome = program.wait();
    QCOMPARE(outcome.err, std::string());
    QCOMPARE(outcome.status, 0);
    QVERIFY(config.fileCount() > 0); // the settings of the next start
}

} // namespace ls

QTEST_MAIN(ls::SmokeTest)
#include "smoke_test.moc"
