// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/engine_bridge.h"
#include "app/main_window.h"
#include "app/model/check_table_model.h"
#include "app/pages/experiment_list.h"
#include "app/pages/experiments_page.h"
#include "app/pages/lab_page.h"
#include "app/pages/packets_panel.h"
#include "app/pages/run_plots.h"
#include "app/pages/sweep_page.h"
#include "app/plot/ladder_view.h"
#include "app/plot/states_plot.h"
#include "app/plot/time_plot.h"
#include "app/settings/theme.h"
#include "app/widgets/notice.h"
#include "app/widgets/record_table.h"
#include "app/widgets/segments.h"
#include "engine/netns/net_namespace.h"
#include "engine/netns/opener_location.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>

#include <cstdlib>
#include <fstream>

namespace ls {

namespace {

constexpr int kPatienceMs = 60'000;

/// One run of 300 ms; what it claims of the queue is for the test to choose.
std::string preset(const char* title, const char* holds) {
    return std::string("title.en = \"") + title +
           "\"\nquestion.en = \"Why?\"\nexplanation.en = \"Because.\\n\\nSo it is.\"\n"
           "[[run]]\nname = \"first\"\noptions = \"--backlog 5 --clients 9 --accept none --duration 300ms\"\n"
           "[[run]]\nname = \"second\"\noptions = \"--backlog 3 --clients 9 --accept none --duration 300ms\"\n"
           "[[check]]\nsays.en = \"It is so\"\nholds = \"" +
           holds + "\"\n";
}

} // namespace

/// The window with its experiments page on the real engine and experiments of the user's own.
class ExperimentsPageTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void fitsASmallWindow();
    void listsOursAndTheUsersOwn();
    void runFillsChecksAndPlots();
    void failureIsShownAndNamed();
    void whatThisKernelLacksIsSaid();
    void runIsDrawnWhileItGoesOn();
    void packetsAreShownWhileTheyComeAndSaved();
    void loopbackSaysWhyThereAreNoPackets();
    void wiredRunOpensInTheLabWithItsWire();
    void runOpensInTheLabWhenTheEngineIsFree();
    void startWaitsForASweep();
    void confirmationStaysInSight();
    void statusLineIsOfThePageInSight();
    void runAllIsSummedUpAndLeavesTheReaderAlone();
    void stopKeepsTheFinished();
    void commandIsCopiedAndRunOpensInTheLab();
    void copyIsMadeAndReadAgain();
    void brokenPresetIsNamedWithItsLine();
    void everyBrokenPresetIsNamed();
    void ownExperimentsAreNotReloadedWhileOneRuns();

private:
    template <typename T>
    T* part(const char* name) {
        T* found = m_page->findChild<T*>(QString::fromLatin1(name));
        Q_ASSERT(found != nullptr);
        return found;
    }
    void write(const char* name, const std::string& text);
    void choose(const QString& title);
    /// One run with a wire, then one of an hour on loopback, unless it is to have a wire too.
    void writeLong(const char* second);
    void start();
    void runToItsEnd();
    void savePackets(const char* name);
    QString cell(int row, int column) {
        const QAbstractItemModel* model = part<QTableView>("checks")->model();
        return model->data(model->index(row, column)).toString();
    }
    widgets::Notice& notice() { return *m_page->findChild<widgets::Notice*>(); }

    std::unique_ptr<test::TempDir> m_dir;
    std::unique_ptr<settings::AppSettings> m_settings;
    std::unique_ptr<settings::Theme> m_theme;
    std::unique_ptr<bridge::EngineBridge> m_engine;
    std::unique_ptr<MainWindow> m_window;
    pages::ExperimentsPage* m_page = nullptr;
};

void ExperimentsPageTest::initTestCase() {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_theme = std::make_unique<settings::Theme>(*qApp);
    m_theme->apply(settings::ThemeChoice::Light);
    const auto net = netns::NetNamespace::create(netns::findOpener().value());
    if (!net && std::getenv("LISTENSCOPE_REQUIRE_NAMESPACE") == nullptr) {
        QSKIP(net.error().text.c_str());
    }
    QVERIFY(net.has_value());
}

void ExperimentsPageTest::init() {
    m_dir = std::make_unique<test::TempDir>();
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString(m_dir->path().string()));
    write("good", preset("A good one", "second.server.queued == second.listener.limit + 1"));
    write("wrong", preset("A wrong one", "first.server.queued == 5"));
    m_settings =
        std::make_unique<settings::AppSettings>(QString::fromStdString((m_dir->path() / "settings.ini").string()));
    m_engine = std::make_unique<bridge::EngineBridge>(control::Engine::create(netns::findOpener().value()));
    m_window = std::make_unique<MainWindow>(*m_settings, *m_theme);
    m_window->addPage({pages::ExperimentsPage::titleText(), QStringLiteral("experiments"),
                       [this] { return m_page = new pages::ExperimentsPage(*m_engine, *m_settings); }});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void ExperimentsPageTest::cleanup() {
    m_window.reset();
    m_engine.reset();
    m_settings.reset();
    m_dir.reset();
}

void ExperimentsPageTest::write(const char* name, const std::string& text) {
    const std::filesystem::path folder = m_dir->path() / "listenscope/experiments";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / (std::string(name) + ".toml")) << text;
}

void ExperimentsPageTest::choose(const QString& title) {
    auto* list = part<QListWidget>("experiments");
    const auto found = list->findItems(title, Qt::MatchContains);
    QCOMPARE(found.size(), 1);
    list->setCurrentItem(found.front());
}

void ExperimentsPageTest::writeLong(const char* second) {
    const auto replace = [](std::string& text, const std::string& from, const std::string& to) {
        text.replace(text.find(from), from.size(), to);
    };
    std::string text = preset("A long one", "first.server.queued >= 2");
    replace(text, "--backlog 5 --clients 9", "--backlog 1 --clients 4 --rtt 20ms");
    replace(text, "--backlog 3 --clients 9 --accept none --duration 300ms", second);
    write("long", text);
    m_page->fileActions().last()->trigger();
    choose(QStringLiteral("A long one"));
}

void ExperimentsPageTest::start() {
    QTest::mouseClick(part<QPushButton>("primary"), Qt::LeftButton);
    QVERIFY(m_page->isRunning());
}

void ExperimentsPageTest::runToItsEnd() {
    start();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
}

void ExperimentsPageTest::fitsASmallWindow() {
    choose(QStringLiteral("A good one"));
    runToItsEnd();
    for (auto* chip : m_page->findChild<pages::RunPlots*>()->findChildren<QPushButton*>(QStringLiteral("chip"))) {
        chip->setChecked(true);
    }
    for (const int view : {1, 0}) {
        part<widgets::Segments>("runView")->button(view)->click();
        const QSize least = m_window->minimumSizeHint();
        QVERIFY2(least.width() <= 1280 && least.height() <= 800, qPrintable(QDebug::toString(least)));
    }
}

void ExperimentsPageTest::listsOursAndTheUsersOwn() {
    const auto* list = part<QListWidget>("experiments");
    QVERIFY(list->count() > 10);
    QVERIFY(list->item(list->count() - 1)->text().contains(QStringLiteral("(yours)")));
    QVERIFY(!part<QTextBrowser>("why")->toPlainText().isEmpty());
    QCOMPARE(cell(0, model::CheckTableModel::Mark), QStringLiteral("…"));
    QVERIFY(m_page->canStart());
}

void ExperimentsPageTest::runFillsChecksAndPlots() {
    choose(QStringLiteral("A good one"));
    QVERIFY(!m_page->canExport());
    runToItsEnd();
    QCOMPARE(notice().title(), QStringLiteral("✓ All 5 checks hold"));
    QCOMPARE(cell(0, model::CheckTableModel::Mark), QStringLiteral("✓ holds"));
    QCOMPARE(cell(0, model::CheckTableModel::Expected), QStringLiteral("== 4"));
    QCOMPARE(cell(0, model::CheckTableModel::Measured), QStringLiteral("4"));
    QVERIFY(part<QListWidget>("experiments")->currentItem()->text().startsWith(QStringLiteral("✓")));
    QCOMPARE(part<QComboBox>("experimentRun")->currentText(), QStringLiteral("second"));
    auto* depth = m_page->findChild<plot::TimePlot*>(QStringLiteral("runDepth"));
    QVERIFY(depth->isVisible());
    part<QComboBox>("experimentRun")->setCurrentIndex(0);
    QVERIFY(depth->isVisible());
    QVERIFY(m_page->canExport());
    QVERIFY(m_page->exportSource().table != nullptr);
}

void ExperimentsPageTest::failureIsShownAndNamed() {
    choose(QStringLiteral("A wrong one"));
    runToItsEnd();
    QCOMPARE(notice().title(), QStringLiteral("✗ 1 of 5 checks fail"));
    QCOMPARE(cell(0, model::CheckTableModel::Mark), QStringLiteral("✗ fails"));
    QCOMPARE(cell(0, model::CheckTableModel::Expected), QStringLiteral("== 5"));
    QCOMPARE(cell(0, model::CheckTableModel::Measured), QStringLiteral("6"));
    QVERIFY(part<QListWidget>("experiments")->currentItem()->text().startsWith(QStringLiteral("✗")));
}

void ExperimentsPageTest::whatThisKernelLacksIsSaid() {
    std::string text = preset("Of another kernel", "server.queued == 6");
    const std::size_t second = text.find("[[run]]\nname = \"second\"");
    text.erase(second, text.find("[[check]]") - second);
    text.insert(text.find(" --clients"), " --sysctl net.ipv4.tcp_of_tomorrow=1");
    write("lacking", text);
    m_page->fileActions().last()->trigger();

    choose(QStringLiteral("Of another kernel"));
    runToItsEnd();
    QCOMPARE(notice().title(), QStringLiteral("Nothing could be checked on this kernel"));
    QVERIFY2(notice().text().contains(QStringLiteral("net.ipv4.tcp_of_tomorrow: ENOENT")), qPrintable(notice().text()));
    QVERIFY(part<QListWidget>("experiments")->currentItem()->text().startsWith(QStringLiteral("–")));
}

void ExperimentsPageTest::runIsDrawnWhileItGoesOn() {
    writeLong("--backlog 3 --clients 9 --accept none --duration 1h");
    start();
    auto* run = part<QComboBox>("experimentRun");
    QTRY_COMPARE_WITH_TIMEOUT(run->currentText(), QStringLiteral("second"), kPatienceMs);
    const auto* depth = m_page->findChild<plot::TimePlot*>(QStringLiteral("runDepth"));
    const auto* states = m_page->findChild<plot::StatesPlot*>(QStringLiteral("runStates"));
    QTRY_VERIFY_WITH_TIMEOUT(depth->isVisible() && depth->data().range.to > 0, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(states->data().range.to > 0, kPatienceMs);
    const double before = depth->data().range.to;
    QTRY_VERIFY_WITH_TIMEOUT(depth->data().range.to > before, kPatienceMs);
    QVERIFY(m_page->isRunning());

    run->setCurrentIndex(0); // what came meanwhile does not go back to the run in progress
    QSignalSpy progress(m_engine.get(), &bridge::EngineBridge::experimentProgressed);
    QTRY_VERIFY_WITH_TIMEOUT(progress.size() > 3, kPatienceMs);
    QCOMPARE(run->currentIndex(), 0);
    m_page->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
    run->setCurrentIndex(1);
    QVERIFY(depth->data().range.to > before); // what was measured stays
}

void ExperimentsPageTest::packetsAreShownWhileTheyComeAndSaved() {
    writeLong("--backlog 1 --clients 5 --rtt 20ms --accept none --duration 1h");
    part<widgets::Segments>("runView")->button(1)->click();
    start();
    auto* run = part<QComboBox>("experimentRun");
    const auto* connections = part<widgets::RecordTable>("wireConnections")->model();
    QTRY_COMPARE_WITH_TIMEOUT(run->currentText(), QStringLiteral("second"), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(connections->rowCount(), 5, kPatienceMs);
    QVERIFY(m_page->isRunning());
    auto& packets = *m_page->findChild<pages::PacketsPanel*>();
    QVERIFY(packets.ladder().ladder().has_value());

    run->setCurrentIndex(0); // it has ended
    QCOMPARE(connections->rowCount(), 4);
    packets.ladder().setFocus();
    QCOMPARE(m_page->exportSource().name, QStringLiteral("long-first-ladder"));
    savePackets("ended.pcap");
    run->setCurrentIndex(1); // it is in progress
    auto* save = part<QPushButton>("savePcap");
    QVERIFY(!save->isEnabled());
    QVERIFY(save->toolTip().contains(QStringLiteral("when the run has ended")));
    m_page->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
    QCOMPARE(connections->rowCount(), 5); // what was measured stays
    savePackets("stopped.pcap");
}

void ExperimentsPageTest::savePackets(const char* name) {
    QVERIFY(part<QPushButton>("savePcap")->isEnabled());
    QTest::mouseClick(part<QPushButton>("savePcap"), Qt::LeftButton);
    const std::string file = m_dir->path() / name;
    const auto dialogs = m_page->findChildren<QFileDialog*>();
    QVERIFY(!dialogs.isEmpty());
    emit dialogs.last()->fileSelected(QString::fromStdString(file));
    dialogs.last()->close();
    QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(file), kPatienceMs);
}

void ExperimentsPageTest::loopbackSaysWhyThereAreNoPackets() {
    choose(QStringLiteral("A good one"));
    part<widgets::Segments>("runView")->button(1)->click();
    QVERIFY(part<QLabel>("noWire")->isVisible());
    QVERIFY(part<QLabel>("noWire")->text().contains(QStringLiteral("loopback")));
    QVERIFY(!part<QPushButton>("switchWireOn")->isVisible());
    runToItsEnd();
    QVERIFY(part<QLabel>("noWire")->isVisible());
}

void ExperimentsPageTest::wiredRunOpensInTheLabWithItsWire() {
    pages::LabPage* lab = nullptr;
    m_window->addPage({pages::LabPage::titleText(), QStringLiteral("lab"),
                       [&] { return lab = new pages::LabPage(*m_engine, *m_settings); }});
    writeLong("--clients 3 --close half --server-close never --accept-budget 2 --keepalive on --rtt 40ms "
              "--half-open 7@500/s --duration 1h");
    part<QComboBox>("experimentRun")->setCurrentIndex(1);
    QTest::mouseClick(part<QPushButton>("openInLab"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(lab->snapshot() != nullptr, kPatienceMs);
    const lab::LabSetup& setup = lab->snapshot()->setup;
    QVERIFY(setup.wired);
    QVERIFY(lab->findChild<QDoubleSpinBox*>(QStringLiteral("roundTrip"))->isVisible());
    QCOMPARE(setup.wire.delayUp, Nanoseconds(std::chrono::milliseconds(20)));
    QCOMPARE(setup.wire.halfOpen.count, 7U);
    QCOMPARE(setup.wire.halfOpen.perSecond, 500.0);
    QCOMPARE(setup.server.acceptBudget, 2U);
    QVERIFY(setup.server.keepAlive);
    QCOMPARE(setup.server.close, server::ServerClose::Never);
    QCOMPARE(lab->findChild<QComboBox*>(QStringLiteral("clientClose"))->currentIndex(),
             static_cast<int>(load::CloseMode::Half));
    QVERIFY(!lab->findChild<widgets::Notice*>()->text().contains(QStringLiteral("wire")));
}

void ExperimentsPageTest::runOpensInTheLabWhenTheEngineIsFree() {
    pages::LabPage* lab = nullptr;
    m_window->addPage({pages::LabPage::titleText(), QStringLiteral("lab"),
                       [&] { return lab = new pages::LabPage(*m_engine, *m_settings); }});
    writeLong("--clients 3 --rtt 40ms --duration 1h");
    start();
    QTest::mouseClick(part<QPushButton>("openInLab"), Qt::LeftButton);
    QVERIFY(lab->isVisible());
    auto* said = lab->findChild<widgets::Notice*>();
    QVERIFY2(said->title().startsWith(QStringLiteral("Waits: A long one")), qPrintable(said->title()));
    QVERIFY(!lab->findChild<QCheckBox*>(QStringLiteral("wired"))->isChecked()); // not half of it
    QVERIFY(lab->snapshot() == nullptr);
    m_page->stop();
    QTRY_VERIFY_WITH_TIMEOUT(lab->snapshot() != nullptr, kPatienceMs);
    QVERIFY(lab->snapshot()->setup.wired);
    QVERIFY(said->title().startsWith(QStringLiteral("Ready: A long one")));

    m_page->start(); // which closes it
    QTRY_COMPARE_WITH_TIMEOUT(said->title(), QStringLiteral("The laboratory is closed"), kPatienceMs);
    QVERIFY(said->text().startsWith(QStringLiteral("A sweep or an experiment needed the engine.")));
    m_page->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
}

void ExperimentsPageTest::confirmationStaysInSight() {
    const auto* status = m_window->findChild<QLabel*>(QStringLiteral("status"));
    emit m_page->statusChanged(QStringLiteral("1 kHz"));
    QCOMPARE(status->text(), QStringLiteral("1 kHz"));
    QTest::mouseClick(part<QPushButton>("copyCommand"), Qt::LeftButton);
    emit m_page->statusChanged(QStringLiteral("2 kHz"));
    emit m_page->statusChanged(QStringLiteral("3 kHz"));
    QCOMPARE(status->text(), QStringLiteral("The command is in the clipboard."));
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), QStringLiteral("3 kHz"), kPatienceMs);
}

void ExperimentsPageTest::statusLineIsOfThePageInSight() {
    m_window->addPage({pages::SweepPage::titleText(), QStringLiteral("lab"),
                       [&] { return new pages::SweepPage(*m_engine, *m_settings); }});
    const auto* status = m_window->findChild<QLabel*>(QStringLiteral("status"));
    emit m_page->statusChanged(QStringLiteral("1 of 3"));
    m_window->showPage(1);
    QCOMPARE(status->text(), QString()); // a sweep page that has said nothing
    emit m_window->pageAt(1).statusChanged(QStringLiteral("Sweeping"));
    emit m_page->statusChanged(QStringLiteral("2 of 3")); // behind it
    QCOMPARE(status->text(), QStringLiteral("Sweeping"));
    m_window->showPage(0);
    QCOMPARE(status->text(), QStringLiteral("2 of 3"));
    QTest::mouseClick(part<QPushButton>("copyCommand"), Qt::LeftButton);
    m_window->showPage(1);
    QCOMPARE(status->text(), QStringLiteral("Sweeping"));
}

void ExperimentsPageTest::startWaitsForASweep() {
    choose(QStringLiteral("A good one"));
    runToItsEnd();
    const auto preset = std::make_shared<experiment::Preset>(
        experiment::PresetCatalogue::load({&m_engine->catalogue(), experiment::runningCounters()}, {})
            .value()
            .presets()
            .front());
    preset->runs.front().plan.duration = std::chrono::hours(1);
    const control::RunId other = m_engine->start(control::StartExperiment{preset}); // somebody else's
    QVERIFY(!part<QPushButton>("primary")->isEnabled());
    QVERIFY(!part<QPushButton>("runAll")->isEnabled());
    QVERIFY(!m_page->canStart());
    m_page->start();
    QVERIFY(!m_page->isRunning());
    QCOMPARE(cell(0, model::CheckTableModel::Mark), QStringLiteral("✓ holds")); // what was found stays
    m_engine->stop(other);
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>("primary")->isEnabled(), kPatienceMs);
}

void ExperimentsPageTest::runAllIsSummedUpAndLeavesTheReaderAlone() {
    write("also", preset("Also a good one", "first.server.queued == 6"));
    m_page->fileActions().last()->trigger();
    auto* list = m_page->findChild<pages::ExperimentList*>();
    const auto all = list->presets();
    list->setPresets({all.end() - 3, all.end()}); // the user's own
    list->choose(list->presets().front()->name);
    QSignalSpy status(m_page, &pages::Page::statusChanged);
    QTest::mouseClick(part<QPushButton>("runAll"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!status.isEmpty(), kPatienceMs);
    const QString first = status.first().first().toString();
    QVERIFY2(first.startsWith(QStringLiteral("Experiment 1 of 3 · Also a good one")), qPrintable(first));
    QVERIFY(list->item(0)->text().startsWith(QStringLiteral("…")));
    list->setCurrentRow(2); // somebody reads that one
    QTRY_VERIFY_WITH_TIMEOUT(list->item(1)->text().startsWith(QStringLiteral("…")), kPatienceMs);
    QCOMPARE(list->currentRow(), 2);
    list->setCurrentRow(0);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
    QCOMPARE(list->currentRow(), 0);
    QCOMPARE(notice().title(), QStringLiteral("✗ 1 of 3 experiments have a check that fails"));
    QCOMPARE(notice().text(), QStringLiteral("A wrong one"));
}

void ExperimentsPageTest::stopKeepsTheFinished() {
    writeLong("--backlog 3 --clients 9 --accept none --duration 1h");
    start();
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, model::CheckTableModel::Mark), QStringLiteral("✓ holds"), kPatienceMs);
    QVERIFY(m_page->isRunning());
    QTest::mouseClick(part<QPushButton>("primary"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
    QCOMPARE(notice().title(), QStringLiteral("Stopped early"));
    QVERIFY(part<QListWidget>("experiments")->currentItem()->text().startsWith(QStringLiteral("■")));
    QCOMPARE(cell(0, model::CheckTableModel::Mark), QStringLiteral("✓ holds"));
}

void ExperimentsPageTest::commandIsCopiedAndRunOpensInTheLab() {
    pages::LabPage* lab = nullptr;
    m_window->addPage({pages::LabPage::titleText(), QStringLiteral("lab"),
                       [&] { return lab = new pages::LabPage(*m_engine, *m_settings); }});
    choose(QStringLiteral("A good one"));
    QTest::mouseClick(part<QPushButton>("copyCommand"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("listenscope-cli lab --backlog 5 --clients 9 --accept none --duration 300ms"));
    QTest::mouseClick(part<QPushButton>("openInLab"), Qt::LeftButton);
    QVERIFY(lab != nullptr);
    QVERIFY(lab->isVisible());
}

void ExperimentsPageTest::copyIsMadeAndReadAgain() {
    part<QListWidget>("experiments")->setCurrentRow(0);
    const int before = part<QListWidget>("experiments")->count();
    m_page->fileActions().first()->trigger();
    QCOMPARE(part<QListWidget>("experiments")->count(), before + 1);
    QCOMPARE(notice().title(), QStringLiteral("Copied"));
    QVERIFY(part<QListWidget>("experiments")->currentItem()->text().contains(QStringLiteral("(yours: ")));
}

void ExperimentsPageTest::brokenPresetIsNamedWithItsLine() {
    write("broken", preset("A broken one", "first.server.queue == 5"));
    m_page->fileActions().last()->trigger();
    QVERIFY(notice().text().contains(QStringLiteral("broken.toml, line 12")));
    choose(QStringLiteral("A good one"));
    QVERIFY(m_page->canStart());
}

void ExperimentsPageTest::everyBrokenPresetIsNamed() {
    write("broken", preset("A broken one", "first.server.queue == 5"));
    write("worse", "title.en = \"Worse\"\nanswer = 42\n");
    m_page->fileActions().last()->trigger();
    QCOMPARE(notice().title(), QStringLiteral("2 of your experiments cannot be used"));
    QVERIFY(notice().text().contains(QStringLiteral("broken.toml, line 12")));
    QVERIFY(notice().text().contains(QStringLiteral("worse.toml, line 2")));
    write("worse", preset("A mended one", "first.server.queued == 6"));
    m_page->fileActions().last()->trigger();
    QCOMPARE(notice().title(), QStringLiteral("One of your experiments cannot be used"));
    choose(QStringLiteral("A mended one"));
}

void ExperimentsPageTest::ownExperimentsAreNotReloadedWhileOneRuns() {
    writeLong("--backlog 3 --clients 9 --accept none --duration 1h");
    start();
    QAction* reload = m_page->fileActions().last();
    QVERIFY(!reload->isEnabled());
    QVERIFY(!m_page->fileActions().first()->isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    emit reload->triggered(); // even then
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, model::CheckTableModel::Mark), QStringLiteral("✓ holds"), kPatienceMs);
    m_page->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), kPatienceMs);
    QVERIFY(reload->isEnabled());
    reload->trigger(); // it may have been edited: nothing is known of it
    QCOMPARE(cell(0, model::CheckTableModel::Mark), QStringLiteral("…"));
}

} // namespace ls

QTEST_MAIN(ls::ExperimentsPageTest)
#include "experiments_page_test.moc"
