// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sysctl_table_model.h"
#include "app/pages/backlog_chain.h"
#include "app/pages/lab_page.h"
#include "app/pages/lab_plots.h"
#include "app/pages/meaning_panel.h"
#include "app/pages/queue_picture.h"
#include "app/plot/latency_histogram_plot.h"
#include "app/plot/states_plot.h"
#include "app/plot/time_plot.h"
#include "app/widgets/export_dialog.h"
#include "app/widgets/notice.h"
#include "tests/app/exported_csv.h"
#include "tests/support/page_fixture.h"
#include "tests/support/process.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include <csignal>
#include <set>

#include <unistd.h>

namespace ls {

namespace {

constexpr int kPatienceMs = 30'000;

} // namespace

/// The window with its laboratory on the real engine, driven by keyboard and mouse.
class LabPageTest final : public QObject, private test::PageFixture<pages::LabPage> {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void presetFillsTheQueueAndTheKnobsEmptyIt();
    void theLoadStartsFromWithinAField();
    void stopAcceptingFillsTheQueueAgain();
    void sliderMovesTheLimitByKeyboard();
    void sysctlIsCheckedSetAndReverted();
    void fitsASmallWindowWhateverIsOpen();
    void pauseStopsThePictureAndNotTheCollection();
    void everyPlotIsExported();
    void exportedSamplesAreThoseThatWereTaken();
    void tablesAreExported();
    void recordingHasEverySeries();
    void openersDeathIsSaidAndTheDataStay();
    void refusedNamespaceIsSaid();
    void sweepTakesTheEngineAndTheLabCanBeOpenedAgain();
    void experimentIsRememberedAndReset();
    void filtersTakeTheKeyInTurn();

private:
    void enter(const char* field, int value);
    void choose(const QString& segment);
    test::ExportedCsv exported(QWidget* focused, const char* range);
    void openWindow();
    void trigger(const QString& action);
    void startLoad() { press(Qt::Key_E, Qt::ControlModifier); }
    const lab::LiveSnapshot& now() { return *m_page->snapshot(); }
    QString picture() { return part<pages::QueuePicture>()->accessibleDescription(); }
    widgets::Notice& notice() { return *part<widgets::Notice>(); }
};

void LabPageTest::initTestCase() {
    setUpTestCase();
    needNamespace();
}

void LabPageTest::init() {
    setUp();
    openWindow();
}

void LabPageTest::openWindow() {
    showWindow();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->snapshot() != nullptr, kPatienceMs);
}

void LabPageTest::cleanup() {
    tearDown();
}

void LabPageTest::trigger(const QString& action) {
    for (QAction* each : m_window->findChildren<QAction*>()) {
        if (each->text() == action) {
            each->trigger();
            return;
        }
    }
    QFAIL("no such action");
}

void LabPageTest::enter(const char* field, int value) {
    auto* box = part<QSpinBox>(field);
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QString::number(value));
    QTest::keyClick(box, Qt::Key_Return);
}

void LabPageTest::choose(const QString& segment) {
    for (auto* button : m_page->findChildren<QPushButton*>(QStringLiteral("segment"))) {
        if (button->text() == segment) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    QFAIL("no such choice");
}

void LabPageTest::presetFillsTheQueueAndTheKnobsEmptyIt() {
    startLoad();
    QVERIFY(m_page->isRunning());
    QTRY_COMPARE_WITH_TIMEOUT(now().depth, 6U, kPatienceMs);
    QCOMPARE(now().limit, 5U);
    QTRY_VERIFY_WITH_TIMEOUT(kernel::counterValue(now().counters, "ListenOverflows") >= 194, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(picture().contains(QStringLiteral("accept queue: 6 of 6")), kPatienceMs);
    QVERIFY(picture().contains(QStringLiteral("dropped: accept queue full")));
    QVERIFY(part<pages::MeaningPanel>()->situation().headline.contains(QStringLiteral("full")));

    enter("backlog", 512);
    QTRY_COMPARE_WITH_TIMEOUT(now().limit, 512U, kPatienceMs);
    QCOMPARE(part<pages::BacklogChain>()->text(3), QStringLiteral("513"));
    QTRY_COMPARE_WITH_TIMEOUT(now().depth, 200U, kPatienceMs); // at their next SYN

    choose(QStringLiteral("All"));
    QTRY_COMPARE_WITH_TIMEOUT(now().depth, 0U, kPatienceMs);
    QCOMPARE(now().accepted, std::uint64_t{200});
    QVERIFY(m_page->isRunning()); // its connections are held
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(now().load.phase, lab::LoadPhase::None, kPatienceMs);
    QVERIFY(!m_page->isRunning());
}

void LabPageTest::theLoadStartsFromWithinAField() {
    auto* clients = part<QSpinBox>("clients");
    clients->setFocus();
    QTest::keyClick(clients, Qt::Key_E, Qt::ControlModifier); // on X11 the end of the line to a text field
    QVERIFY(m_page->isRunning());
}

void LabPageTest::stopAcceptingFillsTheQueueAgain() {
    choose(QStringLiteral("All"));
    part<QDoubleSpinBox>("repeat")->setValue(0.3);
    startLoad();
    QTRY_VERIFY_WITH_TIMEOUT(now().accepted > 0 && now().load.number >= 2, kPatienceMs);
    auto* stop = part<QPushButton>("stopAccepting");
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY(stop->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(now().depth, 6U, kPatienceMs);
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(now().setup.server.accept.front().policy.kind == server::AcceptPolicy::Kind::All,
                             kPatienceMs);
}

void LabPageTest::sliderMovesTheLimitByKeyboard() {
    auto* slider = part<QSlider>("backlogSlider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(part<QSpinBox>("backlog")->value(), 6);
    QTRY_COMPARE_WITH_TIMEOUT(now().limit, 6U, kPatienceMs);
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(slider, Qt::Key_PageUp);
    }
    const int asked = part<QSpinBox>("backlog")->value();
    QVERIFY(asked > 4096);
    QTRY_COMPARE_WITH_TIMEOUT(now().backlogAsked, std::int64_t{asked}, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(now().limit, static_cast<std::uint32_t>(now().somaxconn), kPatienceMs);
}

void LabPageTest::sysctlIsCheckedSetAndReverted() {
    auto* table = part<QTableView>("sysctls");
    const QModelIndex somaxconn = table->model()->index(0, model::SysctlTableModel::Value);
    QVERIFY(!table->model()->setData(somaxconn, QStringLiteral("many")));
    QVERIFY(table->model()->setData(somaxconn, QStringLiteral("3")));
    QTRY_COMPARE_WITH_TIMEOUT(now().limit, 3U, kPatienceMs); // listen() was called again
    QTRY_COMPARE_WITH_TIMEOUT(somaxconn.data().toString(), QStringLiteral("3"), kPatienceMs);

    trigger(QStringLiteral("Docker Compose"));
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("net.core.somaxconn: \"3\"")));

    press(Qt::Key_R, Qt::ControlModifier); // keeps what was set
    QTRY_VERIFY_WITH_TIMEOUT(now().load.number == 1 && now().somaxconn == 3, kPatienceMs);
    trigger(QStringLiteral("All settings to their defaults"));
    QTRY_VERIFY_WITH_TIMEOUT(now().limit == 5, kPatienceMs);
}

void LabPageTest::fitsASmallWindowWhateverIsOpen() {
    const auto fits = [this] {
        const QSize least = m_window->minimumSizeHint();
        return least.width() <= 1280 && least.height() <= 800;
    };
    QVERIFY2(fits(), qPrintable(QDebug::toString(m_window->minimumSizeHint())));
    for (QAction* each : m_page->viewActions()) {
        if (each->text() == QStringLiteral("Wire") || each->text() == QStringLiteral("Packets")) {
            each->trigger();
        }
    }
    QVERIFY2(fits(), qPrintable(QDebug::toString(m_window->minimumSizeHint())));
}

void LabPageTest::pauseStopsThePictureAndNotTheCollection() {
    press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(m_page->isPaused());
    QCOMPARE(m_window->size(), QSize(1280, 800)); // the banner found its room
    startLoad();
    QTRY_COMPARE_WITH_TIMEOUT(now().depth, 6U, kPatienceMs);
    QVERIFY(picture().contains(QStringLiteral("accept queue: 0 of 6")));
    press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(picture().contains(QStringLiteral("accept queue: 6 of 6")));
}

/// What has the focus, with the keyboard.
test::ExportedCsv LabPageTest::exported(QWidget* focused, const char* range) {
    focused->setFocus();
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = m_window->findChild<widgets::ExportDialog*>();
    dialog->findChild<QLineEdit*>(QStringLiteral("exportFolder"))
        ->setText(QString::fromStdString(m_dir->path().string()));
    for (auto* button : dialog->findChildren<QPushButton*>(QStringLiteral("segment"))) {
        if (button->text() == QLatin1String(range)) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QSignalSpy saved(dialog, &widgets::ExportDialog::saved);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("primary")), Qt::LeftButton);
    [&saved] { QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, kPatienceMs); }();
    [this] { QTRY_VERIFY(m_window->findChild<widgets::ExportDialog*>() == nullptr); }();
    return saved.isEmpty() ? test::ExportedCsv() : test::ExportedCsv::read(saved[0][0].toString());
}

void LabPageTest::everyPlotIsExported() {
    startLoad();
    QTRY_COMPARE_WITH_TIMEOUT(now().depth, 6U, kPatienceMs);
    QSignalSpy happened(m_engine.get(), &bridge::EngineBridge::liveHappened);
    press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(happened.size() > 0, kPatienceMs);
    for (auto* chip : m_page->findChildren<QPushButton*>(QStringLiteral("chip"))) {
        chip->setChecked(true);
    }
    QTRY_VERIFY_WITH_TIMEOUT(now().connectLatency.count() > 0 && now().census.time > Nanoseconds{0} &&
                                 now().time > std::chrono::milliseconds(500),
                             kPatienceMs);
    std::set<QString> headers;
    for (QWidget* plot : m_page->findChildren<QWidget*>()) {
        if (qobject_cast<plot::LinkedPlot*>(plot) != nullptr ||
            qobject_cast<plot::LatencyHistogramPlot*>(plot) != nullptr) {
            const auto csv = exported(plot, "Everything");
            QVERIFY2(!csv.rows.isEmpty(), qPrintable(plot->accessibleName()));
            QVERIFY(csv.preamble.contains(QStringLiteral("backlog: 5")));
            QVERIFY(!csv.linesOf("kernel").isEmpty() && !csv.linesOf("version").isEmpty());
            QCOMPARE(csv.linesOf("side"), qobject_cast<plot::StatesPlot*>(plot) == nullptr
                                              ? QStringList()
                                              : QStringList{QStringLiteral("side: client")});
            headers.insert(csv.header.join(QLatin1Char(',')));
            const auto source = m_page->exportSource();
            QVERIFY(source.svg().contains("<svg"));
            QVERIFY(source.pdf().startsWith("%PDF"));
            QCOMPARE(source.image(2).width(), source.image(1).width() * 2);
        }
    }
    QCOMPARE(headers.size(), std::size_t{7}); // queue, states, rates, latency, histogram, reactors, events
    QVERIFY(headers.contains(QStringLiteral("t_s,event")));
}

void LabPageTest::exportedSamplesAreThoseThatWereTaken() {
    m_page->findChild<QTableView*>(QStringLiteral("sysctls"))
        ->model()
        ->setData(part<QTableView>("sysctls")->model()->index(0, model::SysctlTableModel::Value),
                  QStringLiteral("3000"));
    QTRY_COMPARE_WITH_TIMEOUT(now().somaxconn, 3000, kPatienceMs);
    std::vector<Sample> samples;
    connect(m_engine.get(), &bridge::EngineBridge::liveShown, this,
            [&samples](control::RunId, const control::LiveUpdate& update) {
                samples.insert(samples.end(), update.samples.begin(), update.samples.end());
            });
    startLoad();
    QTRY_VERIFY_WITH_TIMEOUT(now().depth == 6 && samples.size() > 300, kPatienceMs);
    const auto csv = exported(m_page->findChildren<plot::TimePlot*>().front(), "Everything");
    QCOMPARE(csv.header.mid(0, 6).join(QLatin1Char(',')),
             QStringLiteral("t_s,resolution_s,waiting,waiting_min,waiting_max,limit"));
    QVERIFY(csv.preamble.contains(QStringLiteral("net.core.somaxconn: 3000")));
    QCOMPARE(csv.linesOf("part").size(), 1);
    QVERIFY(csv.linesOf("part").front().endsWith(QStringLiteral(": raw samples")));
    qsizetype row = 0;
    while (row < csv.rows.size() && csv.number(row, "t_s") < toSeconds(samples.front().time) - 5e-7) {
        ++row;
    }
    std::size_t same = 0;
    for (const Sample& sample : samples) {
        if (row < csv.rows.size()) {
            QCOMPARE(csv.rows[row].front(), QByteArray::number(toSeconds(sample.time), 'f', 6));
            QCOMPARE(csv.number(row, "waiting"), static_cast<double>(sample.depth));
            QCOMPARE(csv.number(row, "limit"), static_cast<double>(sample.limit));
            ++row;
            ++same;
        }
    }
    QVERIFY(same > 300);
    QCOMPARE(row, csv.rows.size());
}

void LabPageTest::tablesAreExported() {
    startLoad();
    // The queue is full before the last client has come.
    QTRY_COMPARE_WITH_TIMEOUT(kernel::counterValue(now().counters, "ActiveOpens"), 200, kPatienceMs);
    press(Qt::Key_Space, Qt::ControlModifier); // the table stands still
    const auto counters = exported(part<QTableView>("counters"), "");
    QCOMPARE(counters.header, (QStringList{QStringLiteral("counter"), QStringLiteral("moved_by")}));
    QVERIFY(std::any_of(counters.rows.begin(), counters.rows.end(),
                        [](const QByteArrayList& row) { return row[0] == "ActiveOpens" && row[1].toInt() == 200; }));
    const auto sysctls = exported(part<QTableView>("sysctls"), "");
    QCOMPARE(sysctls.header.front(), QStringLiteral("sysctl"));
    QCOMPARE(sysctls.rows.front().front(), QByteArray("net.core.somaxconn"));
    QCOMPARE(m_page->exportSource().name, QStringLiteral("lab-sysctls"));
    const auto source = m_page->exportSource();
    QCOMPARE(source.image(2).size(), part<QTableView>("sysctls")->size() * 2);
    QVERIFY(source.image(1).pixelColor(5, 40) != QColor(Qt::black)); // it was painted
    QVERIFY(source.svg().contains("<svg"));
    QVERIFY(source.pdf().startsWith("%PDF"));
}

void LabPageTest::recordingHasEverySeries() {
    startLoad();
    press(Qt::Key_M, Qt::ControlModifier);
    const auto recorded = [this] {
        QByteArray text;
        auto table = m_page->recording().table(widgets::ExportRange::Everything);
        for (const auto& [key, value] : table.preamble) {
            text += QByteArray::fromStdString(key + ": " + value + '\n');
        }
        text += table.header.join(QLatin1Char(',')).toUtf8() + '\n';
        while (table.next([&](const QStringList& row) { text += row.join(QLatin1Char(',')).toUtf8() + '\n'; }) < 1) {
        }
        return text;
    };
    for (const char* part :
         {"backlog: 5\n", "event: ", "s, mark 1\n", "series,t_s,resolution_s,min,max,count\n", "\nwaiting,", "\nlimit,",
          "\nclient_SYN_SENT,", "\nserver_ESTABLISHED,", "\nconnect_latency_s,", "\naccepted_by_reactor_0,"}) {
        QTRY_VERIFY_WITH_TIMEOUT(recorded().contains(part), kPatienceMs);
    }
    press(Qt::Key_S, Qt::ControlModifier);
    auto* dialog = m_window->findChild<widgets::ExportDialog*>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    delete dialog;
}

void LabPageTest::openersDeathIsSaidAndTheDataStay() {
    startLoad();
    QTRY_COMPARE_WITH_TIMEOUT(now().depth, 6U, kPatienceMs);
    for (const pid_t child : test::childrenOf(::getpid())) {
        ::kill(child, SIGKILL);
    }
    QTRY_COMPARE_WITH_TIMEOUT(notice().title(), QStringLiteral("The laboratory has ended"), kPatienceMs);
    QStringList happened;
    part<plot::EventLane>()->data().visit({0, 1e9},
                                          [&](const QStringList& row) { happened << row.join(QLatin1Char(' ')); });
    QVERIFY(happened.back().contains(model::eventText({{}, {}, lab::EventKind::OpenerGone})));
    QCOMPARE(now().depth, 6U);
    QVERIFY(m_page->canExport());
    QVERIFY(!m_page->isRunning());
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(now().time < std::chrono::seconds(20) && now().depth == 6 && m_page->isRunning() &&
                                 notice().isHidden(),
                             kPatienceMs);
}

void LabPageTest::refusedNamespaceIsSaid() {
    bridge::EngineBridge none(failure(ErrorCode::Refused, "no namespaces here", "switch them on"));
    pages::LabPage page(none, *m_settings);
    page.show();
    QVERIFY(!page.canStart());
    page.start();
    page.restart();
    QVERIFY(page.findChild<widgets::Notice*>()->text().contains(QStringLiteral("switch them on")));
}

void LabPageTest::sweepTakesTheEngineAndTheLabCanBeOpenedAgain() {
    sweep::SweepPlan plan;
    plan.knobs = {{"backlog", {"1"}}};
    plan.repeats = 1;
    plan.base.duration = std::chrono::milliseconds(50);
    plan.base.load.clients = 2;
    m_engine->start(control::StartSweep{plan});
    QVERIFY(!m_page->canStart());
    QTRY_COMPARE_WITH_TIMEOUT(notice().title(), QStringLiteral("The laboratory is closed"), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->canStart(), kPatienceMs);
    startLoad();
    QTRY_COMPARE_WITH_TIMEOUT(now().depth, 6U, kPatienceMs);
}

void LabPageTest::experimentIsRememberedAndReset() {
    enter("backlog", 77);
    enter("clients", 31);
    auto* table = part<QTableView>("sysctls");
    QVERIFY(table->model()->setData(table->model()->index(0, model::SysctlTableModel::Value), QStringLiteral("9")));
    QTRY_COMPARE_WITH_TIMEOUT(now().limit, 9U, kPatienceMs);
    table->horizontalHeader()->moveSection(model::SysctlTableModel::Meaning, 1);
    m_window->close();
    m_window.reset();

    // The value of another version's settings that this kernel's catalogue does not take is left out.
    QVariantMap remembered = m_settings->page(QStringLiteral("lab"));
    QVariantMap experiment = remembered.value(QStringLiteral("experiment")).toMap();
    QVariantMap sysctls = experiment.value(QStringLiteral("sysctls")).toMap();
    QCOMPARE(sysctls.value(QStringLiteral("net.core.somaxconn")).toString(), QStringLiteral("9"));
    sysctls.insert(QStringLiteral("net.ipv4.tcp_syncookies"), QStringLiteral("many"));
    experiment.insert(QStringLiteral("sysctls"), sysctls);
    remembered.insert(QStringLiteral("experiment"), experiment);
    m_settings->setPage(QStringLiteral("lab"), remembered);

    openWindow();
    QCOMPARE(part<QSpinBox>("backlog")->value(), 77);
    QCOMPARE(part<QSpinBox>("clients")->value(), 31);
    QTRY_COMPARE_WITH_TIMEOUT(now().limit, 9U, kPatienceMs);
    QCOMPARE(part<QTableView>("sysctls")->horizontalHeader()->visualIndex(model::SysctlTableModel::Meaning), 1);
    trigger(QStringLiteral("Reset e&xperiment"));
    QCOMPARE(part<QSpinBox>("backlog")->value(), 5);
    QVERIFY(part<QPushButton>("stopAccepting")->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(now().somaxconn, 4096, kPatienceMs);
    QCOMPARE(now().limit, 5U);
}

void LabPageTest::filtersTakeTheKeyInTurn() {
    press(Qt::Key_F, Qt::ControlModifier);
    auto* first = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(first != nullptr);
    QTest::keyClicks(first, QStringLiteral("somaxconn"));
    auto* table = part<QTableView>("sysctls");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    // What is edited is the row that the filter left.
    QVERIFY(table->model()->setData(table->model()->index(0, model::SysctlTableModel::Value), QStringLiteral("4")));
    QTRY_COMPARE_WITH_TIMEOUT(now().limit, 4U, kPatienceMs);
    press(Qt::Key_F, Qt::ControlModifier);
    auto* second = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(second != nullptr && second != first);
    QTest::keyClick(second, Qt::Key_Escape);
    QVERIFY(part<QTableView>("counters")->hasFocus());
    press(Qt::Key_Slash, {});
    QCOMPARE(QApplication::focusWidget(), first);
    QTest::keyClick(first, Qt::Key_Escape);
    QVERIFY(table->model()->rowCount() > 10);
    QVERIFY(table->hasFocus());
}

} // namespace ls

QTEST_MAIN(ls::LabPageTest)
#include "lab_page_test.moc"
