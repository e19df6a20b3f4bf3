// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/advice.h"
#include "app/model/closed_log_model.h"
#include "app/model/connection_table_model.h"
#include "app/model/filter_words.h"
#include "app/model/host_counter_model.h"
#include "app/model/inspect_words.h"
#include "app/model/listener_table_model.h"
#include "app/model/scope_series.h"
#include "app/model/socket_table_model.h"
#include "app/model/socket_words.h"
#include "app/widgets/record_table.h"
#include "engine/inspect/listener_facts.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace ls::model {
namespace {

using namespace std::chrono_literals;
using inspect::Listener;
using inspect::Snapshot;
using inspect::SocketFamily;
using inspect::SocketRow;
using inspect::SocketTable;

constexpr TimePoint kBegan{1000s};

inspect::OwnerRef owner(const std::string& process) {
    inspect::Owner made;
    made.uid = 33;
    made.user = "www-data";
    made.knowledge = process.empty() ? inspect::OwnerKnowledge::OtherUser : inspect::OwnerKnowledge::Known;
    if (!process.empty()) {
        made.processes = {{812, process}};
        made.unit = process + ".service";
    }
    return std::make_shared<const inspect::Owner>(made);
}

IpEndpoint v4(std::uint32_t address, std::uint16_t port) {
    return {IpAddress::v4(address), port};
}

Listener listener(std::uint64_t inode, std::uint16_t port, std::uint32_t depth = 0, std::uint32_t limit = 128) {
    Listener made;
    made.id = {inode + 500, inode, 1};
    made.local = v4(0x7f000001, port);
    made.address = "127.0.0.1";
    made.depth = depth;
    made.deepest = depth;
    made.deepestSinceLast = depth;
    made.limit = limit;
    made.capacity = limit + 1;
    made.drops = 0;
    made.owner = owner("nginx");
    made.firstSeen = kBegan;
    made.changed = kBegan;
    return made;
}

/// The state of a machine `after` looking began.
Snapshot snapshot(std::vector<Listener> listeners, Nanoseconds after, std::uint64_t number = 1) {
    Snapshot made;
    made.number = number;
    made.began = kBegan;
    made.time = kBegan + after;
    made.listeners = std::move(listeners);
    auto counters = std::make_shared<inspect::HostCounters>();
    counters->somaxconn = 4096;
    made.counters = std::move(counters);
    made.states = std::make_shared<const inspect::StateCounts>();
    return made;
}

SocketRow socket(std::uint64_t inode, std::uint16_t port, std::uint16_t peerPort, std::uint32_t unread = 0) {
    SocketRow made;
    made.id = {inode + 500, inode, 1};
    made.state = kernel::TcpState::Established;
    made.local = v4(0x7f000001, port);
    made.remote = v4(0x7f000001, peerPort);
    made.receiveQueue = unread;
    made.owner = owner("nginx");
    return made;
}

std::shared_ptr<const SocketTable> table(std::vector<SocketRow> rows, Nanoseconds after,
                                         std::vector<std::string> paths = {}) {
    auto made = std::make_shared<SocketTable>();
    made->time = kBegan + after;
    made->rows = std::move(rows);
    made->paths = std::move(paths);
    return made;
}

filter::Filter filterOf(const char* text) {
    return filter::Filter::parse(text).value();
}

} // namespace

class InspectModelTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void rowsAreSocketsNotPlaces();
    void reopenedPortIsAnotherRow();
    void freshnessFadesAndAlarmsStay();
    void limitSaysWhatCapsIt();
    void marksStandInTheTextAndNotInFiles();
    void alertsTellOnePacketFromMany();
    void listenersSortByNumberAndAddress();
    void everyCellMakesAFilterThatFindsIt();
    void trailsKeepAMinuteAndForgetTheGone();
    void scopeBeginsWithTheTrail();
    void leavingRateCountsWhatLeft();
    void socketsFollowTheirTable();
    void socketsFilterAndSortBesideTheThread();
    void closedSocketsLinger();
    void clearedSocketsStayCleared();
    void connectionsKeepTheirSelection();
    void closedLogIsBoundedNewestFirst();
    void hostCountersAreThoseOfQueues();
    void wrongFilterIsPlaced();
    void adviceHasEvidenceAndSnippets();
    void commandsNameTheSocket();

private:
    static void show(ListenerTableModel& model, ListenerTrails& trails, const Snapshot& snapshot) {
        trails.append(snapshot);
        model.setSnapshot(snapshot, trails);
    }
    static QString cell(const QAbstractItemModel& model, int row, int column) {
        return model.index(row, column).data().toString();
    }
    static Freshness freshness(const QAbstractItemModel& model, int row) {
        return static_cast<Freshness>(model.index(row, 0).data(FreshnessRole).toInt());
    }
};

void InspectModelTest::rowsAreSocketsNotPlaces() {
    ListenerTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ListenerTrails trails;
    show(model, trails, snapshot({listener(1, 80), listener(3, 443), listener(5, 8080)}, 1s, 1));
    const QPersistentModelIndex chosen(model.index(1, 0));
    show(model, trails, snapshot({listener(1, 80), listener(2, 81), listener(3, 443, 7)}, 2s, 2));
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(chosen.isValid());
    QCOMPARE(chosen.row(), 2);
    QCOMPARE(cell(model, 2, ListenerTableModel::Waiting), QStringLiteral("7"));
    // Another order than before is shown too.
    show(model, trails, snapshot({listener(3, 443), listener(1, 80)}, 3s, 3));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf({501, 1, 1}), 1);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void InspectModelTest::reopenedPortIsAnotherRow() {
    ListenerTableModel model;
    ListenerTrails trails;
    Listener old = listener(1, 80, 128);
    old.drops = 900;
    show(model, trails, snapshot({old}, 10s, 1));
    old.closed = kBegan + 11s;
    Listener fresh = listener(2, 80);
    fresh.firstSeen = fresh.changed = kBegan + 11s;
    show(model, trails, snapshot({old, fresh}, 11s, 2));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(freshness(model, 0), Freshness::Closed);
    QCOMPARE(freshness(model, 1), Freshness::New);
    QCOMPARE(cell(model, 1, ListenerTableModel::Drops), QStringLiteral("0"));
    show(model, trails, snapshot({fresh}, 17s, 3));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(freshness(model, 0), Freshness::Steady);
}

void InspectModelTest::freshnessFadesAndAlarmsStay() {
    ListenerTableModel model;
    ListenerTrails trails;
    const auto alarm = [&] { return static_cast<Alarm>(model.index(0, 0).data(AlarmRole).toInt()); };
    Listener one = listener(1, 80, 0, 10);
    show(model, trails, snapshot({one}, 0s, 1)); // there before anybody looked
    QCOMPARE(freshness(model, 0), Freshness::Steady);
    one.depth = 8;
    one.changed = kBegan + 5s;
    show(model, trails, snapshot({one}, 5s, 2));
    QCOMPARE(freshness(model, 0), Freshness::Changed);
    QCOMPARE(alarm(), Alarm::Warning);
    one.depth = 10;
    show(model, trails, snapshot({one}, 5500ms, 3));
    QCOMPARE(alarm(), Alarm::Loss);
    QVERIFY(model.index(0, ListenerTableModel::Waiting).data(TroubleRole).toBool());
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    show(model, trails, snapshot({one}, 8s, 4)); // nothing but the colour
    QCOMPARE(freshness(model, 0), Freshness::Steady);
    QCOMPARE(alarm(), Alarm::Loss);
    QVERIFY(!changes.empty());
}

void InspectModelTest::limitSaysWhatCapsIt() {
    QCOMPARE(limitCause(listener(1, 80, 0, 511), 4096).shortly, QStringLiteral("backlog 511"));
    QCOMPARE(limitCause(listener(1, 80, 0, 4096), 4096).shortly, QStringLiteral("somaxconn 4,096"));
    QCOMPARE(limitCause(listener(1, 80, 0, 4096), 128).shortly, QStringLiteral("earlier somaxconn"));
    Listener unknown = listener(1, 80);
    unknown.limit.reset();
    QCOMPARE(limitCause(unknown, 128).shortly, QStringLiteral("–"));
}

void InspectModelTest::marksStandInTheTextAndNotInFiles() {
    ListenerTableModel model;
    ListenerTrails trails;
    Listener shared = listener(1, 80);
    shared.groupSize = 3;
    shared.dropsPerSecond = 2;
    show(model, trails, snapshot({shared}, 1s, 1));
    const auto cell = [&](int column, int role) { return model.index(0, column).data(role).toString(); };
    const QString address = QString::fromStdString(shared.address);
    QCOMPARE(cell(ListenerTableModel::Address, Qt::DisplayRole), address + QStringLiteral(" · 3×"));
    QCOMPARE(cell(ListenerTableModel::Address, PlainRole), address);
    QVERIFY(cell(ListenerTableModel::Address, Qt::ToolTipRole).contains(QStringLiteral("SO_REUSEPORT")));
    QCOMPARE(cell(ListenerTableModel::DropsPerSecond, Qt::DisplayRole), QStringLiteral("2"));
    shared.burstBetweenSamples = true;
    show(model, trails, snapshot({shared}, 2s, 2));
    QCOMPARE(cell(ListenerTableModel::DropsPerSecond, Qt::DisplayRole), QStringLiteral("! 2"));
    QCOMPARE(cell(ListenerTableModel::DropsPerSecond, PlainRole), QStringLiteral("2"));
}

void InspectModelTest::alertsTellOnePacketFromMany() {
    const Listener full = listener(1, 80, 6, 5);
    const auto now = snapshot({full}, 1s, 1);
    inspect::Alert alert{.listener = full.id,
                         .kind = inspect::AlertKind::Drops,
                         .cause = inspect::AlertCause::AcceptQueueFull,
                         .packets = 1,
                         .window = 10s};
    const auto says = [&](const char* words) { return alertText(alert, now).endsWith(QString::fromLatin1(words)); };
    QVERIFY(says("dropped 1 packet of connection attempts in 10 s: accept queue full, limit 5"));
    alert.packets = 4130;
    QVERIFY(says("dropped 4,130 packets of connection attempts in 10 s: accept queue full, limit 5"));
    alert.cause = inspect::AlertCause::StrayPackets;
    QVERIFY(says("dropped 4,130 stray packets in 10 s; no connection was lost"));
}

void InspectModelTest::listenersSortByNumberAndAddress() {
    ListenerTableModel model;
    ListenerTrails trails;
    std::vector<Listener> all{listener(1, 80, 9), listener(2, 443, 100), listener(3, 8080, 9), listener(4, 9090, 20)};
    all[1].local = v4(0x0a000002, 443); // 10.0.0.2
    all[1].address = "10.0.0.2";
    all[3].local = v4(0x0a00000a, 9090); // 10.0.0.10, after 10.0.0.2
    all[3].address = "10.0.0.10";
    show(model, trails, snapshot(all, 1s, 1));
    widgets::RecordTable view;
    view.setRecords(&model);
    const auto order = [&](int column, Qt::SortOrder direction) {
        view.sortByColumn(column, direction);
        QStringList ports;
        for (int row = 0; row < view.model()->rowCount(); ++row) {
            ports << view.model()->index(row, ListenerTableModel::Port).data().toString();
        }
        return ports.join(QLatin1Char(' '));
    };
    QCOMPARE(order(ListenerTableModel::Waiting, Qt::DescendingOrder), QStringLiteral("443 9090 80 8080"));
    QCOMPARE(order(ListenerTableModel::Address, Qt::AscendingOrder), QStringLiteral("443 9090 80 8080"));
    QCOMPARE(order(ListenerTableModel::Port, Qt::AscendingOrder), QStringLiteral("80 443 8080 9090"));
    // Values that change without changing the order move nothing.
    order(ListenerTableModel::Waiting, Qt::AscendingOrder);
    view.setCurrentIndex(view.model()->index(1, 0));
    QSignalSpy moves(view.model(), &QAbstractItemModel::layoutChanged);
    all[0].depth = 8;
    all[1].depth = 101;
    show(model, trails, snapshot(all, 2s, 2));
    QCOMPARE(moves.size(), 0);
    QCOMPARE(view.currentIndex().row(), 1);
    QCOMPARE(cell(*view.model(), 0, ListenerTableModel::Waiting), QStringLiteral("8"));
}

void InspectModelTest::everyCellMakesAFilterThatFindsIt() {
    ListenerTableModel model;
    ListenerTrails trails;
    Listener unixOne = listener(9, 0, 2);
    unixOne.family = SocketFamily::Unix;
    unixOne.address = "/run/x y.sock";
    unixOne.drops.reset();
    unixOne.owner = owner("");
    show(model, trails, snapshot({listener(1, 80, 9), unixOne}, 1s, 1));
    int filters = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < ListenerTableModel::Columns; ++column) {
            const auto made = model.filterFor(model.index(row, column));
            if (made) {
                ++filters;
                // As it comes back from the field.
                QVERIFY2(model.matches(row, filterOf(made->text().c_str())), made->text().c_str());
            }
        }
    }
    QVERIFY(filters > 15);
    QVERIFY(model.matches(0, filterOf("sport = :80 and not unit = redis")));
    QVERIFY(model.matches(0, filterOf("fill > 5% and user = www-data")));
    QVERIFY(!model.matches(0, filterOf("src = 10.0.0.0/8")));
    QVERIFY(model.matches(0, filterOf("NGINX")));
    QVERIFY(model.matches(1, filterOf("family = unix and \"x y\"")));
    QVERIFY(!model.matches(1, filterOf("drops >= 0"))); // unknown, so no comparison holds
}

void InspectModelTest::trailsKeepAMinuteAndForgetTheGone() {
    ListenerTrails trails;
    for (int second = 0; second < 90; ++second) {
        Listener one = listener(1, 80, static_cast<std::uint32_t>(second));
        one.deepestSinceLast = second == 80 ? 500 : one.depth; // a burst between two looks
        trails.append(snapshot({one}, std::chrono::seconds(second), static_cast<std::uint64_t>(second) + 1));
    }
    const auto& trail = trails.of({501, 1, 1});
    QVERIFY(trail.front().time >= 29s);
    const QList<int> peaks = ListenerTrails::peaks(trail, 89s);
    QCOMPARE(peaks.size(), ListenerTrails::kColumns);
    QCOMPARE(peaks.back(), 89);
    QCOMPARE(peaks[peaks.size() - 10], 500);
    QCOMPARE(peaks.front(), 30);
    trails.append(snapshot({}, 90s, 91));
    QVERIFY(trails.of({501, 1, 1}).empty());
}

void InspectModelTest::scopeBeginsWithTheTrail() {
    ListenerTrails trails;
    trails.append(snapshot({listener(1, 80, 4)}, 1s, 1));
    trails.append(snapshot({listener(1, 80, 6)}, 2s, 2));
    ScopeSeries series;
    series.follow(inspect::SocketIdentity{501, 1, 1}, trails.of({501, 1, 1}));
    QCOMPARE(series.depth().before(1500ms)->value, 4.0);
    Listener now = listener(1, 80, 6);
    now.burstBetweenSamples = true;
    const std::vector<Sample> samples{{.time = 2100ms, .depth = 90, .limit = 128},
                                      {.time = 2200ms, .depth = 6, .limit = 128}};
    QVERIFY(series.append(snapshot({now}, 3s, 3), samples));
    QCOMPARE(series.depth().before(2150ms)->value, 90.0);
    QCOMPARE(series.hiddenBursts().size(), std::size_t{1});
    QCOMPARE(series.hiddenBursts().front().from, 2.0);
    QVERIFY(!series.append(snapshot({listener(2, 81)}, 4s, 4), {}));
}

void InspectModelTest::leavingRateCountsWhatLeft() {
    ScopeSeries series;
    series.follow(inspect::SocketIdentity{501, 1, 1}, {});
    std::vector<Sample> samples;
    for (int i = 0; i <= 4000; ++i) { // comes to 10, loses one every 10 ms
        samples.push_back({.time = std::chrono::milliseconds(i), .depth = i % 10 < 5 ? 10U : 9U, .limit = 128});
    }
    series.append(snapshot({listener(1, 80, 10)}, 1s, 1), {samples.begin(), samples.begin() + 1000});
    QVERIFY(!series.leavingRate()); // not long enough
    series.append(snapshot({listener(1, 80, 10)}, 4s, 2), {samples.begin() + 1000, samples.end()});
    QVERIFY(series.leavingRate().has_value());
    QVERIFY(std::abs(*series.leavingRate() - 100) < 2);
}

void InspectModelTest::socketsFollowTheirTable() {
    SocketTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy shown(&model, &SocketTableModel::shown);
    SocketRow named = socket(9, 0, 0);
    named.family = SocketFamily::Unix;
    named.path = 0;
    model.setTable(table({socket(1, 80, 5001), socket(2, 80, 5002), named}, 1s, {"/run/a.sock"}));
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.total(), std::size_t{3});
    QCOMPARE(model.index(2, static_cast<int>(SocketColumn::Local)).data().toString(), QStringLiteral("/run/a.sock"));
    const QPersistentModelIndex chosen(model.index(1, 0));
    // More rows, and the chosen one at another place.
    model.setTable(table({socket(3, 80, 5003), socket(4, 80, 5004), socket(1, 80, 5001), socket(2, 80, 5002, 7), named},
                         2s, {"/run/a.sock"}));
    QTRY_COMPARE(shown.size(), 2);
    QCOMPARE(chosen.row(), 3);
    QCOMPARE(freshness(model, 0), Freshness::New);
    QCOMPARE(freshness(model, 3), Freshness::Changed);
    QCOMPARE(freshness(model, 2), Freshness::Steady);
    // Fewer rows by a filter; the chosen one is among them.
    model.setFilter(filterOf("dport = :5002"));
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(chosen.row(), 0);
    model.setFilter(filterOf("dport = :1"));
    QTRY_COMPARE(model.rowCount(), 0);
    QVERIFY(!chosen.isValid());
}

void InspectModelTest::socketsFilterAndSortBesideTheThread() {
    SocketTableModel model;
    std::vector<SocketRow> rows;
    for (std::uint16_t i = 0; i < 2000; ++i) {
        rows.push_back(socket(i + 1U, 80, static_cast<std::uint16_t>(60000 - i), i % 7U));
    }
    const int unread = static_cast<int>(SocketColumn::ReceiveQueue);
    model.sort(unread, Qt::DescendingOrder);
    model.setTable(table(rows, 1s));
    model.setFilter(filterOf("dport > 59000"));
    QTRY_COMPARE(model.rowCount(), 1000);
    QCOMPARE(model.total(), std::size_t{2000});
    for (int row = 1; row < model.rowCount(); ++row) {
        const auto& above = model.socket(row - 1);
        const auto& here = model.socket(row);
        QVERIFY(above.receiveQueue > here.receiveQueue ||
                (above.receiveQueue == here.receiveQueue && above.id.inode < here.id.inode));
    }
    model.sort(static_cast<int>(SocketColumn::Remote), Qt::AscendingOrder);
    QTRY_COMPARE(model.socket(0).remote.port, 59001);
    model.sort(-1);
    QTRY_COMPARE(model.socket(0).id.inode, std::uint64_t{1});
}

void InspectModelTest::closedSocketsLinger() {
    SocketSieve sieve;
    const SocketSieve::Wish all;
    QCOMPARE(sieve.sift(table({socket(1, 80, 5001), socket(2, 80, 5002)}, 1s), all)->lines.size(), std::size_t{2});
    const auto gone = sieve.sift(table({socket(1, 80, 5001)}, 2s), all);
    QCOMPARE(gone->lines.size(), std::size_t{2});
    QCOMPARE(gone->lines.back().freshness, Freshness::Closed);
    QCOMPARE(gone->total, std::size_t{1});
    // A handshake without an inode on the same cookie is told apart by its ends.
    QCOMPARE(sieve.sift(table({socket(1, 80, 5001), socket(1, 80, 5009)}, 3s), all)->lines.size(), std::size_t{3});
    QCOMPARE(sieve.sift(table({socket(1, 80, 5001)}, 7s), all)->lines.size(), std::size_t{2}); // 5009 is closed now
    QCOMPARE(sieve.sift(table({socket(1, 80, 5001)}, 12s), all)->lines.size(), std::size_t{1});
}

void InspectModelTest::clearedSocketsStayCleared() {
    SocketTableModel model;
    QSignalSpy shown(&model, &SocketTableModel::shown);
    model.setTable(table({socket(1, 80, 5001)}, 1s));
    model.clear(); // while the sieve works on it
    QCOMPARE(shown.size(), 1);
    model.setTable(table({socket(2, 80, 5002), socket(3, 80, 5003)}, 2s));
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(freshness(model, 0), Freshness::Steady); // the first of the new ones
}

void InspectModelTest::connectionsKeepTheirSelection() {
    ConnectionTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto selection = [](std::vector<SocketRow> rows) {
        auto made = std::make_shared<inspect::Selection>();
        for (SocketRow& row : rows) {
            made->connections.push_back({std::move(row), std::nullopt, std::nullopt});
        }
        made->connectionCount = 9000;
        return made;
    };
    model.setSelection(selection({socket(1, 80, 5001), socket(2, 80, 5002)}));
    const QPersistentModelIndex chosen(model.index(0, 0));
    model.setSelection(selection({socket(3, 80, 5003), socket(2, 80, 5002), socket(1, 80, 5001)}));
    QCOMPARE(chosen.row(), 2);
    QCOMPARE(model.total(), std::size_t{9000});
    QCOMPARE(cell(model, 0, ConnectionTableModel::Rtt), QStringLiteral("–"));
    model.setSelection(selection({socket(1, 80, 5001)}));
    QCOMPARE(chosen.row(), 0);
    model.setSelection(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!chosen.isValid());
}

void InspectModelTest::closedLogIsBoundedNewestFirst() {
    ClosedLogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<inspect::ClosedConnection> ended(ClosedLogModel::kMost + 10);
    for (std::size_t i = 0; i < ended.size(); ++i) {
        ended[i].time = kBegan + std::chrono::milliseconds(i);
        ended[i].remote = v4(0x7f000001, static_cast<std::uint16_t>(i));
    }
    ended.back().duration = 1500ms;
    const auto wall = std::chrono::system_clock::time_point(1'700'000'000s);
    model.append({ended.begin(), ended.begin() + 20}, kBegan, wall);
    model.append({ended.begin() + 20, ended.end()}, kBegan, wall);
    QCOMPARE(model.rowCount(), static_cast<int>(ClosedLogModel::kMost));
    QCOMPARE(model.count(), std::uint64_t{ended.size()});
    QCOMPARE(cell(model, 0, ClosedLogModel::Duration), QStringLiteral("1.50 s"));
    QCOMPARE(cell(model, 1, ClosedLogModel::Duration), QStringLiteral("–"));
    QVERIFY(cell(model, 0, ClosedLogModel::Peer).endsWith(QStringLiteral(":5009")));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void InspectModelTest::hostCountersAreThoseOfQueues() {
    HostCounterModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    inspect::HostCounters counters;
    counters.total = {{"ListenDrops", 12}, {"ListenOverflows", 10}, {"TCPHPHits", 99999}};
    counters.movement = {{"ListenOverflows", 4}};
    counters.perSecond = {{"ListenOverflows", 1.25}};
    model.setCounters(counters);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 2, HostCounterModel::Name), QStringLiteral("TCPHPHits")); // without a text of ours: last
    QVERIFY(cell(model, 2, HostCounterModel::Meaning).contains(QStringLiteral("nstat")));
    QCOMPARE(cell(model, 0, HostCounterModel::Name), QStringLiteral("ListenOverflows"));
    QCOMPARE(cell(model, 0, HostCounterModel::Moved), QStringLiteral("+4"));
    QCOMPARE(cell(model, 0, HostCounterModel::PerSecond), QStringLiteral("1.3"));
    QVERIFY(model.index(0, HostCounterModel::Moved).data(TroubleRole).toBool());
    QVERIFY(!model.index(1, HostCounterModel::Moved).data(TroubleRole).toBool());
    counters.movement["ListenDrops"] = 1;
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setCounters(counters);
    QCOMPARE(changes.size(), 1);
    const auto causes = dropCauses({.acceptQueueFull = 4, .synQueueFull = 1});
    QCOMPARE(causes[0].packets, std::int64_t{4});
    QCOMPARE(causes[1].packets, std::int64_t{1});
}

void InspectModelTest::wrongFilterIsPlaced() {
    const QByteArray text = QStringLiteral("接口 and fil > 3").toUtf8();
    const auto error = filter::Filter::parse(text.toStdString());
    QVERIFY(!error);
    const FilterPlace place = placeOf(error.error(), text);
    QCOMPARE(place.position, 7); // characters, not bytes
    QCOMPARE(place.length, 3);
    QVERIFY(filterProblem(error.error()).contains(QStringLiteral("“fil”")));
    QVERIFY(filterProblem(error.error()).contains(QStringLiteral("“fill”")));
    for (const char* wrong : {"\"a", "(a", "a)", "fill >", "= 3", "state = never", "proc < 3", "depth = many",
                              "fill > 70", "sport = :99999", "src = 1.2.3", "a and"}) {
        const auto refused = filter::Filter::parse(wrong);
        QVERIFY2(!refused, wrong);
        QVERIFY(!filterProblem(refused.error()).isEmpty());
    }
}

void InspectModelTest::adviceHasEvidenceAndSnippets() {
    Listener full = listener(1, 80, 129, 128);
    full.dropsSeen = 7;
    Snapshot now = snapshot({full}, 10s);
    auto counters = std::make_shared<inspect::HostCounters>();
    counters->somaxconn = 128;
    counters->abortOnOverflow = 1;
    counters->movement = {{"ListenDrops", 5}};
    now.counters = counters;
    const inspect::ListenerFacts facts = inspect::factsOf(full, now, 20.0);
    QVERIFY(facts.abortsOnOverflow);
    QCOMPARE(facts.drops, std::uint64_t{5}); // the other two were stray packets
    const auto programs = inspect::ProgramCatalogue::builtIn().value();
    const auto findings = inspect::advise(facts, programs);
    QVERIFY(findings.size() >= 2);
    const Advice capped = wordsFor(findings.front());
    QVERIFY2(capped.text.contains(QStringLiteral("somaxconn")), qPrintable(capped.text));
    QVERIFY(capped.evidence.contains(QStringLiteral("limit 128")));
    QVERIFY(std::any_of(capped.changes.begin(), capped.changes.end(), [](const Advice::Change& each) {
        return each.text.contains(QStringLiteral("net.core.somaxconn"));
    }));
    const Advice slow = wordsFor(findings[1]);
    QVERIFY2(slow.text.contains(QStringLiteral("6.5 s")), qPrintable(slow.text)); // 129 ÷ 20
    QVERIFY(inspect::advise(inspect::factsOf(listener(1, 80), snapshot({listener(1, 80)}, 1s), 5.0), programs).empty());
}

void InspectModelTest::commandsNameTheSocket() {
    QCOMPARE(ssCommand(listener(1, 80)), QStringLiteral("ss -tlnmp 'src 127.0.0.1:80'"));
    Listener unixOne = listener(1, 0);
    unixOne.family = SocketFamily::Unix;
    unixOne.address = "/run/it's.sock";
    QCOMPARE(ssCommand(unixOne), QStringLiteral("ss -xlnp 'src unix:/run/it'\\''s.sock'"));
    QCOMPARE(ssCommand(socket(1, 80, 5001), {}), QStringLiteral("ss -tanp 'src 127.0.0.1:80 and dst 127.0.0.1:5001'"));
}

} // namespace ls::model

QTEST_MAIN(ls::model::InspectModelTest)
#include "inspect_model_test.moc"
