// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/plot_source.h"
#include "app/plot/sweep_chart.h"
#include "app/widgets/export_dialog.h"
#include "app/widgets/segments.h"
#include "tests/app/exported_csv.h"
#include "tests/app/synthetic_lab.h"
#include "tests/support/temp_dir.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QTimer>
#include <QWindow>

namespace ls {

namespace {

using namespace std::chrono_literals;
using test::ExportedCsv;
using widgets::ExportDialog;
using widgets::ExportSource;

constexpr int kPatienceMs = 120'000;
constexpr int kMillion = 1'000'000;

/// A plot with a million raw samples, 2000 a second.
struct BigPlot {
    History history;
    plot::TimeAxisGroup group;
    plot::TimePlot plot{&group};

    BigPlot() {
        for (int i = 0; i < kMillion; ++i) {
            history.append(500us * i, i % 1237);
        }
        plot.addSeries(QStringLiteral("depth"), &history);
        group.advanceTo(500s);
    }
};

ExportSource smallSource() {
    ExportSource source;
    source.name = QStringLiteral("small");
    source.table = [](widgets::ExportRange) {
        widgets::ExportTable table = widgets::smallTable(
            {QStringLiteral("name"), QStringLiteral("wait_s")},
            {{QStringLiteral("a|b"), QStringLiteral("1")}, {QStringLiteral("c, \"d\""), QStringLiteral("2")}});
        table.preamble = {{"backlog", "5"}};
        return table;
    };
    return source;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Everything that plots and tables are exported with, driven as people drive it.
class ExportTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void cleanup();
    void aMillionSamplesAreWrittenWhileTheEventLoopTurns();
    void cancellingLeavesTheOldFile();
    void closingCancels();
    void onlyTheVisibleRangeCanBeTaken();
    void partsAreNamed();
    void dataStayAsTheyWereWhenSaveWasPressed();
    void nothingIsOverwrittenSilently();
    void failuresAreNamed_data();
    void failuresAreNamed();
    void rightClickOffersTheExport();
    void everyPlotGivesEveryFormat();
    void tableIsQuotedAsItsFormatWants();
    void folderAndFormatAreRemembered();

private:
    void open(ExportSource source);
    template <typename T>
    T* part(const char* name) {
        return m_dialog->findChild<T*>(QLatin1String(name));
    }
    void name(const QString& file) { part<QLineEdit>("exportName")->setText(file); }
    void choose(const char* format);
    void save() { QTest::mouseClick(part<QPushButton>("primary"), Qt::LeftButton); }
    void press(const QString& text);
    [[nodiscard]] QLabel& said() { return *(isProblem() ? part<QLabel>("problem") : part<QLabel>("dim")); }
    [[nodiscard]] bool isProblem() { return part<QLabel>("problem") != nullptr; }
    [[nodiscard]] QString message() { return said().text(); }
    [[nodiscard]] QString path(const QString& file) const { return QDir(m_folder).filePath(file); }
    void writeOld(const QString& file);
    [[nodiscard]] QStringList files() const { return QDir(m_folder).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<test::TempDir> m_dir;
    QString m_folder;
    std::unique_ptr<settings::AppSettings> m_settings;
    std::unique_ptr<ExportDialog> m_dialog;
};

void ExportTest::init() {
    m_dir = std::make_unique<test::TempDir>();
    m_settings =
        std::make_unique<settings::AppSettings>(QString::fromStdString((m_dir->path() / "settings.ini").string()));
    m_folder = QString::fromStdString((m_dir->path() / "out").string());
    QVERIFY(QDir().mkpath(m_folder));
    m_settings->setFolder(m_folder);
}

void ExportTest::cleanup() {
    m_dialog.reset();
    m_settings.reset();
    m_dir.reset();
}

void ExportTest::open(ExportSource source) {
    m_dialog = std::make_unique<ExportDialog>(std::move(source), *m_settings);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void ExportTest::choose(const char* format) {
    auto* formats = part<QComboBox>("exportFormat");
    formats->setCurrentIndex(formats->findText(QLatin1String(format), Qt::MatchStartsWith));
    QVERIFY(formats->currentIndex() >= 0);
}

void ExportTest::press(const QString& text) {
    for (auto* button : m_dialog->findChildren<QAbstractButton*>()) {
        if (button->text().remove(QLatin1Char('&')) == text && button->isVisible()) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    QFAIL("no such button");
}

void ExportTest::writeOld(const QString& file) {
    QFile old(path(file));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
}

void ExportTest::aMillionSamplesAreWrittenWhileTheEventLoopTurns() {
    const BigPlot big;
    open(pages::sourceOf(big.plot, QStringLiteral("big")));
    press(QStringLiteral("Everything"));
    int turns = 0;
    QTimer other; // somebody else's work
    connect(&other, &QTimer::timeout, this, [&turns] { ++turns; });
    other.start(0);
    QSignalSpy saved(m_dialog.get(), &ExportDialog::saved);
    QSignalSpy progress(part<QProgressBar>(""), &QProgressBar::valueChanged);
    save();
    QVERIFY(part<QPushButton>("exportCancel")->isVisible());
    QVERIFY(!part<QPushButton>("primary")->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, kPatienceMs);
    QVERIFY(m_dialog->isHidden());
    QVERIFY(progress.size() > 30); // not one long turn
    QVERIFY(turns > 30);
    QCOMPARE(files(), QStringList{QStringLiteral("big.csv")});

    const auto csv = ExportedCsv::read(path(QStringLiteral("big.csv")));
    QCOMPARE(csv.linesOf("range"), QStringList{QStringLiteral("range: 0.000 s to 500.000 s")});
    QCOMPARE(csv.linesOf("part"), QStringList{QStringLiteral("part: 0.000 s to 500.000 s: raw samples")});
    QCOMPARE(csv.rows.size(), kMillion);
    int wrong = 0;
    for (int i = 0; i < kMillion; ++i) {
        const QByteArrayList& row = csv.rows[i];
        const bool right = std::llround(row[0].toDouble() * 1e6) == 500LL * i && row[1] == "0" &&
                           row[2].toInt() == i % 1237 && row[3] == row[2] && row[4] == row[2];
        wrong += right ? 0 : 1;
    }
    QCOMPARE(wrong, 0);
}

void ExportTest::cancellingLeavesTheOldFile() {
    const BigPlot big;
    writeOld(QStringLiteral("a.csv"));
    open(pages::sourceOf(big.plot, QStringLiteral("big")));
    press(QStringLiteral("Everything"));
    name(QStringLiteral("a.csv"));
    part<QCheckBox>("exportReplace")->setChecked(true);
    QSignalSpy progress(part<QProgressBar>(""), &QProgressBar::valueChanged);
    save();
    QTRY_VERIFY_WITH_TIMEOUT(progress.size() > 3, kPatienceMs);
    press(QStringLiteral("Cancel"));
    QTRY_VERIFY_WITH_TIMEOUT(message().contains(QStringLiteral("Cancelled")), kPatienceMs);
    QVERIFY(m_dialog->isVisible() && !isProblem());
    QVERIFY(part<QPushButton>("exportCancel")->isHidden());
    QCOMPARE(contentOf(path(QStringLiteral("a.csv"))), QByteArray("old"));
    QCOMPARE(files(), QStringList{QStringLiteral("a.csv")});
    QVERIFY(part<QPushButton>("primary")->isEnabled()); // it can be tried again
}

void ExportTest::closingCancels() {
    const BigPlot big;
    writeOld(QStringLiteral("a.csv"));
    open(pages::sourceOf(big.plot, QStringLiteral("big")));
    press(QStringLiteral("Everything"));
    name(QStringLiteral("a.csv"));
    part<QCheckBox>("exportReplace")->setChecked(true);
    save();
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->isHidden(), kPatienceMs);
    QCOMPARE(contentOf(path(QStringLiteral("a.csv"))), QByteArray("old"));
    QCOMPARE(files(), QStringList{QStringLiteral("a.csv")});
}

void ExportTest::onlyTheVisibleRangeCanBeTaken() {
    BigPlot big;
    big.group.setRange({10, 11});
    open(pages::sourceOf(big.plot, QStringLiteral("big")));
    press(QStringLiteral("Visible range"));
    save();
    QTRY_VERIFY(m_dialog->isHidden());
    const auto csv = ExportedCsv::read(path(QStringLiteral("big.csv")));
    QCOMPARE(csv.rows.size(), 2000);
    QCOMPARE(csv.number(0, "t_s"), 10.0);
    QCOMPARE(csv.linesOf("range"), QStringList{QStringLiteral("range: 10.000 s to 11.000 s")});

    open(smallSource());
    QVERIFY(m_dialog->findChild<widgets::Segments*>()->isHidden()); // no time, no choice
}

void ExportTest::partsAreNamed() {
    plot::TimeAxisGroup group;
    History history;
    plot::TimePlot plot(&group);
    plot.addSeries(QStringLiteral("depth"), &history, {.column = QStringLiteral("waiting")});
    for (int i = 0; i <= 2 * 3600 * 50; ++i) {
        history.append(20ms * i, i % 7);
    }
    open(pages::sourceOf(plot, QStringLiteral("long")));
    press(QStringLiteral("Everything"));
    save();
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->isHidden(), kPatienceMs);
    const auto csv = ExportedCsv::read(path(QStringLiteral("long.csv")));
    QCOMPARE(csv.linesOf("part"),
             (QStringList{QStringLiteral("part: 0.000 s to 3600.000 s: last, min and max per 100 ms"),
                          QStringLiteral("part: 3600.000 s to 6599.990 s: last, min and max per 10 ms"),
                          QStringLiteral("part: 6600.000 s to 7200.000 s: raw samples")}));
    QCOMPARE(csv.header.join(QLatin1Char(',')), QStringLiteral("t_s,resolution_s,waiting,waiting_min,waiting_max"));
    QCOMPARE(csv.rows.size(), 36'000 + 150'000 + 30'001);
    QCOMPARE(csv.number(0, "resolution_s"), 0.1);
    QCOMPARE(csv.number(0, "waiting_max"), 4.0); // of 0 1 2 3 4
    QCOMPARE(csv.number(0, "waiting"), 4.0);
    QCOMPARE(csv.number(36'000, "resolution_s"), 0.01);
    QCOMPARE(csv.number(186'000, "resolution_s"), 0.0);
}

void ExportTest::dataStayAsTheyWereWhenSaveWasPressed() {
    BigPlot big;
    open(pages::sourceOf(big.plot, QStringLiteral("big")));
    press(QStringLiteral("Everything"));
    save();
    big.history.append(2h, 1); // nothing raw is left, and then nothing at all
    big.history.clear();
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->isHidden(), kPatienceMs);
    const auto csv = ExportedCsv::read(path(QStringLiteral("big.csv")));
    QCOMPARE(csv.rows.size(), kMillion);
    QCOMPARE(csv.rows.back()[1], QByteArray("0"));
}

void ExportTest::nothingIsOverwrittenSilently() {
    writeOld(QStringLiteral("small.csv"));
    open(smallSource());
    QCOMPARE(part<QLineEdit>("exportName")->text(), QStringLiteral("small-2.csv")); // a free name is proposed
    name(QStringLiteral("small.csv"));
    auto* replace = part<QCheckBox>("exportReplace");
    QVERIFY(replace->isVisible());
    QVERIFY(!part<QPushButton>("primary")->isEnabled());
    replace->setChecked(true);
    QVERIFY(part<QPushButton>("primary")->isEnabled());
    writeOld(QStringLiteral("other.csv"));
    name(QStringLiteral("other.csv")); // that was said of another file
    QVERIFY(!part<QPushButton>("primary")->isEnabled());
    name(QStringLiteral("late.csv"));
    writeOld(QStringLiteral("late.csv")); // since the name was typed
    save();
    QVERIFY(replace->isVisible());
    QCOMPARE(contentOf(path(QStringLiteral("late.csv"))), QByteArray("old"));
    replace->setChecked(true);
    save();
    QTRY_VERIFY(m_dialog->isHidden());
    QVERIFY(contentOf(path(QStringLiteral("late.csv"))).startsWith("# backlog: 5\n"));
}

void ExportTest::failuresAreNamed_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");
    QTest::newRow("full") << QStringLiteral("/dev") << QStringLiteral("full") << QStringLiteral("the disk is full");
    QTest::newRow("not allowed") << QStringLiteral("/proc") << QStringLiteral("a.csv") << QStringLiteral("Not saved");
}

void ExportTest::failuresAreNamed() {
    QFETCH(QString, folder);
    QFETCH(QString, file);
    QFETCH(QString, words);
    open(smallSource());
    part<QLineEdit>("exportFolder")->setText(folder);
    name(file);
    part<QCheckBox>("exportReplace")->setChecked(true);
    save();
    QTRY_VERIFY(message().contains(words));
    QVERIFY(isProblem() && said().toolTip().contains(folder));
    QVERIFY(m_dialog->isVisible());
    QVERIFY(m_settings->folder() == m_folder); // what did not work is not remembered
    part<QLineEdit>("exportFolder")->setText(QStringLiteral("/no/such/folder"));
    QVERIFY(!part<QPushButton>("primary")->isEnabled());
}

/// Through the window, as the mouse does.
void ExportTest::rightClickOffersTheExport() {
    test::SyntheticLab lab;
    lab.resize(700, 900);
    lab.show();
    lab.feedUntil(1);
    QVERIFY(QTest::qWaitForWindowExposed(&lab));
    plot::SweepChart chart;
    chart.resize(600, 400);
    sweep::SweepRow row{0, 0, {"5"}, {{"established_at_once", {sweep::Field::Kind::Number, "6"}}}, true};
    chart.show({{{{"backlog", {"5"}}}, {row}}, {model::Metric::AtOnce}, 0, 0, {}, {}});
    static_cast<QWidget&>(chart).show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    int wanted = 0;
    const auto clickOn = [&wanted](auto& plot) {
        QObject::connect(&plot, &std::remove_reference_t<decltype(plot)>::exportRequested, [&wanted] { ++wanted; });
        QTimer menuWatch;
        QObject::connect(&menuWatch, &QTimer::timeout, [] {
            if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
                for (QAction* action : menu->actions()) {
                    if (action->text() == QStringLiteral("Export…")) {
                        action->trigger();
                    }
                }
                menu->close();
            }
        });
        menuWatch.start(0);
        QWidget* window = plot.window();
        QTest::mouseClick(window->windowHandle(), Qt::RightButton, {}, plot.mapTo(window, plot.rect().center()));
    };
    clickOn(lab.waitingPlot);
    clickOn(lab.statesPlot);
    clickOn(lab.ratesPlot);
    clickOn(lab.heatMap);
    clickOn(lab.lane);
    clickOn(lab.histogramPlot);
    clickOn(chart);
    QCOMPARE(wanted, 7);
}

void ExportTest::everyPlotGivesEveryFormat() {
    test::SyntheticLab lab;
    lab.resize(700, 900);
    lab.show();
    lab.feedUntil(6);
    QVERIFY(QTest::qWaitForWindowExposed(&lab));
    std::vector<ExportSource> sources;
    for (const plot::LinkedPlot* plot : std::initializer_list<const plot::LinkedPlot*>{
             &lab.waitingPlot, &lab.statesPlot, &lab.ratesPlot, &lab.heatMap, &lab.lane}) {
        sources.push_back(pages::sourceOf(*plot, QStringLiteral("plot")));
    }
    sources.push_back(pages::sourceOf(lab.histogramPlot, QStringLiteral("plot")));
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto file = [i](const char* ending) { return QString::number(i) + QLatin1String(ending); };
        for (const auto& [format, ending] :
             {std::pair("CSV", ".csv"), std::pair("PNG: the picture", "-1.png"),
              std::pair("PNG: the picture, twice", "-2.png"), std::pair("SVG", ".svg"), std::pair("PDF", ".pdf")}) {
            open(sources[i]);
            choose(format);
            name(file(ending));
            save();
            QTRY_VERIFY(m_dialog->isHidden());
        }
        QVERIFY(ExportedCsv::read(path(file(".csv"))).rows.size() > 2);
        const QImage once(path(file("-1.png")));
        QVERIFY(!once.isNull());
        QCOMPARE(QImage(path(file("-2.png"))).size(), once.size() * 2);
        QVERIFY(QSvgRenderer(path(file(".svg"))).isValid());
        QVERIFY(contentOf(path(file(".pdf"))).startsWith("%PDF"));
        open(sources[i]);
        press(QStringLiteral("Image"));
        QCOMPARE(QGuiApplication::clipboard()->image().size(), once.size());
        press(QStringLiteral("Data"));
        QTRY_COMPARE(message(), QStringLiteral("Copied: Data."));
        QVERIFY(QGuiApplication::clipboard()->text().count(QLatin1Char('\t')) > 2);
    }
}

void ExportTest::tableIsQuotedAsItsFormatWants() {
    open(smallSource());
    press(QStringLiteral("Markdown"));
    QTRY_COMPARE(message(), QStringLiteral("Copied: Markdown."));
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("| name | wait_s |\n| --- | --- |\n| a\\|b | 1 |\n| c, \"d\" | 2 |\n"));
    press(QStringLiteral("Data"));
    QTRY_COMPARE(message(), QStringLiteral("Copied: Data."));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("name\twait_s\na|b\t1\nc, \"d\"\t2\n"));
    save();
    QTRY_VERIFY(m_dialog->isHidden());
    QCOMPARE(contentOf(path(QStringLiteral("small.csv"))),
             QByteArray("# backlog: 5\nname,wait_s\na|b,1\n\"c, \"\"d\"\"\",2\n"));
}

void ExportTest::folderAndFormatAreRemembered() {
    test::SyntheticLab lab;
    lab.feedUntil(1);
    const ExportSource source = pages::sourceOf(lab.waitingPlot, QStringLiteral("queue"));
    open(source);
    const QString other = path(QStringLiteral("deeper"));
    QVERIFY(QDir().mkpath(other));
    part<QLineEdit>("exportFolder")->setText(other);
    choose("SVG");
    save();
    QTRY_VERIFY(m_dialog->isHidden());
    open(source);
    QCOMPARE(part<QLineEdit>("exportFolder")->text(), other);
    QVERIFY(part<QComboBox>("exportFormat")->currentText().startsWith(QStringLiteral("SVG")));
    QCOMPARE(part<QLineEdit>("exportName")->text(), QStringLiteral("queue-2.svg"));
    QTest::keyClick(part<QLineEdit>("exportName"), Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(QDir(other).filePath(QStringLiteral("queue-2.svg"))));
}

} // namespace ls

QTEST_MAIN(ls::ExportTest)
#include "export_test.moc"
