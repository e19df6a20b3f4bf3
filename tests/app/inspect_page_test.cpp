// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lab_opening.h"
#include "app/model/listener_table_model.h"
#include "app/pages/advisor_panel.h"
#include "app/pages/filter_bar.h"
#include "app/pages/inspect_page.h"
#include "app/pages/inspect_tables.h"
#include "app/pages/listeners_panel.h"
#include "app/pages/namespace_picker.h"
#include "app/pages/sockets_panel.h"
#include "app/plot/time_plot.h"
#include "app/settings/language.h"
#include "app/widgets/notice.h"
#include "app/widgets/record_table.h"
#include "tests/support/listening.h"
#include "tests/support/page_fixture.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace ls {

using model::Alarm;
using model::Freshness;
using model::ListenerTableModel;
using pages::InspectTables;
using test::Place;

namespace {

constexpr int kPatienceMs = 30'000;

} // namespace

/// The window with its Inspect page on the real engine and on real listeners of this test, driven by keyboard and
/// mouse.
class InspectPageTest final : public QObject, private test::PageFixture<pages::InspectPage> {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void fullQueueTurnsItsRowRed();
    void closedListenerLingersAndGoes();
    void scopeAndAdvisorFollowTheSelection();
    void filterIsGreenRedAndPlaced();
    void contextMenuMakesFiltersAndTheTrueCommand();
    void allSocketsShowBothEnds();
    void endedConnectionsAreLogged();
    void countersMoveWithTheDrops();
    void pauseStopsThePictureAndNotTheCollection();
    void tablesChosenInAPauseShowItsMoment();
    void connectionsThatEndInAPauseAreLoggedAfterIt();
    void startGoesHomeWhenTheChosenNamespaceIsGone();
    void namespacesAreRenewedWhenTheListIsOpened();
    void listenersFitTheFirstWindow();
    void theScopeKeepsItsShareOfTheHeight();
    void otherPagesCostNoWatch();
    void choicesAreRemembered();
    void rowsAndExportsAreCopied();
    void speaksChinese();
    void missingEngineIsSaid();

private:
    void open();
    void chooseTable(InspectTables::Table table);
    /// The row of a socket in the model; -1 until it is there.
    int rowOf(const UniqueFd& socket);
    QVariant cell(const UniqueFd& socket, int column, int role = Qt::DisplayRole);
    Freshness freshness(const UniqueFd& socket) {
        return static_cast<Freshness>(cell(socket, 0, model::FreshnessRole).toInt());
    }
    void select(const UniqueFd& socket);
    bool isLogged(const UniqueFd& listener);
    QDockWidget& scope() { return *part<QDockWidget>("scope"); }
    double shareOfScope() { return double(scope().height()) / scope().parentWidget()->height(); }
    QString portFilter(const UniqueFd& socket) {
        return QStringLiteral("sport = :%1").arg(Place::of(socket.get()).port());
    }
    widgets::RecordTable& table() { return part<pages::ListenersPanel>()->table(); }
    const ListenerTableModel& rows() { return part<pages::ListenersPanel>()->model(); }
    const inspect::Snapshot& now() { return *m_page->snapshot(); }
    QMenu* menuAt(widgets::RecordTable& table, const QModelIndex& cell);
};

void InspectPageTest::initTestCase() {
    setUpTestCase();
}

void InspectPageTest::init() {
    setUp();
    open();
}

void InspectPageTest::open() {
    showWindow();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->snapshot() != nullptr, kPatienceMs);
}

void InspectPageTest::cleanup() {
    tearDown();
}

void InspectPageTest::chooseTable(InspectTables::Table wanted) {
    const auto segments = m_page->findChildren<QPushButton*>(QStringLiteral("segment"));
    QTest::mouseClick(segments[wanted], Qt::LeftButton);
    QCOMPARE(part<InspectTables>()->table(), wanted);
}

int InspectPageTest::rowOf(const UniqueFd& socket) {
    const std::uint64_t inode = test::inodeOf(socket);
    for (int row = 0; row < rows().rowCount(); ++row) {
        if (rows().listener(row).id.inode == inode) {
            return row;
        }
    }
    return -1;
}

QVariant InspectPageTest::cell(const UniqueFd& socket, int column, int role) {
    const int row = rowOf(socket);
    return row < 0 ? QVariant() : rows().index(row, column).data(role);
}

void InspectPageTest::select(const UniqueFd& socket) {
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(socket) >= 0, kPatienceMs);
    part<pages::ListenersPanel>()->select(rows().listener(rowOf(socket)).id);
}

QMenu* InspectPageTest::menuAt(widgets::RecordTable& where, const QModelIndex& cell) {
    where.scrollTo(cell);
    const QPoint at = where.visualRect(cell).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, where.viewport()->mapToGlobal(at));
    QApplication::sendEvent(where.viewport(), &event);
    return where.findChildren<QMenu*>(Qt::FindDirectChildrenOnly).last();
}

void InspectPageTest::fullQueueTurnsItsRowRed() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 4);
    QTRY_COMPARE_WITH_TIMEOUT(freshness(listener), Freshness::New, kPatienceMs);
    QCOMPARE(cell(listener, ListenerTableModel::Limit).toString(), QStringLiteral("4"));
    const auto clients = test::connectMany(Place::of(listener.get()), 9);
    QTRY_COMPARE_WITH_TIMEOUT(cell(listener, ListenerTableModel::Waiting).toString(), QStringLiteral("5"), kPatienceMs);
    QCOMPARE(static_cast<Alarm>(cell(listener, 0, model::AlarmRole).toInt()), Alarm::Loss);
    QVERIFY(cell(listener, 0, ListenerTableModel::FillRole).toDouble() > 1);
    QTRY_VERIFY_WITH_TIMEOUT(cell(listener, ListenerTableModel::Drops, model::SortRole).toInt() >= 4, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        cell(listener, ListenerTableModel::Owner).toString().startsWith(QStringLiteral("inspect_page")), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        cell(listener, ListenerTableModel::LastMinute, ListenerTableModel::PeaksRole).value<QList<int>>().contains(5),
        kPatienceMs);
}

void InspectPageTest::closedListenerLingersAndGoes() {
    UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 4);
    const std::uint64_t inode = test::inodeOf(listener);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(listener) >= 0, kPatienceMs);
    const QPersistentModelIndex row(rows().index(rowOf(listener), 0));
    listener.reset();
    QTRY_COMPARE_WITH_TIMEOUT(static_cast<Freshness>(row.data(model::FreshnessRole).toInt()), Freshness::Closed,
                              kPatienceMs);
    QCOMPARE(rows().listener(row.row()).id.inode, inode);
    QTRY_VERIFY_WITH_TIMEOUT(!row.isValid(), kPatienceMs);
}

void InspectPageTest::scopeAndAdvisorFollowTheSelection() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 3);
    const auto clients = test::connectMany(Place::of(listener.get()), 8);
    select(listener);
    QTRY_VERIFY_WITH_TIMEOUT(now().selection && now().selection->samples > 50 &&
                                 now().selection->listener.inode == test::inodeOf(listener),
                             kPatienceMs);
    QVERIFY(m_page->findChild<widgets::RecordTable*>(QStringLiteral("connections")) == nullptr); // not wanted yet
    part<QDockWidget>("connections")->raise();
    QTRY_VERIFY(m_page->findChild<widgets::RecordTable*>(QStringLiteral("connections")) != nullptr);
    auto* connections = part<widgets::RecordTable>("connections");
    QTRY_COMPARE_WITH_TIMEOUT(connections->model()->rowCount(), 4, kPatienceMs);
    const auto& advice = part<pages::AdvisorPanel>()->advice();
    QTRY_VERIFY_WITH_TIMEOUT(!advice.isEmpty() && advice.front().evidence.contains(QStringLiteral("limit 3")),
                             kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        std::any_of(advice.begin(), advice.end(),
                    [](const model::Advice& each) { return each.text.contains(QStringLiteral("nobody accepts")); }),
        kPatienceMs);
    QSignalSpy lab(m_page, &pages::Page::labWanted);
    QTest::mouseClick(part<QPushButton>("openLab"), Qt::LeftButton);
    QCOMPARE(lab.size(), 1);
    QCOMPARE(lab.front().front().value<model::LabOpening>().experiment.backlog, 3);
}

void InspectPageTest::filterIsGreenRedAndPlaced() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 7);
    const UniqueFd other = test::listenAt(Place::v4("127.0.0.1"), 7);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(listener) >= 0 && rowOf(other) >= 0, kPatienceMs);
    select(other);
    const auto selected = part<pages::ListenersPanel>()->selected();
    press(Qt::Key_F, Qt::ControlModifier);
    auto* field = part<QLineEdit>("inspectFilter");
    QVERIFY(field->hasFocus());
    QVERIFY(!field->isClearButtonEnabled());
    QTest::keyClicks(field, portFilter(listener));
    QVERIFY(field->isClearButtonEnabled());
    QCOMPARE(table().model()->rowCount(), 1);
    QVERIFY(field->property("right").toBool());
    QTest::keyClicks(field, QStringLiteral(" and fil > 3"));
    QVERIFY(field->property("wrong").toBool());
    auto* bar = part<pages::FilterBar>();
    QVERIFY2(bar->problem().contains(QStringLiteral("“fil”")), qPrintable(bar->problem()));
    QCOMPARE(field->toolTip(), bar->problem());
    QCOMPARE(field->text(), portFilter(listener) + QStringLiteral(" and fil > 3")); // the mark changes no text
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(field->text().isEmpty() && bar->problem().isEmpty());
    QVERIFY(!field->property("right").toBool() && !field->property("wrong").toBool());
    QVERIFY(table().model()->rowCount() >= 2);
    // What the filter hid is selected still.
    QCOMPARE(part<pages::ListenersPanel>()->selected(), selected);
    QTRY_VERIFY_WITH_TIMEOUT(table().recordOf(table().currentIndex()) == rowOf(other), kPatienceMs);
    // A row that only later passes appears by itself.
    field->setText(portFilter(listener) + QStringLiteral(" and depth = 2"));
    QCOMPARE(table().model()->rowCount(), 0);
    const auto clients = test::connectMany(Place::of(listener.get()), 2);
    QTRY_COMPARE_WITH_TIMEOUT(table().model()->rowCount(), 1, kPatienceMs);
    QTest::keyClick(field, Qt::Key_Down);
    QVERIFY(table().hasFocus());
}

void InspectPageTest::contextMenuMakesFiltersAndTheTrueCommand() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 9);
    select(listener);
    auto* bar = part<pages::FilterBar>();
    const auto port = [&] { return table().currentIndex().siblingAtColumn(ListenerTableModel::Port); };
    QMenu* menu = menuAt(table(), port());
    menu->actions().at(0)->trigger();
    QCOMPARE(table().model()->rowCount(), 1);
    QCOMPARE(rows().listener(table().recordOf(table().model()->index(0, 0))).id.inode, test::inodeOf(listener));
    menu->findChild<QAction*>(QStringLiteral("copyCommand"))->trigger();
    QProcess shell;
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QGuiApplication::clipboard()->text()});
    QVERIFY(shell.waitForFinished(kPatienceMs));
    const QByteArray told = shell.readAllStandardOutput();
    QVERIFY2(told.contains("127.0.0.1:" + QByteArray::number(Place::of(listener.get()).port())), told.constData());
    QVERIFY(told.contains(" 9 ")); // its limit
    delete menu;
    bar->setText({});
    select(listener);
    menu = menuAt(table(), port());
    menu->actions().at(1)->trigger();
    for (int row = 0; row < table().model()->rowCount(); ++row) {
        QVERIFY(rows().listener(table().recordOf(table().model()->index(row, 0))).id.inode != test::inodeOf(listener));
    }
    delete menu;
}

void InspectPageTest::allSocketsShowBothEnds() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 9);
    const auto clients = test::connectMany(Place::of(listener.get()), 2);
    chooseTable(InspectTables::Sockets);
    part<pages::FilterBar>()->setText(QStringLiteral("port = :%1").arg(Place::of(listener.get()).port()));
    auto& model = part<pages::SocketsPanel>()->model();
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 5, kPatienceMs); // the listener, two waiting, two clients
    QVERIFY(model.total() > 5);
    model.sort(static_cast<int>(model::SocketColumn::State), Qt::AscendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(model.socket(4).state, kernel::TcpState::Listen, kPatienceMs);
    QCOMPARE(model.socket(4).receiveQueue, 2U);
    QVERIFY(part<pages::SocketsPanel>()->countText().startsWith(QStringLiteral("5 of ")));
}

bool InspectPageTest::isLogged(const UniqueFd& listener) {
    return part<widgets::RecordTable>("closed")
        ->allText(widgets::TextFormat::Plain)
        .contains(QStringLiteral("127.0.0.1:%1").arg(Place::of(listener.get()).port()));
}

void InspectPageTest::endedConnectionsAreLogged() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 9);
    chooseTable(InspectTables::Closed);
    QVERIFY(!isLogged(listener));
    {
        const UniqueFd client = test::connectTo(Place::of(listener.get()));
        const UniqueFd server(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        QVERIFY(server.isOpen());
    }
    QTRY_VERIFY_WITH_TIMEOUT(isLogged(listener), kPatienceMs);
}

void InspectPageTest::countersMoveWithTheDrops() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 2);
    chooseTable(InspectTables::Counters);
    const auto clients = test::connectMany(Place::of(listener.get()), 8);
    auto* counters = part<widgets::RecordTable>("hostCounters");
    const auto moved = [&] {
        return counters->model()->index(0, 1).data(model::SortRole).toLongLong(); // ListenOverflows
    };
    QTRY_VERIFY_WITH_TIMEOUT(counters->model()->rowCount() > 10 && moved() >= 5, kPatienceMs);
    QCOMPARE(counters->model()->index(0, 0).data().toString(), QStringLiteral("ListenOverflows"));
}

void InspectPageTest::pauseStopsThePictureAndNotTheCollection() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 9);
    select(listener);
    press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(m_page->isPaused());
    const auto clients = test::connectMany(Place::of(listener.get()), 3);
    const auto waitingReally = [&] {
        const auto& all = now().listeners;
        const auto found = std::find_if(all.begin(), all.end(), [&](const inspect::Listener& each) {
            return each.id.inode == test::inodeOf(listener);
        });
        return found == all.end() ? 0 : found->depth;
    };
    QTRY_COMPARE_WITH_TIMEOUT(waitingReally(), 3U, kPatienceMs);
    QCOMPARE(cell(listener, ListenerTableModel::Waiting).toString(), QStringLiteral("0"));
    press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(cell(listener, ListenerTableModel::Waiting).toString(), QStringLiteral("3"));
}

void InspectPageTest::tablesChosenInAPauseShowItsMoment() {
    press(Qt::Key_Space, Qt::ControlModifier);
    const auto moment = m_page->snapshot();
    chooseTable(InspectTables::Counters);
    QVERIFY(part<widgets::RecordTable>("hostCounters")->model()->rowCount() > 10); // at once
    chooseTable(InspectTables::Sockets);                                           // nobody had counted these
    auto& sockets = part<pages::SocketsPanel>()->model();
    QTRY_VERIFY_WITH_TIMEOUT(sockets.rowCount() > 0, kPatienceMs);
    const int shown = sockets.rowCount();
    const auto more = test::listenAt(Place::v4("127.0.0.1"), 9);
    const auto number = now().number;
    QTRY_VERIFY_WITH_TIMEOUT(now().number > number + 10, kPatienceMs); // counts are every fourth of a second
    QVERIFY(m_page->isPaused());
    QCOMPARE(sockets.rowCount(), shown);
}

void InspectPageTest::connectionsThatEndInAPauseAreLoggedAfterIt() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 9);
    const UniqueFd after = test::listenAt(Place::v4("127.0.0.1"), 9);
    const auto connectAndClose = [](const UniqueFd& to) {
        const UniqueFd client = test::connectTo(Place::of(to.get()));
        const UniqueFd server(::accept4(to.get(), nullptr, nullptr, SOCK_CLOEXEC));
    };
    chooseTable(InspectTables::Closed);
    press(Qt::Key_Space, Qt::ControlModifier);
    connectAndClose(listener);
    const auto number = now().number;
    QTRY_VERIFY_WITH_TIMEOUT(now().number > number + 5, kPatienceMs);
    QVERIFY(!isLogged(listener));
    press(Qt::Key_Space, Qt::ControlModifier);
    connectAndClose(after);
    QTRY_VERIFY_WITH_TIMEOUT(isLogged(after), kPatienceMs);
    QVERIFY(isLogged(listener));
}

void InspectPageTest::startGoesHomeWhenTheChosenNamespaceIsGone() {
    auto* picker = part<pages::NamespacePicker>();
    QTRY_VERIFY_WITH_TIMEOUT(picker->count() > 0, kPatienceMs);
    const std::uint64_t home = now().net.inode;
    inspect::NetNamespaceInfo own = now().net;
    inspect::NetNamespaceInfo gone = own;
    gone.inode = 1;
    gone.path = "/run/netns/listenscope-test-gone";
    gone.name = "gone";
    gone.isOwn = false;
    picker->setNamespaces({own, gone});
    QSignalSpy status(m_page, &pages::Page::statusChanged);
    picker->setFocus();
    QTest::keyClick(picker, Qt::Key_Down);
    auto* notice = part<widgets::Notice>();
    QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), kPatienceMs);
    QVERIFY2(notice->text().contains(QStringLiteral("listenscope-test-gone")), qPrintable(notice->text()));
    QVERIFY(!m_page->isRunning());
    QVERIFY(status.last().front().toString().startsWith(QStringLiteral("Nothing is looked at"))); // not the old figures
    QVERIFY(picker->path().empty());
    QCOMPARE(picker->currentText(), QStringLiteral("own namespace"));
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->snapshot() != nullptr, kPatienceMs);
    QCOMPARE(now().net.inode, home);
    QVERIFY(!notice->isVisible());
}

void InspectPageTest::namespacesAreRenewedWhenTheListIsOpened() {
    auto* picker = part<pages::NamespacePicker>();
    QTRY_VERIFY_WITH_TIMEOUT(picker->count() > 0, kPatienceMs);
    inspect::NetNamespaceInfo own = now().net;
    inspect::NetNamespaceInfo ended = own;
    ended.inode = 1;
    ended.path = "/run/netns/listenscope-test-gone";
    ended.name = "gone";
    ended.isOwn = false;
    picker->setNamespaces({own, ended});
    QVERIFY(picker->findText(QStringLiteral("gone")) >= 0);
    QTest::mouseClick(picker, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(picker->findText(QStringLiteral("gone")) < 0, kPatienceMs);
    QVERIFY(picker->view()->isVisible()); // nobody waited, and nothing was closed
    picker->hidePopup();
    // What is looked at stays, whatever a list says.
    picker->setNamespaces({ended});
    QVERIFY(picker->path().empty());
    QCOMPARE(picker->currentText(), QStringLiteral("own namespace"));
}

void InspectPageTest::listenersFitTheFirstWindow() {
    QCOMPARE(m_window->size(), QSize(1280, 800));
    QVERIFY(table().horizontalScrollBar()->maximum() == 0);
}

void InspectPageTest::theScopeKeepsItsShareOfTheHeight() {
    const double first = shareOfScope();
    QVERIFY(first > 0.45 && first < 0.65);
    const auto isNear = [&](double share) { return std::abs(shareOfScope() - share) < 0.005; };
    m_window->resize(1920, 1200);
    QTRY_VERIFY(isNear(first));
    static_cast<QMainWindow*>(scope().parentWidget())->resizeDocks({&scope()}, {450}, Qt::Vertical); // the separator
    QTRY_COMPARE(scope().height(), 450);
    const double chosen = shareOfScope();
    m_window->close();
    open(); // smaller than the scope would fit into with that share
    m_window->resize(1920, 1200);
    QTRY_COMPARE(scope().height(), 450);
    m_window->resize(1920, 1000);
    QTRY_VERIFY(isNear(chosen));
    m_window->resize(2560, 1440);
    QTRY_VERIFY(isNear(chosen));
}

void InspectPageTest::otherPagesCostNoWatch() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 9);
    select(listener);
    QTRY_VERIFY_WITH_TIMEOUT(now().selection != nullptr, kPatienceMs);
    m_page->hide();
    QTRY_VERIFY_WITH_TIMEOUT(now().selection == nullptr && now().sockets == nullptr, kPatienceMs);
    m_page->show();
    QTRY_VERIFY_WITH_TIMEOUT(now().selection != nullptr, kPatienceMs);
}

void InspectPageTest::choicesAreRemembered() {
    auto* bar = part<pages::FilterBar>();
    bar->setSaved({QStringLiteral("fill > 50%")});
    table().sortByColumn(ListenerTableModel::Waiting, Qt::DescendingOrder);
    table().horizontalHeader()->setSectionHidden(ListenerTableModel::Inode, false);
    table().horizontalHeader()->setSectionHidden(ListenerTableModel::HalfOpen, true);
    chooseTable(InspectTables::Closed);
    part<widgets::RecordTable>("closed")->horizontalHeader()->setSectionHidden(2, true);
    m_window->close();
    open();
    m_window->close(); // without a look at the closed ones: what was remembered of them stays
    open();
    QVERIFY(m_page->findChild<widgets::RecordTable*>(QStringLiteral("closed")) == nullptr);
    chooseTable(InspectTables::Closed);
    QVERIFY(part<widgets::RecordTable>("closed")->horizontalHeader()->isSectionHidden(2));
    QCOMPARE(m_page->exportSource().name, QStringLiteral("closed")); // what is in sight, whenever it was made
    chooseTable(InspectTables::Listeners);
    QCOMPARE(part<pages::FilterBar>()->saved(), QStringList{QStringLiteral("fill > 50%")});
    const QHeaderView& header = *table().horizontalHeader();
    QVERIFY(!header.isSectionHidden(ListenerTableModel::Inode));
    QVERIFY(header.isSectionHidden(ListenerTableModel::HalfOpen));
    QCOMPARE(header.sortIndicatorSection(), int{ListenerTableModel::Waiting});
    QCOMPARE(header.sortIndicatorOrder(), Qt::DescendingOrder);
}

void InspectPageTest::rowsAndExportsAreCopied() {
    const UniqueFd listener = test::listenAt(Place::v4("127.0.0.1"), 12345);
    select(listener);
    table().setFocus();
    press(Qt::Key_C, Qt::ControlModifier);
    const QString port = QString::number(Place::of(listener.get()).port());
    QVERIFY(QGuiApplication::clipboard()->text().contains(port));
    const auto fields = [&](const widgets::ExportTable& exported) {
        QStringList all = exported.header;
        exported.next([&](const QStringList& row) { all += row; });
        return all;
    };
    const auto source = m_page->exportSource();
    const QStringList shown = fields(source.table(widgets::ExportRange::Visible));
    QCOMPARE(shown.front(), QStringLiteral("fill"));
    QVERIFY(shown.contains(port) && shown.contains(QStringLiteral("depth")));
    QVERIFY(!source.image(1).isNull());
    // The plot that has the focus is exported.
    auto* plot = part<plot::TimePlot>();
    plot->setFocus();
    QTRY_VERIFY(m_page->exportSource().svg != nullptr);
    QVERIFY(m_page->exportSource().svg().contains("<svg"));
    QVERIFY(m_page->exportSource().table(widgets::ExportRange::Everything).header.contains(QStringLiteral("waiting")));
}

void InspectPageTest::speaksChinese() {
    m_window.reset();
    const settings::Language chinese(*qApp, settings::LanguageChoice::SimplifiedChinese);
    open();
    QCOMPARE(m_page->title(), QStringLiteral("检查"));
    QCOMPARE(rows().headerData(ListenerTableModel::HalfOpen, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("半开"));
    part<QLineEdit>("inspectFilter")->setText(QStringLiteral("fil > 3"));
    QVERIFY(part<pages::FilterBar>()->problem().contains(QStringLiteral("不是")));
    QVERIFY(table().horizontalScrollBar()->maximum() == 0);
    m_window.reset();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void InspectPageTest::missingEngineIsSaid() {
    bridge::EngineBridge none(failure(ErrorCode::Refused, "no netlink here", "use another kernel"));
    pages::InspectPage page(none, *m_settings);
    page.show();
    QVERIFY(!page.canStart() && !page.isRunning());
    page.start();
    QVERIFY(page.findChild<widgets::Notice*>()->text().contains(QStringLiteral("use another kernel")));
}

} // namespace ls

QTEST_MAIN(ls::InspectPageTest)
#include "inspect_page_test.moc"
