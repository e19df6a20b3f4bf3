// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sweep_file.h"
#include "app/model/sweep_table_model.h"
#include "app/pages/lab_page.h"
#include "app/pages/sweep_page.h"
#include "app/pages/sweep_run_box.h"
#include "app/plot/sweep_chart.h"
#include "app/plot/time_plot.h"
#include "app/widgets/export_dialog.h"
#include "app/widgets/notice.h"
#include "engine/experiment/figures.h"
#include "engine/experiment/preset_catalogue.h"
#include "tests/support/page_fixture.h"
#include "tests/support/process.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include <algorithm>

namespace ls {

namespace {

constexpr int kPatienceMs = 30'000;

} // namespace

/// The window with its sweep page on the real engine, driven by keyboard and mouse.
class SweepPageTest final : public QObject, private test::PageFixture<pages::SweepPage> {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void badInputIsNamedAtTheFieldAndBlocksTheStart();
    void sweepIsDrawnRecommendedAndExported();
    void cancelKeepsTheFinishedRows();
    void sameSeedGivesTheCommandLinesSweep();
    void gridIsDrawn();
    void limitsOfAWireHaveRoom();
    void runsOfThePointAreDrawn();
    void openedFileShowsTheSameChart();
    void openedFileHasNoCourseUntilThePointIsRunAgain();
    void keysZoomTheChart();
    void doubleClickOpensThePointInTheLab();
    void labNamesWhatItCannotTake();
    void strangeFileIsRefusedInWords();
    void withoutAnEngineTheRestWorks();
    void startWaitsForAnExperiment();
    void themeChangesAtRunTime();
    void keysOpenHelpSheetAndSettings();
    void experimentIsRemembered();

private:
    void type(const char* field, const char* text);
    void chooseShortSweep(const char* values);
    void runToItsEnd();
    void exportCsv(const QString& name);
    pages::LabPage* addLab();
    QString notice() { return m_page->findChild<widgets::Notice*>()->title(); }
    int rows() { return part<QTableView>("results")->model()->rowCount(); }
    plot::SweepChart& chart() { return *m_page->findChild<plot::SweepChart*>(); }
};

void SweepPageTest::initTestCase() {
    setUpTestCase();
    needNamespace();
}

void SweepPageTest::init() {
    setUp();
    showWindow();
}

void SweepPageTest::cleanup() {
    tearDown();
}

void SweepPageTest::type(const char* field, const char* text) {
    auto* edit = part<QLineEdit>(field);
    QTest::mouseClick(edit, Qt::LeftButton);
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, QString::fromLatin1(text));
}

void SweepPageTest::chooseShortSweep(const char* values) {
    part<QComboBox>("spacing")->setCurrentIndex(static_cast<int>(model::Spacing::List));
    type("values", values);
    part<QComboBox>("accept")->setCurrentIndex(static_cast<int>(model::SweepExperiment::Accept::None));
    type("clients", "12");
    type("window", "60ms");
    type("repeats", "2");
    type("seed", "7");
}

void SweepPageTest::runToItsEnd() {
    press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(m_page->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
}

void SweepPageTest::exportCsv(const QString& name) {
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = m_window->findChild<widgets::ExportDialog*>();
    QVERIFY(dialog != nullptr);
    dialog->findChild<QLineEdit*>(QStringLiteral("exportFolder"))
        ->setText(QString::fromStdString(m_dir->path().string()));
    dialog->findChild<QLineEdit*>(QStringLiteral("exportName"))->setText(name);
    auto* save = dialog->findChild<QPushButton*>(QStringLiteral("primary"));
    if (save->isEnabled()) {
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(m_window->findChild<widgets::ExportDialog*>() == nullptr); // it closes when all is written
    }
}

void SweepPageTest::badInputIsNamedAtTheFieldAndBlocksTheStart() {
    auto* start = part<QPushButton>("primary");
    QVERIFY(start->isEnabled());
    type("clients", "lots");
    QVERIFY(!start->isEnabled());
    auto* clients = part<QLineEdit>("clients");
    QVERIFY(clients->property("wrong").toBool());
    QVERIFY(clients->accessibleDescription().contains(QStringLiteral("from 1 to 10,000,000")));
    press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!m_page->isRunning());
    type("clients", "20");
    QVERIFY(start->isEnabled());
    QVERIFY(!clients->property("wrong").toBool());
}

void SweepPageTest::sweepIsDrawnRecommendedAndExported() {
    QVERIFY(chart().isEmpty());
    chooseShortSweep("1, 4, 64");
    runToItsEnd();
    QCOMPARE(rows(), 6);
    QVERIFY(!chart().isEmpty());
    QCOMPARE(notice(), QStringLiteral("Recommended: 64"));

    exportCsv(QStringLiteral("short.csv"));
    const auto file = model::readSweepFile(m_dir->path() / "short.csv");
    QVERIFY(file.has_value());
    QCOMPARE(file->data.rows.size(), std::size_t{6});
    QVERIFY(test::readFile(m_dir->path() / "short.csv").find("--seed 7 --clients 12 --accept none") !=
            std::string::npos);

    // The same name again is not overwritten before somebody says so.
    exportCsv(QStringLiteral("short.csv"));
    auto* dialog = m_window->findChild<widgets::ExportDialog*>();
    QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("primary"))->isEnabled());
    dialog->reject();

    const auto source = m_page->exportSource();
    QVERIFY(source.svg().contains("<svg"));
    QVERIFY(source.pdf().startsWith("%PDF"));
    QCOMPARE(source.image(2).width(), source.image(1).width() * 2);
    QVERIFY(source.markdown().startsWith(QStringLiteral("| Repeat | backlog |")));

    auto* slider = part<QSlider>("pointSlider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    auto* table = part<QTableView>("results");
    QCOMPARE(table->selectionModel()->selectedRows().size(), 2);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 3);
}

void SweepPageTest::cancelKeepsTheFinishedRows() {
    chooseShortSweep("1, 2, 4, 8, 16, 32, 64");
    type("window", "200ms");
    QTest::mouseClick(part<QPushButton>("primary"), Qt::LeftButton);
    QVERIFY(m_page->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(rows() >= 2, kPatienceMs);
    QTest::mouseClick(part<QPushButton>("cancel"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
    QVERIFY(rows() >= 2);
    QVERIFY(rows() < 14);
    QVERIFY(m_page->findChild<widgets::Notice*>()->text().startsWith(QStringLiteral("Cancelled early.")));
    QVERIFY(m_page->canExport());
}

void SweepPageTest::sameSeedGivesTheCommandLinesSweep() {
    chooseShortSweep("1, 4, 64");
    runToItsEnd();
    exportCsv(QStringLiteral("app.csv"));
    const std::string cli = (m_dir->path() / "cli.csv").string();
    const auto outcome = test::runCli({"sweep", "--vary", "backlog=1,4,64", "--repeat", "2", "--seed", "7", "--clients",
                                       "12", "--accept", "none", "--duration", "60ms", "--csv", cli});
    QCOMPARE(outcome.status, 0);
    const auto ours = model::readSweepFile(m_dir->path() / "app.csv").value().data;
    const auto theirs = model::readSweepFile(cli).value().data;
    QCOMPARE(ours.rows.size(), theirs.rows.size());
    for (std::size_t i = 0; i < ours.rows.size(); ++i) {
        QCOMPARE(ours.rows[i].run, theirs.rows[i].run);
        QCOMPARE(ours.rows[i].repeat, theirs.rows[i].repeat);
        QCOMPARE(ours.rows[i].values, theirs.rows[i].values);
        for (const char* column : {"limit", "capacity", "established", "queued", "established_at_once"}) {
            QCOMPARE(model::numberIn(ours.rows[i], column), model::numberIn(theirs.rows[i], column));
        }
    }
}

void SweepPageTest::gridIsDrawn() {
    chooseShortSweep("1, 64");
    auto* second = part<QWidget>("second");
    auto* name = second->findChild<QComboBox*>(QStringLiteral("name"));
    name->setCurrentIndex(name->findData(QStringLiteral("net.core.somaxconn")));
    second->findChild<QComboBox*>(QStringLiteral("spacing"))->setCurrentIndex(static_cast<int>(model::Spacing::List));
    second->findChild<QLineEdit*>(QStringLiteral("values"))->setText(QStringLiteral("2, 128"));
    runToItsEnd();
    QCOMPARE(rows(), 8);
    const QImage image = chart().image(1);
    QVERIFY(!image.isNull());
    exportCsv(QStringLiteral("grid.csv"));
    QCOMPARE(model::readSweepFile(m_dir->path() / "grid.csv").value().data.knobs.size(), std::size_t{2});
}

void SweepPageTest::limitsOfAWireHaveRoom() {
    chooseShortSweep("1");
    part<QLineEdit>("others")->setText(QStringLiteral("rtt=1ms"));
    runToItsEnd();
    const auto* table = part<QTableView>("results");
    int column = 0;
    while (table->model()->headerData(column, Qt::Horizontal, model::SweepTableModel::PublicNameRole) !=
           QStringLiteral("limits")) {
        QVERIFY(++column < table->model()->columnCount());
    }
    QVERIFY(table->columnWidth(column) > table->fontMetrics().horizontalAdvance(QStringLiteral("wire_late wire_tun")));
}

void SweepPageTest::openedFileShowsTheSameChart() {
    chooseShortSweep("1, 4, 64");
    runToItsEnd();
    exportCsv(QStringLiteral("again.csv"));
    const QString recommended = notice();
    QTest::qWait(0);
    const QImage before = chart().image(1);
    m_page->open(QString::fromStdString((m_dir->path() / "again.csv").string()));
    QTest::qWait(0);
    QCOMPARE(notice(), recommended);
    QCOMPARE(rows(), 6);
    QCOMPARE(chart().image(1), before);
}

void SweepPageTest::runsOfThePointAreDrawn() {
    chooseShortSweep("1, 4, 64");
    runToItsEnd();
    auto* depth = part<plot::TimePlot>("runDepth");
    const auto deepest = [depth] {
        double most = 0;
        const plot::PlotData data = depth->data();
        data.visit(data.range, [&](const QStringList& row) { most = std::max(most, row[2].toDouble()); });
        return most;
    };
    auto* slider = part<QSlider>("pointSlider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    QVERIFY(depth->isVisible());
    QCOMPARE(deepest(), 2.0);
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(deepest(), 5.0);
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(deepest(), 12.0);
    QCOMPARE(part<QSpinBox>("runOfPoint")->maximum(), 2);
    QVERIFY(depth->data().range.to > 0.04);
}

void SweepPageTest::openedFileHasNoCourseUntilThePointIsRunAgain() {
    chooseShortSweep("1, 4, 64");
    runToItsEnd();
    exportCsv(QStringLiteral("course.csv"));
    auto* depth = part<plot::TimePlot>("runDepth");
    QVERIFY(depth->isVisible());
    m_page->open(QString::fromStdString((m_dir->path() / "course.csv").string()));
    QVERIFY(!depth->isVisible());
    auto* again = part<QPushButton>("runAgain");
    QVERIFY(again->isVisible());
    const std::string before = test::readFile(m_dir->path() / "course.csv");
    QTest::mouseClick(again, Qt::LeftButton);
    QVERIFY(m_page->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
    QVERIFY(depth->isVisible());
    QCOMPARE(rows(), 6);
    // The figures are still the file's.
    exportCsv(QStringLiteral("again.csv"));
    QCOMPARE(test::readFile(m_dir->path() / "again.csv"), before);
    auto* slider = part<QSlider>("pointSlider");
    slider->setValue(0);
    QVERIFY(!depth->isVisible());
}

void SweepPageTest::keysZoomTheChart() {
    chooseShortSweep("1, 4, 64");
    runToItsEnd();
    QTest::qWait(0);
    const auto shown = [this] {
        QTest::qWait(0);
        return chart().image(1);
    };
    chart().setFocus();
    const QImage whole = shown();
    for (const int key : {Qt::Key_Plus, Qt::Key_Minus, Qt::Key_X, Qt::Key_Y, Qt::Key_Left, Qt::Key_Up}) {
        QTest::keyClick(&chart(), static_cast<Qt::Key>(key));
        QVERIFY2(shown() != whole, qPrintable(QKeySequence(key).toString()));
        QTest::keyClick(&chart(), Qt::Key_0);
        QCOMPARE(shown(), whole);
    }
    QTest::keyClick(&chart(), Qt::Key_X);
    const QImage part = shown();
    auto* slider = this->part<QSlider>("pointSlider");
    slider->setValue(0);
    QVERIFY(shown() != whole); // another point, the same part
    slider->setValue(2);
    QCOMPARE(shown(), part);
    QTest::keyClick(&chart(), Qt::Key_X, Qt::ShiftModifier);
    QTest::keyClick(&chart(), Qt::Key_Escape);
    QCOMPARE(shown(), whole);
    QVERIFY(chart().readOutOf(0, 0).startsWith(
        QStringLiteral("backlog = 1\nEstablished at once: median 2, min 2, max 2 connections (2 runs)")));
}

pages::LabPage* SweepPageTest::addLab() {
    m_window->addPage({pages::LabPage::titleText(), QStringLiteral("lab"),
                       [this] { return new pages::LabPage(*m_engine, *m_settings); }});
    return static_cast<pages::LabPage*>(&m_window->pageAt(1));
}

void SweepPageTest::doubleClickOpensThePointInTheLab() {
    pages::LabPage* lab = addLab();
    type("others", "reactors=3 net.core.somaxconn=99");
    chooseShortSweep("1, 4, 64");
    runToItsEnd();
    auto* table = part<QTableView>("results");
    const QPoint row = table->visualRect(table->model()->index(2, 2)).center(); // the first run of 4
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, row);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, row);
    QVERIFY(lab->isVisible());
    QVERIFY(!lab->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(lab->snapshot() != nullptr, kPatienceMs);
    const lab::LabSetup& setup = lab->snapshot()->setup;
    QCOMPARE(setup.server.backlog, 4);
    QCOMPARE(setup.server.reactors, 3U);
    QCOMPARE(setup.server.accept.front().policy.kind, server::AcceptPolicy::Kind::None);
    QVERIFY(setup.sysctls == (std::vector<lab::SysctlSetting>{{"net.core.somaxconn", "99"}}));
    QCOMPARE(lab->findChild<QSpinBox*>(QStringLiteral("clients"))->value(), 12);
    QCOMPARE(lab->findChild<widgets::Notice*>()->title(), QStringLiteral("Ready: backlog = 4"));
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(lab->snapshot()->load.clients.established, std::uint64_t{5}, kPatienceMs);
}

void SweepPageTest::labNamesWhatItCannotTake() {
    pages::LabPage* lab = addLab();
    chooseShortSweep("4");
    type("others", "load-loops=2");
    runToItsEnd();
    QTest::mouseClick(part<QPushButton>("openInLab"), Qt::LeftButton);
    QVERIFY(lab->isVisible());
    const QString text = lab->findChild<widgets::Notice*>()->text();
    QVERIFY2(text.contains(QStringLiteral("load-loops 2; duration 60ms")), qPrintable(text));
}

void SweepPageTest::strangeFileIsRefusedInWords() {
    test::writeFile(m_dir->path() / "odd.csv", "a,b\n1,2\n");
    m_page->open(QString::fromStdString((m_dir->path() / "odd.csv").string()));
    QCOMPARE(notice(), QStringLiteral("The file could not be opened"));
    QVERIFY(m_page->canStart());
}

void SweepPageTest::withoutAnEngineTheRestWorks() {
    bridge::EngineBridge none(failure(ErrorCode::Refused, "no namespaces here", "allow them"));
    pages::SweepPage page(none, *m_settings);
    QVERIFY(!page.canStart());
    page.start();
    QVERIFY(!page.isRunning());
    const auto* box = page.findChild<widgets::Notice*>();
    QVERIFY(box->text().contains(QStringLiteral("allow them")));
}

void SweepPageTest::startWaitsForAnExperiment() {
    chooseShortSweep("1, 4");
    runToItsEnd();
    const auto presets =
        experiment::PresetCatalogue::load({&m_engine->catalogue(), experiment::runningCounters()}, {}).value();
    const auto preset = std::make_shared<experiment::Preset>(presets.presets().front());
    preset->runs.front().plan.duration = std::chrono::hours(1);
    auto* start = part<QPushButton>("primary");
    auto* again = part<QPushButton>("runAgain");
    QVERIFY(start->isEnabled() && again->isEnabled());

    const control::RunId other = m_engine->start(control::StartExperiment{preset});
    QVERIFY(!start->isEnabled() && !again->isEnabled());
    const auto labels = m_page->findChild<pages::SweepRunBox*>()->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisible() && label->text() == QStringLiteral("An experiment is running.");
    }));
    type("clients", "13"); // the form is checked again meanwhile
    QVERIFY(!start->isEnabled());
    press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!m_page->isRunning());
    QCOMPARE(rows(), 4); // what was found stays

    m_engine->stop(other);
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled() && again->isEnabled(), kPatienceMs);
    runToItsEnd();
}

void SweepPageTest::themeChangesAtRunTime() {
    chooseShortSweep("1, 64");
    runToItsEnd();
    const auto corner = [this] { return chart().image(1).pixelColor(1, 1).lightness(); };
    QVERIFY(corner() > 200);
    m_theme->apply(settings::ThemeChoice::Dark);
    QTRY_VERIFY(corner() < 60);
    m_theme->apply(settings::ThemeChoice::Light);
    QTRY_VERIFY(corner() > 200);
}

void SweepPageTest::keysOpenHelpSheetAndSettings() {
    const auto opens = [this](Qt::Key key, Qt::KeyboardModifiers modifiers, const char* name) {
        press(key, modifiers);
        const auto dialogs = m_window->findChildren<QDialog*>();
        const bool there = std::any_of(dialogs.begin(), dialogs.end(), [&](const QDialog* dialog) {
            return dialog->isVisible() &&
                   (dialog->objectName() == QLatin1String(name) || dialog->windowTitle() == QLatin1String(name));
        });
        for (QDialog* dialog : dialogs) {
            delete dialog;
        }
        return there;
    };
    part<QTableView>("results")->setFocus();
    QVERIFY(opens(Qt::Key_F1, Qt::NoModifier, "help"));
    QVERIFY(opens(Qt::Key_Question, Qt::ShiftModifier, "keySheet"));
    QVERIFY(opens(Qt::Key_Comma, Qt::ControlModifier, "Settings"));
}

void SweepPageTest::experimentIsRemembered() {
    type("clients", "321");
    m_window->close();
    pages::SweepPage again(*m_engine, *m_settings);
    QCOMPARE(again.findChild<QLineEdit*>(QStringLiteral("clients"))->text(), QStringLiteral("321"));
}

} // namespace ls

QTEST_MAIN(ls::SweepPageTest)
#include "sweep_page_test.moc"
