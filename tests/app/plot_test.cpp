// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plot/plot_format.h"
#include "tests/app/synthetic_lab.h"

#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace {

using namespace ls;
using namespace ls::plot;
using namespace std::chrono_literals;

/// A plot with a series of its own, on the screen.
struct Stage {
    TimeAxisGroup group;
    History history;
    TimePlot plot{&group};

    explicit Stage(SeriesStyle style = {.meaning = Meaning::Waiting}) {
        plot.setTitle(QStringLiteral("Depth"));
        plot.addSeries(QStringLiteral("depth"), &history, style);
        plot.resize(600, 300);
        plot.show();
        settle();
    }

    static void settle() {
        for (int i = 0; i < 3; ++i) {
            QCoreApplication::processEvents();
        }
    }

    QWidget* canvas() {
        const auto widgets = plot.findChildren<QWidget*>();
        const auto it =
            std::find_if(widgets.begin(), widgets.end(), [](const QWidget* w) { return w->inherits("QCustomPlot"); });
        return *it;
    }

    QImage image() { return plot.image(1); }
};

int countOf(const QImage& image, const QRect& area, const QColor& colour) {
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            count += image.pixelColor(x, y) == colour ? 1 : 0;
        }
    }
    return count;
}

double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    };
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

void turnWheel(QWidget* canvas, QPoint at, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWheelEvent event(at, canvas->mapToGlobal(at), {}, QPoint(0, 120), Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(canvas, &event);
}

} // namespace

class PlotTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setPalette(test::plotPalette(true)); }

    void aLevelCurveIsOnePixelHighWhereItBelongs() {
        Stage stage;
        for (int i = 0; i < 1000; ++i) {
            stage.history.append(10ms * i, 50);
        }
        stage.group.advanceTo(10s);
        const QImage image = stage.image();
        const QRect area = stage.plot.plotArea();
        const QColor colour = stage.plot.theme().waiting;
        const int middle = area.center().x();
        int found = -1;
        for (int y = area.top(); y <= area.bottom(); ++y) {
            if (image.pixelColor(middle, y) == colour) {
                QCOMPARE(found, -1); // one pixel, not two
                found = y;
            }
        }
        // 50 on an axis from 0 to 60.
        QVERIFY(std::abs(found - (area.bottom() - area.height() * 50 / 60)) <= 2);
        QVERIFY(countOf(image, QRect(area.left(), found, area.width(), 1), colour) >= area.width() - 3);
    }

    void aLineKeepsItsWidthOnADenseScreen() {
        Stage stage;
        for (int i = 0; i < 1000; ++i) {
            stage.history.append(10ms * i, i < 500 ? 50 : 20);
        }
        stage.group.advanceTo(10s);
        (void)stage.image(); // lays out
        const QImage image = stage.plot.image(2);
        const QRect area = stage.plot.plotArea();
        const QColor colour = stage.plot.theme().waiting;
        for (const int x : {area.left() + area.width() / 4, area.left() + area.width() * 3 / 4}) {
            QCOMPARE(countOf(image, QRect(2 * x, 2 * area.top(), 1, 2 * area.height()), colour), 2);
        }
        const int middle = area.bottom() - area.height() * 35 / 60; // halfway down the jump
        QCOMPARE(countOf(image, QRect(2 * area.left(), 2 * middle, 2 * area.width(), 1), colour), 2);
    }

    void aBurstOfOneSampleIsSeenAmongAMillion() {
        Stage stage;
        for (int i = 0; i < 1'000'000; ++i) {
            stage.history.append(500us * i, i == 400'000 ? 100 : 1);
        }
        stage.group.setRange({0, 500});
        stage.group.advanceTo(500s);
        const QImage image = stage.image();
        const QRect area = stage.plot.plotArea();
        const QRect top(area.left(), area.top() + area.height() / 3, area.width(), area.height() / 3);
        QCOMPARE(countOf(image, top, stage.plot.theme().waiting), top.height()); // one column
    }

    void savedInkIsOnlyWhatIsHidden() {
        Stage stage; // from 0 to 100 in every column
        History upper;
        stage.plot.addSeries(QStringLiteral("upper"), &upper, {.meaning = Meaning::Loss}); // from 40 to 60
        for (int i = 0; i < 20'000; ++i) {
            stage.history.append(500us * i, i % 2 * 100);
            upper.append(500us * i, 40 + i % 2 * 20);
        }
        stage.group.advanceTo(10s);
        const QImage image = stage.image();
        const QRect area = stage.plot.plotArea();
        const QRect column(area.center().x(), area.top(), 1, area.height());
        const double perUnit = area.height() / 120.0;
        QVERIFY(std::abs(countOf(image, column, stage.plot.theme().loss) - 20 * perUnit) <= 2);
        QVERIFY(std::abs(countOf(image, column, stage.plot.theme().waiting) - 80 * perUnit) <= 3);
        stage.plot.clearSeries();
    }

    void aGapIsLeftOpen() {
        Stage stage;
        stage.history.append(0s, 5);
        stage.history.append(3s, 5);
        stage.history.appendGap(3s);
        stage.history.append(7s, 5);
        stage.history.append(10s, 5);
        stage.group.advanceTo(10s);
        const QImage image = stage.image();
        const QRect area = stage.plot.plotArea();
        const auto inside = [&](double from, double to) {
            return countOf(image,
                           QRect(area.left() + int(area.width() * from), area.top(), int(area.width() * (to - from)),
                                 area.height()),
                           stage.plot.theme().waiting);
        };
        QCOMPARE(inside(0.35, 0.65), 0);
        QVERIFY(inside(0.05, 0.25) > 0);
        QVERIFY(inside(0.75, 0.95) > 0);
    }

    void theLimitIsDashedAndNeverSqueezesTheData() {
        Stage stage;
        History limit;
        stage.plot.setLimit(&limit);
        for (int i = 0; i < 1000; ++i) {
            stage.history.append(10ms * i, 8);
            limit.append(10ms * i, 5);
        }
        stage.group.advanceTo(10s);
        const QRect area = stage.plot.plotArea();
        const int dashes = countOf(stage.image(), area, stage.plot.theme().loss);
        QVERIFY2(dashes > area.width() / 3 && dashes < area.width() * 2 / 3, qPrintable(QString::number(dashes)));
        limit.append(10s, 65535);
        stage.plot.setLimitLabel(QStringLiteral("limit 65535"));
        QImage image = stage.image();
        const QRect upper(area.left(), area.top(), area.width() / 2, area.height() / 2);
        QVERIFY(countOf(image, upper, stage.plot.theme().waiting) > upper.width() / 2); // 8 is still high up
        stage.plot.clearSeries();
    }

    void keysZoomMoveAndReset() {
        Stage stage;
        stage.group.advanceTo(100s);
        const TimeRange start = stage.group.range();
        QCOMPARE(start.to, 100.0);
        QTest::keyClick(&stage.plot, Qt::Key_X);
        QVERIFY(stage.group.range().span() < start.span());
        QTest::keyClick(&stage.plot, Qt::Key_X, Qt::ShiftModifier);
        QVERIFY(std::abs(stage.group.range().span() - start.span()) < 1e-9);
        QTest::keyClick(&stage.plot, Qt::Key_Left);
        const double pixel = stage.plot.secondsPerPixel();
        QVERIFY(std::abs(stage.group.range().to - (100 - 10 * pixel)) < 1e-9 || !stage.group.isFollowing());
        QVERIFY(!stage.group.isFollowing());
        const double before = stage.group.range().from;
        QTest::keyClick(&stage.plot, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(std::abs(before - stage.group.range().from - pixel) < 1e-9);
        QTest::keyClick(&stage.plot, Qt::Key_Plus);
        QTest::keyClick(&stage.plot, Qt::Key_Y);
        QVERIFY(stage.plot.hasOwnValues());
        QTest::keyClick(&stage.plot, Qt::Key_Minus);
        QTest::keyClick(&stage.plot, Qt::Key_Up);
        QTest::keyClick(&stage.plot, Qt::Key_0);
        QCOMPARE(stage.group.range(), start);
        QVERIFY(stage.group.isFollowing());
        QVERIFY(!stage.plot.hasOwnValues());
        QTest::keyClick(&stage.plot, Qt::Key_Home);
        QCOMPARE(stage.group.range(), (TimeRange{0, 100}));
        QTest::keyClick(&stage.plot, Qt::Key_End);
        QVERIFY(stage.group.isFollowing());
    }

    void spaceShowsTheCrosshairAndEscapeHidesIt() {
        Stage stage;
        QTest::keyClick(&stage.plot, Qt::Key_Space);
        QVERIFY(stage.group.isCrosshairOn());
        const double at = *stage.group.hover();
        QTest::keyClick(&stage.plot, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(*stage.group.hover() > at);
        QTest::keyClick(&stage.plot, Qt::Key_Escape);
        QVERIFY(!stage.group.isCrosshairOn());
    }

    void wheelZoomsAroundThePointer() {
        Stage stage;
        stage.group.advanceTo(100s);
        Stage::settle();
        const QPoint at(stage.plot.plotArea().left() + stage.plot.plotArea().width() / 4, 100);
        const double under = stage.plot.timeAt(at.x());
        turnWheel(stage.canvas(), at);
        Stage::settle();
        QVERIFY(stage.group.range().span() < 10);
        QVERIFY(std::abs(stage.plot.timeAt(at.x()) - under) < 0.02);
        const double span = stage.group.range().span();
        turnWheel(stage.canvas(), at, Qt::ControlModifier);
        QCOMPARE(stage.group.range().span(), span);
        QVERIFY(stage.plot.hasOwnValues());
    }

    void draggingMovesEveryPlotOfTheGroup() {
        Stage stage;
        TimePlot other(&stage.group);
        other.resize(600, 300);
        other.show();
        stage.group.advanceTo(100s);
        Stage::settle();
        const QPoint from = stage.plot.plotArea().center();
        const double under = stage.plot.timeAt(from.x());
        QTest::mousePress(stage.canvas(), Qt::LeftButton, {}, from);
        QTest::mouseMove(stage.canvas(), from + QPoint(80, 0));
        QTest::mouseRelease(stage.canvas(), Qt::LeftButton, {}, from + QPoint(80, 0));
        Stage::settle();
        QVERIFY(std::abs(stage.plot.timeAt(from.x() + 80) - under) < 0.05);
        QVERIFY(std::abs(other.timeAt(from.x() + 80) - under) < 0.05);
        QVERIFY(!stage.group.isFollowing());
        QTest::mouseDClick(stage.canvas(), Qt::LeftButton, {}, from);
        QVERIFY(stage.group.isFollowing());
    }

    void afterZDraggingMarksWhatToZoomTo() {
        Stage stage;
        stage.group.advanceTo(100s);
        Stage::settle();
        QTest::keyClick(&stage.plot, Qt::Key_Z);
        const QPoint from = stage.plot.plotArea().center();
        const double begin = stage.plot.timeAt(from.x());
        const double end = stage.plot.timeAt(from.x() + 100);
        QTest::mousePress(stage.canvas(), Qt::LeftButton, {}, from);
        QTest::mouseMove(stage.canvas(), from + QPoint(100, 2));
        QTest::mouseRelease(stage.canvas(), Qt::LeftButton, {}, from + QPoint(100, 2));
        QVERIFY(std::abs(stage.group.range().from - begin) < 0.05);
        QVERIFY(std::abs(stage.group.range().to - end) < 0.05);
        QVERIFY(!stage.plot.hasOwnValues()); // a flat rectangle means time only
    }

    void itFollowsThePresentUntilOneLooksBack() {
        Stage stage;
        stage.group.advanceTo(3s);
        QCOMPARE(stage.group.range(), (TimeRange{0, 10})); // fills from the left
        stage.group.advanceTo(30s);
        QCOMPARE(stage.group.range(), (TimeRange{20, 30}));
        stage.group.move(-5);
        stage.group.advanceTo(40s);
        QCOMPARE(stage.group.range(), (TimeRange{15, 25}));
        stage.group.move(15); // up to the present: caught up
        QVERIFY(stage.group.isFollowing());
        stage.group.advanceTo(50s);
        QCOMPARE(stage.group.range(), (TimeRange{40, 50}));
    }

    void pausingStopsThePictureNotTheCollection() {
        Stage stage;
        stage.group.advanceTo(20s);
        stage.group.setPaused(true);
        QSignalSpy frames(&stage.group, &TimeAxisGroup::frameNeeded);
        stage.history.append(25s, 1);
        stage.group.advanceTo(30s);
        QCOMPARE(frames.count(), 0);
        QCOMPARE(stage.group.range(), (TimeRange{10, 20}));
        stage.group.setPaused(false);
        QCOMPARE(stage.group.range(), (TimeRange{20, 30}));
    }

    void replotsOncePerTurnAndOnlyWhileVisible() {
        Stage stage;
        QSignalSpy replots(stage.canvas(), SIGNAL(afterReplot()));
        for (int i = 0; i < 50; ++i) {
            stage.group.advanceTo(1s * i);
        }
        Stage::settle();
        QCOMPARE(replots.count(), 1);
        stage.plot.hide();
        replots.clear();
        stage.group.advanceTo(60s);
        Stage::settle();
        QCOMPARE(replots.count(), 0);
    }

    void aClickOnTheLegendHidesTheCurve() {
        Stage stage;
        stage.history.append(0s, 3);
        stage.group.advanceTo(1s);
        Stage::settle();
        bool toggled = false;
        for (int x = 0; x < 300 && !toggled; ++x) {
            QTest::mouseClick(stage.canvas(), Qt::LeftButton, {}, QPoint(x, 8));
            toggled = !stage.plot.isSeriesVisible(0);
        }
        QVERIFY(toggled);
        QCOMPARE(countOf(stage.image(), stage.plot.plotArea(), stage.plot.theme().waiting), 0);
    }

    void whatFindsNoRoomInTheLegendIsInItsMenu() {
        Stage stage;
        for (int i = 1; i <= 9; ++i) {
            stage.plot.addSeries(QStringLiteral("series number %1").arg(i), &stage.history);
        }
        stage.history.append(0s, 3);
        stage.group.advanceTo(1s);
        Stage::settle();
        QPoint rest(stage.canvas()->width(), 8);
        while (rest.x() > 0 && stage.plot.textAt(rest).isEmpty()) {
            rest.rx() -= 2;
        }
        QVERIFY(stage.plot.textAt(rest).contains(QStringLiteral("series number 9 3")));
        QVERIFY(!stage.plot.textAt(rest).contains(QStringLiteral("series number 1")));
        QTest::mouseClick(stage.canvas(), Qt::LeftButton, {}, rest);
        auto* menu = stage.plot.findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().size(), stage.plot.textAt(rest).split(u'\n').size());
        menu->actions().back()->trigger();
        QVERIFY(!stage.plot.isSeriesVisible(9));
        delete menu;
    }

    void theBoxBetweenTheCursorsLeavesTheLimitsWordsFree() {
        Stage stage;
        History limit;
        for (int i = 0; i <= 100; ++i) {
            stage.history.append(100ms * i, 4);
            limit.append(100ms * i, 5);
        }
        stage.plot.setLimit(&limit);
        stage.plot.setLimitLabel(QStringLiteral("limit 5 (holds 6)"));
        stage.group.advanceTo(10s);
        Stage::settle();
        // Right of the last cursor, where the words stand and the box would be.
        const QRect area = stage.plot.plotArea();
        const QRect words(area.right() - 110, area.top() + 20, 110, area.height() - 20);
        const auto ink = [&] {
            const QImage image = stage.image();
            int count = 0;
            for (int y = words.top(); y <= words.bottom(); ++y) {
                for (int x = words.left(); x <= words.right(); ++x) {
                    const QColor colour = image.pixelColor(x, y);
                    count += colour.red() - colour.green() > 50 ? 1 : 0;
                }
            }
            return count;
        };
        const int before = ink();
        QVERIFY(before > 100);
        stage.group.setCursor(Cursor::A, 1);
        stage.group.setCursor(Cursor::B, 7.5);
        Stage::settle();
        QVERIFY(ink() > before * 9 / 10);
        stage.group.setCursor(Cursor::B, 9.9); // the box stands left of it
        Stage::settle();
        QVERIFY(ink() > before * 9 / 10);
    }

    void cursorsAreSetByKeyAndMouseAndDragged() {
        Stage stage;
        stage.group.advanceTo(10s);
        Stage::settle();
        const QPoint middle = stage.plot.plotArea().center();
        QTest::keyClick(&stage.plot, Qt::Key_A);
        QTest::mouseClick(stage.canvas(), Qt::LeftButton, Qt::ControlModifier, middle + QPoint(60, 0));
        const double a = *stage.group.cursor(Cursor::A);
        const double b = *stage.group.cursor(Cursor::B);
        QVERIFY(b > a);
        QTest::mousePress(stage.canvas(), Qt::LeftButton, {}, middle + QPoint(60, 0));
        QTest::mouseMove(stage.canvas(), middle + QPoint(90, 0));
        QTest::mouseRelease(stage.canvas(), Qt::LeftButton, {}, middle + QPoint(90, 0));
        QVERIFY(*stage.group.cursor(Cursor::B) > b);
        QCOMPARE(stage.group.range(), (TimeRange{0, 10})); // the view stayed
        QTest::keyClick(&stage.plot, Qt::Key_Escape);
        QVERIFY(!stage.group.cursor(Cursor::A) && !stage.group.cursor(Cursor::B));
    }

    void stackedStatesHaveTheRightHeights() {
        TimeAxisGroup group;
        StackHistory history;
        StatesPlot plot(&group, &history);
        plot.resize(600, 400);
        plot.show();
        StackRow row{};
        row[static_cast<std::size_t>(kernel::TcpState::Established)] = 20;
        row[static_cast<std::size_t>(kernel::TcpState::SynSent)] = 30;
        row[static_cast<std::size_t>(kernel::TcpState::Listen)] = 50; // hidden at first
        for (int i = 0; i < 1000; ++i) {
            history.append(10ms * i, row);
        }
        group.advanceTo(10s);
        Stage::settle();
        const QImage image = plot.image(1);
        const QRect area = plot.plotArea();
        const QRect column(area.center().x(), area.top(), 1, area.height());
        const double perUnit = area.height() / 60.0; // 50 with headroom
        const int established = countOf(image, column, plot.theme().stateColour(kernel::TcpState::Established));
        const int synSent = countOf(image, column, plot.theme().stateColour(kernel::TcpState::SynSent));
        QVERIFY(std::abs(established - 20 * perUnit) <= 1.5);
        QVERIFY(std::abs(synSent - 30 * perUnit) <= 1.5);
        QCOMPARE(countOf(image, column, plot.theme().stateColour(kernel::TcpState::Listen)), 0);
    }

    void aHeatCellLiesAtItsLatency() {
        TimeAxisGroup group;
        LatencyHistory history;
        LatencyHeatMap plot(&group, &history);
        plot.resize(600, 400);
        plot.show();
        history.record(5s, 1'050'000us, 200);
        group.advanceTo(10s);
        Stage::settle();
        const QImage image = plot.image(1);
        const QRect area = plot.plotArea();
        // 1 s on an axis from 100 us to 10 s is four fifths up.
        const QPoint at(area.left() + area.width() / 2 + 1, area.bottom() - area.height() * 4 / 5 - 3);
        QVERIFY(image.pixelColor(at) != plot.theme().surface);
        QVERIFY(contrast(image.pixelColor(at), plot.theme().surface) > 3);
    }

    void labelsOfEventsNeverOverlap() {
        TimeAxisGroup group;
        EventLane lane(&group);
        lane.resize(500, 60);
        lane.show();
        for (int i = 0; i < 40; ++i) {
            lane.addEvent({i * i * 0.006, QStringLiteral("event number %1").arg(i), Meaning::Info});
        }
        group.advanceTo(10s);
        Stage::settle();
        const auto places = lane.labelPlaces();
        QVERIFY(places.size() >= 3);
        for (std::size_t i = 0; i < places.size(); ++i) {
            for (std::size_t k = i + 1; k < places.size(); ++k) {
                QVERIFY(!places[i].intersects(places[k]));
            }
            QVERIFY(places[i].right() <= lane.plotArea().right() + 1);
        }
    }

    void imageAndDataCanBeCopied() {
        Stage stage;
        stage.history.append(1s, 4);
        stage.group.advanceTo(2s);
        stage.plot.copyVisibleData();
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("t_s\tresolution_s\tdepth\tdepth_min\tdepth_max\n1.000000\t0\t4\t4\t4\n"));
        stage.plot.copyImage();
        QVERIFY(!QApplication::clipboard()->image().isNull());
    }

    void colourFollowsThePaletteAndStaysReadable() {
        Stage stage;
        for (const bool dark : {false, true}) {
            const QPalette palette = test::plotPalette(dark);
            stage.plot.setPalette(palette);
            Stage::settle();
            QCOMPARE(stage.image().pixelColor(1, 1), palette.color(QPalette::Base));
            const Theme& theme = stage.plot.theme();
            QCOMPARE(theme.dark, dark);
            QVERIFY(contrast(theme.dimText, theme.surface) >= 4.5);
            for (const QColor& colour : theme.series) {
                QVERIFY2(contrast(colour, theme.surface) >= 3, qPrintable(colour.name()));
            }
            for (const QColor& colour : {theme.loss, theme.warning, theme.good, theme.info, theme.retransmit}) {
                QVERIFY2(contrast(colour, theme.surface) >= 3, qPrintable(colour.name()));
            }
        }
    }

    void valuesGrowAtOnceAndShrinkLate() {
        ValueScale scale;
        scale.setFloor(5);
        scale.follow(0, 0);
        QCOMPARE(scale.range().high, 5.0);
        scale.follow(0, 100);
        QCOMPARE(scale.range().high, 120.0);
        scale.follow(0, 60);
        QCOMPARE(scale.range().high, 120.0);
        scale.follow(0, 10);
        QCOMPARE(scale.range().high, 12.0);
    }

    void numbersAndTimesAreShort() {
        QCOMPARE(formatShort(500), QStringLiteral("500"));
        QCOMPARE(formatShort(65535), QStringLiteral("65.5 k"));
        QCOMPARE(formatMoment(5, 1), QStringLiteral("5 s"));
        QCOMPARE(formatMoment(0, 0.01), QStringLiteral("0 s"));
        QCOMPARE(formatMoment(1.25, 0.05), QStringLiteral("1.25 s"));
        QCOMPARE(formatMoment(125, 5), QStringLiteral("2:05"));
        QCOMPARE(formatMoment(3600, 600), QStringLiteral("1:00:00"));
        QCOMPARE(formatSpan(0.00025), QStringLiteral("250 µs"));
        QCOMPARE(formatSpan(0.01234), QStringLiteral("12.3 ms"));
        QCOMPARE(formatSpan(1.04), QStringLiteral("1.04 s"));
        QCOMPARE(formatSpan(0.9999), QStringLiteral("1 s"));
        QCOMPARE(formatNumber(6), QStringLiteral("6"));
        QCOMPARE(formatNumber(6.1254), QStringLiteral("6.125"));
        QCOMPARE(formatNumber(364.254), QStringLiteral("364.3"));
    }

    void assistiveTechnologyKnowsThePlot() {
        Stage stage;
        stage.plot.setUnit(QStringLiteral("connections"));
        QCOMPARE(stage.plot.accessibleName(), QStringLiteral("Plot: Depth, in connections"));
        QVERIFY(!stage.plot.accessibleDescription().isEmpty());
        QCOMPARE(stage.plot.focusPolicy(), Qt::StrongFocus);
    }
};

QTEST_MAIN(PlotTest)
#include "plot_test.moc"
