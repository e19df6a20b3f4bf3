// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <QGuiApplication>
#include <QImage>
#include <QPixmap>
#include <QScreen>
#include <QTest>

#include <algorithm>

namespace ls {

namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kCurve = 120;             ///< pixels; longer than any line of a button in this colour
const QRect kWindow(0, 0, 1280, 800);   ///< at its first size
const QRect kPlots(460, 290, 560, 470); ///< the middle of it

/// The longest level line in the colour of what waits for accept(), as the light theme draws buttons and curves.
int longestLine(const QRect& area) {
    const QImage screen = QGuiApplication::primaryScreen()->grabWindow(0).toImage();
    const QRgb waiting = qRgb(0x0f, 0x85, 0x77);
    int longest = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        int length = 0;
        for (int x = area.left(); x <= area.right(); ++x) {
            length = (screen.pixel(x, y) & RGB_MASK) == (waiting & RGB_MASK) ? length + 1 : 0;
            longest = std::max(longest, length);
        }
    }
    return longest;
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

    QTRY_VERIFY_WITH_TIMEOUT(longestLine(kWindow) > 50, kPatienceMs); // the Start button: it is painted
    QCOMPARE(xdotool({"key", "alt+2"}).status,
             0); // it opens on this machine's listeners; the second page is the laboratory
    QVERIFY(longestLine(kPlots) < kCurve);
    QCOMPARE(xdotool({"key", "ctrl+e"}).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(longestLine(kPlots) >= kCurve, kPatienceMs); // six wait, and the curve shows them

    QCOMPARE(xdotool({"key", "ctrl+q"}).status, 0);
    const test::Outcome outcome = program.wait();
    QCOMPARE(outcome.err, std::string());
    QCOMPARE(outcome.status, 0);
    QVERIFY(config.fileCount() > 0); // the settings of the next start
}

} // namespace ls

QTEST_MAIN(ls::SmokeTest)
#include "smoke_test.moc"
