// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/engine_bridge.h"
#include "app/model/ladder_words.h"
#include "app/pages/export_choice.h"
#include "app/pages/lab_page.h"
#include "app/pages/packets_panel.h"
#include "app/plot/ladder_picture.h"
#include "app/plot/ladder_view.h"
#include "app/settings/app_settings.h"
#include "app/widgets/filter_field.h"
#include "app/widgets/record_table.h"
#include "engine/netns/net_namespace.h"
#include "engine/netns/opener_location.h"
#include "tests/support/capture_reader.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QWheelEvent>

#include <cstdlib>

namespace ls {

namespace {

constexpr int kPatienceMs = 30'000;

} // namespace

/// The packets of the laboratory's wire: the ladder's own behaviour with recorded captures, the dock on the real
/// engine.
class PacketsTest final : public QObject {
    Q_OBJECT

private slots:
    void placesAndTimesAreEachOthersInverse();
    void theLadderIsChosenByKeyboardAndMouse();
    void theLadderZoomsMovesAndFollows();
    void theChoiceStaysWithItsPacket();
    void theChosenPacketIsReadOut();
    void theWholeLadderIsExported();
    void whatWasTakenForExportStaysWhenTheLadderGoes();
    void filterLeavesTheWorstAndAClickEndsIt();
    void whatTheServerHasNotConfirmedIsNotCalledFine();

    void theWireIsSwitchedOnFromTheDock();
    void aGhostIsShown();
    void anAbortedConnectionIsShown();
    void theWireChangesWhileItIsOpen();
    void packetsOfAClosedLaboratoryAreSaved();
    void holdAndPauseEndWithTheLaboratory();
    void everythingIsRemembered();

private:
    void openPage(const QVariantMap& experiment);
    void showDock(const QString& title);
    template <typename T>
    T* part(const char* name = "") {
        const QString wanted = QString::fromLatin1(name);
        T* found = wanted.isEmpty() ? m_page->findChild<T*>() : m_page->findChild<T*>(wanted);
        Q_ASSERT(found != nullptr);
        return found;
    }
    [[nodiscard]] plot::LadderView& ladder() { return *part<plot::LadderView>(); }
    [[nodiscard]] wire::Trouble trouble() {
        const auto& shown = ladder().ladder();
        return shown ? shown->summary.trouble : wire::Trouble::None;
    }
    [[nodiscard]] const lab::LiveSnapshot& now() { return *m_page->snapshot(); }
    /// The first client's ACK comes when the queue of two is full, and nobody accepts.
    static QVariantMap overflow(const char* abort);

    std::unique_ptr<test::TempDir> m_dir;
    std::unique_ptr<settings::AppSettings> m_settings;
    std::unique_ptr<bridge::EngineBridge> m_engine;
    std::unique_ptr<pages::LabPage> m_page;

private slots:
    void init();
    void cleanup();
};

void PacketsTest::init() {
    m_dir = std::make_unique<test::TempDir>();
}

void PacketsTest::cleanup() {
    m_page.reset();
    m_engine.reset();
    m_settings.reset();
    m_dir.reset();
}

void PacketsTest::openPage(const QVariantMap& experiment) {
    const auto net = netns::NetNamespace::create(netns::findOpener().value());
    if (!net && std::getenv("LISTENSCOPE_REQUIRE_NAMESPACE") == nullptr) {
        QSKIP(net.error().text.c_str());
    }
    QVERIFY(net.has_value());
    if (!m_settings) {
        m_settings =
            std::make_unique<settings::AppSettings>(QString::fromStdString((m_dir->path() / "settings.ini").string()));
        m_settings->setPage(QStringLiteral("lab"), {{QStringLiteral("experiment"), experiment}});
        m_engine = std::make_unique<bridge::EngineBridge>(control::Engine::create(netns::findOpener().value()));
    }
    m_page = std::make_unique<pages::LabPage>(*m_engine, *m_settings);
    m_page->resize(1280, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->snapshot() != nullptr, kPatienceMs);
}

void PacketsTest::showDock(const QString& title) {
    for (QAction* action : m_page->viewActions()) {
        if (action->text() == title) {
            action->setChecked(false);
            action->trigger();
            return;
        }
    }
    QFAIL("no such dock");
}

QVariantMap PacketsTest::overflow(const char* abort) {
    return {{QStringLiteral("backlog"), 1},
            {QStringLiteral("clients"), 4},
            {QStringLiteral("payload"), 13},
            {QStringLiteral("wired"), 1},
            {QStringLiteral("round_trip_ms"), 100},
            {QStringLiteral("late_ack_ms"), 2000},
            {QStringLiteral("late_ack_first"), 1},
            {QStringLiteral("sysctls"),
             QVariantMap{{QStringLiteral("net.ipv4.tcp_syncookies"), QStringLiteral("0")},
                         {QStringLiteral("net.ipv4.tcp_abort_on_overflow"), QString::fromLatin1(abort)}}}};
}

// The ladder, with what two kernels really said to each other. -------------------------------------------------------

namespace {

std::shared_ptr<const wire::PacketLog> recordedLog(const std::string& name) {
    const auto packets = test::readCapture(name);
    return std::make_shared<const wire::PacketLog>(packets, test::endOf(packets));
}

wire::Ladder recorded(const std::string& name) {
    const auto log = recordedLog(name);
    return log->ladder(log->connections().front().id).value();
}

} // namespace

void PacketsTest::placesAndTimesAreEachOthersInverse() {
    const wire::Ladder ghost = recorded("ghost");
    for (const auto spacing : {plot::LadderSpacing::Even, plot::LadderSpacing::True}) {
        const plot::LadderScale scale(ghost, spacing);
        double last = -1;
        for (const wire::Rung& rung : ghost.rungs) {
            const double place = scale.placeOf(rung.packet.arrived);
            QVERIFY(place >= last);
            last = place;
            QVERIFY(scale.placeOf(*rung.packet.left) > place);
            QVERIFY(std::abs(toSeconds(scale.timeAt(place) - rung.packet.arrived)) < 1e-6);
        }
        QCOMPARE(scale.placeOf(ghost.rungs.front().packet.arrived), 0.0);
        QCOMPARE(scale.timeAt(scale.end() + 1), scale.timeAt(scale.end()));
    }
    QCOMPARE(plot::LadderScale(ghost, plot::LadderSpacing::True).end(),
             toSeconds(ghost.summary.last - ghost.summary.first));
}

void PacketsTest::theLadderIsChosenByKeyboardAndMouse() {
    plot::LadderView view;
    view.resize(620, 300);
    view.setLadder(recorded("ghost"), {.acceptQueueFull = 1});
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QVERIFY(view.accessibleDescription().contains(QStringLiteral("Ghost")));
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.selected(), 0);
    QVERIFY(view.accessibleDescription().contains(QStringLiteral("SYN")));
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(view.accessibleDescription().contains(QStringLiteral("accept queue was full")));
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.selected(), static_cast<int>(view.ladder()->rungs.size()) - 1);
    QVERIFY(view.window().from > 0); // it was below
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.window().from, 0.0);
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(view.selected(), -1);

    const plot::LadderScale scale(*view.ladder(), view.spacing());
    const plot::LadderFrame frame(*view.ladder(), scale, view.window(), QSizeF(view.size()),
                                  QFontMetricsF(view.font()));
    const QPolygonF way = frame.way(view.ladder()->rungs[1]);
    QTest::mouseClick(&view, Qt::LeftButton, {}, QLineF(way[0], way[1]).center().toPoint());
    QCOMPARE(view.selected(), 1);
    QTest::mouseClick(&view, Qt::LeftButton, {}, {20, view.height() - 3});
    QCOMPARE(view.selected(), -1);
}

void PacketsTest::theLadderZoomsMovesAndFollows() {
    plot::LadderView view;
    view.resize(620, 300);
    const wire::Ladder whole = recorded("ghost");
    wire::Ladder begun = whole;
    begun.rungs.resize(3);
    view.setLadder(begun, {});
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCOMPARE(view.window().from, 0.0);
    view.setLadder(whole, {}); // its end was in sight
    const plot::LadderScale scale(whole, view.spacing());
    QVERIFY(std::abs(view.window().from + view.window().span - scale.end()) < 1e-9);

    QTest::keyClick(&view, Qt::Key_PageUp);
    const plot::LadderWindow before = view.window();
    view.setLadder(whole, {});
    QCOMPARE(view.window(), before); // somebody looks at something else
    QTest::keyClick(&view, Qt::Key_Plus);
    QVERIFY(view.window().span < before.span);
    QTest::keyClick(&view, Qt::Key_0);
    QCOMPARE(view.window().from, 0.0);
    const double span = view.window().span;
    QWheelEvent wheel(QPointF(300, 150), view.mapToGlobal(QPointF(300, 150)), {}, {0, 120}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &wheel);
    QVERIFY(view.window().span < span);
    QTest::mousePress(&view, Qt::LeftButton, {}, {300, 200});
    QTest::mouseMove(&view, {300, 120});
    QTest::mouseRelease(&view, Qt::LeftButton, {}, {300, 120});
    QVERIFY(view.window().from > 0);
    view.setSpacing(plot::LadderSpacing::True);
    QCOMPARE(view.window().span, plot::LadderScale(whole, plot::LadderSpacing::True).end());
}

void PacketsTest::theChoiceStaysWithItsPacket() {
    plot::LadderView view;
    view.resize(620, 400);
    const wire::Ladder whole = recorded("ghost");
    view.setLadder(whole, {});
    view.select(5);
    wire::Ladder rest = whole;
    rest.rungs.erase(rest.rungs.begin(), rest.rungs.begin() + 2); // the tap dropped the oldest
    view.setLadder(rest, {});
    QCOMPARE(view.selected(), 3);
    rest.rungs.erase(rest.rungs.begin(), rest.rungs.begin() + 4);
    view.setLadder(rest, {});
    QCOMPARE(view.selected(), -1);
}

/// What the mouse tells of a packet, the choice made with the keyboard tells too.
void PacketsTest::theChosenPacketIsReadOut() {
    plot::LadderView view;
    view.resize(620, 400);
    view.setLadder(recorded("ghost"), {});
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.selected(), 0);
    const QImage focused = view.grab().toImage();
    QWidget other(&view);
    other.setFocusPolicy(Qt::StrongFocus);
    other.show();
    other.setFocus();
    const QImage unfocused = view.grab().toImage();
    const QRect below(100, 80, 300, 60); // of the packet, off the frame that tells the focus
    QVERIFY(focused.copy(below) != unfocused.copy(below));
}

void PacketsTest::theWholeLadderIsExported() {
    plot::LadderView view;
    view.resize(620, 200);
    view.setLadder(recorded("ghost"), {.acceptQueueFull = 1});
    const plot::LadderPicture picture(view);
    const QImage image = picture.image(1);
    QCOMPARE(image.width(), 760); // wider than the view: words have room
    QVERIFY(image.height() > 400);
    QCOMPARE(picture.image(2).size(), image.size() * 2);
    const QString svg = QString::fromUtf8(picture.svg());
    QVERIFY(svg.contains(QStringLiteral("SYN_RECV")));
    QVERIFY(svg.contains(QStringLiteral("accept queue full")));
    QVERIFY(picture.pdf().startsWith("%PDF"));
}

void PacketsTest::whatWasTakenForExportStaysWhenTheLadderGoes() {
    pages::PacketsPanel panel;
    pages::ExportChoice exports;
    panel.offerExports(exports);
    panel.setWired(true);
    panel.resize(1000, 400);
    static_cast<QWidget&>(panel).show();
    panel.show(recordedLog("ghost"));
    QVERIFY(panel.ladder().ladder().has_value());
    const QImage before = plot::LadderPicture(panel.ladder()).image(1);

    // Menu and dialog are open; then the laboratory ends.
    QMenu menu;
    emit panel.ladder().menuOpening(&menu);
    const widgets::ExportSource source = exports.source();
    panel.clear();
    QVERIFY(!panel.ladder().ladder().has_value());

    QCOMPARE(source.image(1), before);
    QVERIFY(QString::fromUtf8(source.svg()).contains(QStringLiteral("SYN_RECV")));
    QVERIFY(source.pdf().startsWith("%PDF"));
    QList<QStringList> rows;
    widgets::ExportTable table = source.table(widgets::ExportRange::Everything);
    table.next([&](const QStringList& row) { rows << row; });
    QVERIFY(rows.size() >= 3);
    menu.actions()[0]->trigger();
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("Flags [S]")));
    menu.actions()[1]->trigger();
    QCOMPARE(QApplication::clipboard()->image().size(), before.size());
    QVERIFY(exports.source().svg == nullptr);
}

void PacketsTest::filterLeavesTheWorstAndAClickEndsIt() {
    pages::PacketsPanel panel;
    panel.setWired(true);
    panel.resize(1000, 400);
    static_cast<QWidget&>(panel).show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.show(recordedLog("ghost"));
    QAbstractItemModel& rows = *panel.table().model();
    const int all = rows.rowCount();
    QVERIFY(all > 1);
    const QModelIndex worst = panel.table().currentIndex();
    QCOMPARE(rows.index(worst.row(), 0).data(Qt::ToolTipRole), rows.index(worst.row(), 0).data());
    const auto chips = panel.findChildren<QPushButton*>(QStringLiteral("chip"));
    QPushButton* follow = chips.first();
    QCOMPARE(follow->text(), QStringLiteral("Worst"));

    const QString other = rows.index(worst.row() == 0 ? 1 : 0, 0).data().toString();
    panel.filter().setText(other);
    QCOMPARE(rows.rowCount(), 1);
    QVERIFY(follow->isChecked());
    QCOMPARE(panel.table().currentIndex().row(), 0);
    QVERIFY(panel.findChild<QLabel*>(QStringLiteral("dim"))
                ->text()
                .startsWith(QStringLiteral("1 of %1 connections").arg(all)));
    panel.filter().clear();
    QVERIFY(follow->isChecked());
    QCOMPARE(rows.rowCount(), all);

    const QRect row = panel.table().visualRect(panel.table().currentIndex());
    QTest::mouseClick(panel.table().viewport(), Qt::LeftButton, {}, row.center()); // it is followed already
    QVERIFY(!follow->isChecked());
}

void PacketsTest::whatTheServerHasNotConfirmedIsNotCalledFine() {
    wire::ConnectionSummary connection{.server = {kernel::TcpState::Established, true}};
    QCOMPARE(model::troubleName(connection), QStringLiteral("unconfirmed"));
    QVERIFY(model::troubleSentence(connection).contains(QStringLiteral("no word from the server since")));
    connection.server.isClaim = false;
    QCOMPARE(model::troubleName(connection), QStringLiteral("fine"));
}

// The dock, on the real engine. --------------------------------------------------------------------------------------

void PacketsTest::theWireIsSwitchedOnFromTheDock() {
    openPage({});
    QVERIFY(!now().setup.isWired());
    QVERIFY(!ladder().isVisible());
    showDock(QStringLiteral("Packets"));
    auto* button = part<QPushButton>("switchWireOn");
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(part<QCheckBox>("wired")->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(now().setup.isWired(), kPatienceMs);
    QTRY_VERIFY(ladder().isVisible());
    QCOMPARE(now().setup.wire.delayUp, Nanoseconds(std::chrono::milliseconds(50)));
    m_page->start();
    QTRY_VERIFY_WITH_TIMEOUT(ladder().ladder().has_value(), kPatienceMs);
}

void PacketsTest::aGhostIsShown() {
    openPage(overflow("0"));
    showDock(QStringLiteral("Packets"));
    m_page->start();
    QTRY_COMPARE_WITH_TIMEOUT(trouble(), wire::Trouble::Ghost, kPatienceMs);
    const wire::Ladder& ghost = *ladder().ladder();
    QCOMPARE(ghost.summary.client.state, kernel::TcpState::Established);
    const auto isHeldInVain = [](const wire::Rung& rung) {
        return rung.packet.heldByRule && rung.effect == wire::Effect::AckIgnored;
    };
    QVERIFY(std::any_of(ghost.rungs.begin(), ghost.rungs.end(), isHeldInVain));
    const auto& table = *part<widgets::RecordTable>("wireConnections");
    QCOMPARE(table.model()->rowCount(), 4);
    QCOMPARE(table.model()->index(0, 1).data().toString(), QStringLiteral("ghost"));

    ladder().setFocus();
    const widgets::ExportSource source = m_page->exportSource();
    QCOMPARE(source.name, QStringLiteral("lab-ladder"));
    QList<QStringList> rows;
    widgets::ExportTable exported = source.table(widgets::ExportRange::Everything);
    while (exported.next([&](const QStringList& row) { rows << row; }) < 1) {
    }
    QVERIFY(rows.size() >= static_cast<qsizetype>(ghost.rungs.size()));
    QVERIFY(std::any_of(rows.begin(), rows.end(),
                        [](const QStringList& row) { return row.contains(QStringLiteral("ACK ignored")); }));
    QVERIFY(!source.svg().isEmpty());

    for (auto* each : m_page->findChildren<QAbstractButton*>()) {
        if (each->text() == QStringLiteral("Copy as text")) {
            QTest::mouseClick(each, Qt::LeftButton);
        }
    }
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("ACK ignored")));

    emit part<pages::PacketsPanel>()->saveWanted();
    const std::string file = m_dir->path() / "saved.pcap";
    emit part<QFileDialog>()->fileSelected(QString::fromStdString(file));
    QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(file), kPatienceMs);
    const test::Outcome tcpdump = test::Process({"/usr/bin/env", "tcpdump", "-nn", "-r", file}).wait();
    QCOMPARE(tcpdump.status, 0);
    QVERIFY(tcpdump.out.find("Flags [S.]") != std::string::npos);
}

void PacketsTest::anAbortedConnectionIsShown() {
    openPage(overflow("1"));
    showDock(QStringLiteral("Packets"));
    m_page->start();
    QTRY_COMPARE_WITH_TIMEOUT(trouble(), wire::Trouble::Reset, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(ladder().ladder()->summary.client.state, kernel::TcpState::Close, kPatienceMs);
    QVERIFY(ladder().ladder()->summary.resetBy == wire::End::Server);
    QVERIFY(ladder().accessibleDescription().contains(QStringLiteral("Aborted")));
}

void PacketsTest::theWireChangesWhileItIsOpen() {
    openPage({{QStringLiteral("wired"), 1}});
    const std::string address = now().address;
    part<QDoubleSpinBox>("roundTrip")->setValue(30);
    QTRY_COMPARE_WITH_TIMEOUT(now().setup.wire.delayUp, Nanoseconds(std::chrono::milliseconds(15)), kPatienceMs);
    part<QSpinBox>("halfOpen")->setValue(20);
    QTRY_COMPARE_WITH_TIMEOUT(now().wire->halfOpen.sent, std::uint64_t{20}, kPatienceMs);
    QCOMPARE(now().address, address); // the same laboratory
    part<QCheckBox>("wired")->setChecked(false);
    QTRY_VERIFY_WITH_TIMEOUT(!now().setup.isWired(), kPatienceMs);
    QVERIFY(!now().wire);
}

void PacketsTest::packetsOfAClosedLaboratoryAreSaved() {
    openPage(overflow("0"));
    showDock(QStringLiteral("Packets"));
    control::RunId id = 0;
    connect(m_engine.get(), &bridge::EngineBridge::liveShown, m_page.get(), [&id](control::RunId of) { id = of; });
    m_page->start();
    QTRY_VERIFY_WITH_TIMEOUT(ladder().ladder().has_value() && id != 0, kPatienceMs);
    m_engine->stop(id);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->canMark(), kPatienceMs); // it is closed
    QTest::mouseClick(part<QPushButton>("savePcap"), Qt::LeftButton);
    const std::string file = m_dir->path() / "saved.pcap";
    QSignalSpy status(m_page.get(), &pages::Page::confirmed);
    emit part<QFileDialog>()->fileSelected(QString::fromStdString(file));
    QTRY_VERIFY_WITH_TIMEOUT(!status.isEmpty(), kPatienceMs);
    QVERIFY(status.last().first().toString().contains(QStringLiteral("is written")));
    const test::Outcome tcpdump = test::Process({"/usr/bin/env", "tcpdump", "-nn", "-r", file}).wait();
    QCOMPARE(tcpdump.status, 0);
    QVERIFY(tcpdump.out.find("Flags [S]") != std::string::npos);
}

void PacketsTest::holdAndPauseEndWithTheLaboratory() {
    openPage(overflow("0"));
    showDock(QStringLiteral("Packets"));
    m_page->start();
    QTRY_VERIFY_WITH_TIMEOUT(ladder().ladder().has_value(), kPatienceMs);
    const auto chips = m_page->findChild<pages::PacketsPanel*>()->findChildren<QPushButton*>(QStringLiteral("chip"));
    QPushButton* hold = chips.last();
    QCOMPARE(hold->text(), QStringLiteral("Hold"));
    QTest::mouseClick(hold, Qt::LeftButton);
    QVERIFY(hold->isChecked());
    m_page->togglePause();
    m_page->restart();
    QVERIFY(!hold->isChecked());
    QVERIFY(!m_page->isPaused());
    QVERIFY(!ladder().ladder().has_value());
    QTRY_VERIFY_WITH_TIMEOUT(ladder().ladder().has_value(), kPatienceMs);
}

void PacketsTest::everythingIsRemembered() {
    openPage({});
    part<QDoubleSpinBox>("lateAck")->setValue(700);
    part<QSpinBox>("lateAckFirst")->setValue(3);
    part<QDoubleSpinBox>("lossRate")->setValue(2.5);
    part<QCheckBox>("wired")->setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(now().setup.isWired(), kPatienceMs);
    showDock(QStringLiteral("Packets"));
    ladder().setSpacing(plot::LadderSpacing::Even);
    m_page->remember();
    m_page.reset();
    openPage({});
    QVERIFY(part<QCheckBox>("wired")->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(now().setup.wire.lateAck.first, 3U, kPatienceMs);
    QCOMPARE(now().setup.wire.loss, 0.025);
    QTRY_VERIFY(ladder().isVisible());
    m_page->resetExperiment();
    m_page->resetLayout();
    QTRY_VERIFY_WITH_TIMEOUT(!now().setup.isWired(), kPatienceMs);
    QTRY_VERIFY(!ladder().isVisible());
}

} // namespace ls

QTEST_MAIN(ls::PacketsTest)
#include "packets_test.moc"
