// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/counter_table_model.h"
#include "app/model/lab_experiment.h"
#include "app/model/lab_opening.h"
#include "app/model/lab_recording.h"
#include "app/model/lab_series.h"
#include "app/model/lab_words.h"
#include "app/model/sysctl_snippets.h"
#include "app/model/sysctl_table_model.h"
#include "engine/experiment/preset_catalogue.h"
#include "engine/lab/plan_options.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace ls::model {
namespace {

using namespace std::chrono_literals;

const kernel::SysctlCatalogue& sysctls() {
    static const kernel::SysctlCatalogue list = kernel::SysctlCatalogue::builtIn().value();
    return list;
}

std::shared_ptr<const lab::LiveSysctls> values(const std::string& somaxconn) {
    auto table = std::make_shared<lab::LiveSysctls>();
    (*table)["net.core.somaxconn"] = {somaxconn, somaxconn, "4096"};
    (*table)["net.ipv4.tcp_syncookies"] = {"1", std::nullopt, "1"};
    return table;
}

/// 200 clients at a backlog of 5 that nobody empties.
lab::LiveSnapshot fullQueue() {
    lab::LiveSnapshot s;
    s.setup = LabExperiment().setup();
    s.backlogAsked = 5;
    s.somaxconn = 4096;
    s.limit = 5;
    s.capacity = 6;
    s.depth = 6;
    s.drops = 194;
    s.load.phase = lab::LoadPhase::Running;
    s.load.clients.planned = 200;
    s.load.clients.established = 6;
    s.load.clients.pending = 194;
    s.model.synRetransmits = {1s, 3s, 7s};
    return s;
}

Sample sampleAt(Nanoseconds time, std::uint32_t depth, std::uint64_t accepted) {
    Sample sample;
    sample.time = time;
    sample.depth = depth;
    sample.limit = 5;
    sample.accepted = accepted;
    return sample;
}

} // namespace

class LabModelTest final : public QObject {
    Q_OBJECT

private slots:
    void sliderReachesBothEndsAndEverySmallValue();
    void experimentSurvivesTheSettings();
    void nonsenseInTheSettingsKeepsTheFirstValues();
    void wireOpensAsItWasPlanned();
    void everyExperimentOpensWithAllButItsSteps();
    void sysctlTableChecksWhatIsTyped();
    void countersThatMatterStandFirst();
    void snippetsNameEverySetting();
    void situationsNameTheWorstFirst();
    void eventsAreSaidInWords();
    void seriesMakeRatesAndFindHiddenBursts();
};

void LabModelTest::sliderReachesBothEndsAndEverySmallValue() {
    QCOMPARE(backlogAt(0), 0);
    QCOMPARE(backlogAt(kSliderSteps), kMostBacklog);
    for (const int backlog : {0, 1, 2, 5, 128, 512, 4096, 65535}) {
        QCOMPARE(backlogAt(sliderPositionOf(backlog)), backlog);
    }
    QCOMPARE(backlogAfter(5, 1), 6);
    QCOMPARE(backlogAfter(0, -1), 0);
    QCOMPARE(backlogAfter(kMostBacklog, 8), kMostBacklog);
    QVERIFY(backlogAfter(512, 8) >= 1000);
}

void LabModelTest::experimentSurvivesTheSettings() {
    LabExperiment experiment;
    experiment.backlog = 511;
    experiment.accept = server::AcceptPolicy::Kind::Paced;
    experiment.acceptRate = 250;
    experiment.arrival = load::Arrival::ClosedLoop;
    experiment.inFlight = 20;
    experiment.close = load::CloseMode::Rst;
    experiment.repeatSeconds = 2.5;
    experiment.family = IpFamily::V6;
    experiment.trigger = server::Trigger::EdgeOnce;
    experiment.acceptBudget = 1;
    experiment.serverClose = server::ServerClose::Never;
    experiment.keepAlive = true;
    experiment.upMs = 30;
    experiment.halfOpenRate = 20'000;
    QCOMPARE(LabExperiment::fromMap(experiment.toMap()), experiment);
    QCOMPARE(experiment.plan().concurrency, 20U);
    QVERIFY(experiment.setup().family == IpFamily::V6);
    QCOMPARE(experiment.repeatEvery(), std::optional<Nanoseconds>(2500ms));
    QCOMPARE(experiment.setup().server.accept.front().policy.perSecond, 250.0);
}

void LabModelTest::nonsenseInTheSettingsKeepsTheFirstValues() {
    const QVariantMap nonsense{{QStringLiteral("backlog"), -7},
                               {QStringLiteral("arrival"), 9},
                               {QStringLiteral("clients"), QStringLiteral("many")}};
    QCOMPARE(LabExperiment::fromMap(nonsense), LabExperiment());
}

void LabModelTest::wireOpensAsItWasPlanned() {
    lab::RunPlan plan;
    plan.wire.delayUp = 10ms;
    plan.wire.delayDown = 40ms;
    plan.wire.jitter = 2ms;
    plan.wire.loss = 0.01;
    plan.wire.lateAck = {800ms, 3};
    plan.wire.halfOpen = {200, 20'000};
    plan.server.keepAlive = true;
    plan.server.close = server::ServerClose::Never;
    plan.server.trigger = server::Trigger::EdgeOnce;
    plan.server.acceptBudget = 1;
    plan.load.close = load::CloseMode::Half;
    plan.sysctls = {{"net.ipv4.tcp_syncookies", "0"}};
    const LabOpening opening = labOpeningOf(plan, {});
    const lab::LabSetup live = opening.experiment.setup();
    QVERIFY(live.wired);
    QCOMPARE(live.wire, plan.wire);
    QCOMPARE(live.sysctls, plan.sysctls);
    QVERIFY(live.server.keepAlive);
    QCOMPARE(live.server.close, plan.server.close);
    QCOMPARE(live.server.trigger, plan.server.trigger);
    QCOMPARE(live.server.acceptBudget, plan.server.acceptBudget);
    QCOMPARE(opening.experiment.plan().close, plan.load.close);
    QCOMPARE(opening.leftOut.size(), 1); // its duration
    plan.wire.dropSynAck.every = 2;
    QVERIFY(labOpeningOf(plan, {}).leftOut.contains(QStringLiteral("drop-synack 2")));
}

/// What a live laboratory leaves to its user is what happens at a time; the rest is taken over.
void LabModelTest::everyExperimentOpensWithAllButItsSteps() {
    const auto presets = experiment::PresetCatalogue::load({&sysctls(), {}}).value();
    const QStringList steps{QStringLiteral("accept "),    QStringLiteral("backlog-at "),
                            QStringLiteral("sysctl-at "), QStringLiteral("wire-cut-at "),
                            QStringLiteral("duration "),  QStringLiteral("ports kernel"),
                            QStringLiteral("clients 0: ")};
    for (const experiment::Preset& preset : presets.presets()) {
        for (const experiment::PresetRun& run : preset.runs) {
            const LabOpening opening = labOpeningOf(run.plan, {});
            QVERIFY2(lab::checkLiveSetup(opening.experiment.setup(), sysctls()).has_value(), preset.name.c_str());
            for (const QString& left : opening.leftOut) {
                QVERIFY2(
                    std::any_of(steps.begin(), steps.end(), [&](const auto& step) { return left.startsWith(step); }),
                    qPrintable(QString::fromStdString(preset.name) + QStringLiteral(": ") + left));
            }
        }
    }
}

void LabModelTest::sysctlTableChecksWhatIsTyped() {
    SysctlTableModel model(sysctls());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy wanted(&model, &SysctlTableModel::changeWanted);
    QSignalSpy refused(&model, &SysctlTableModel::refused);
    const QModelIndex somaxconn = model.index(0, SysctlTableModel::Value);
    QVERIFY(!(model.flags(somaxconn) & Qt::ItemIsEditable));

    model.setValues(values("4096"));
    QVERIFY(model.flags(somaxconn) & Qt::ItemIsEditable);
    QVERIFY(model.changed().empty());
    QVERIFY(model.setData(somaxconn, QStringLiteral(" 128 "), Qt::EditRole));
    QCOMPARE(wanted.size(), 1);
    QVERIFY(!model.setData(somaxconn, QStringLiteral("lots"), Qt::EditRole));
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.first().first().toString().contains(QStringLiteral("lots")));

    model.setValues(values("128"));
    QCOMPARE(model.data(somaxconn, Qt::DisplayRole).toString(), QStringLiteral("128"));
    QCOMPARE(model.changed().size(), std::size_t{1});
    QVERIFY(model.isChanged(0));
    QVERIFY(model.describe(0).contains(QStringLiteral("calls it again by itself")));
}

void LabModelTest::countersThatMatterStandFirst() {
    CounterTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCounters({{"ActiveOpens", 200}, {"NeverHeardOf", 1}});
    model.setCounters({{"ActiveOpens", 200}, {"ListenOverflows", 194}, {"NeverHeardOf", 2}});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, CounterTableModel::Name).data().toString(), QStringLiteral("ListenOverflows"));
    QCOMPARE(model.index(2, CounterTableModel::Moved).data().toString(), QStringLiteral("+2"));
    QVERIFY(!model.index(0, 0).data(Qt::ToolTipRole).toString().isEmpty());
    model.setCounters({});
    QCOMPARE(model.rowCount(), 0);
}

void LabModelTest::snippetsNameEverySetting() {
    for (const auto format : {SnippetFormat::SysctlD, SnippetFormat::Docker, SnippetFormat::Compose,
                              SnippetFormat::Kubernetes, SnippetFormat::Systemd}) {
        const QString text = snippet(format, {{"net.core.somaxconn", "1024"}}, 511);
        QVERIFY2(text.contains(QStringLiteral("net.core.somaxconn")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("1024")) && text.contains(QStringLiteral("511")), qPrintable(text));
    }
    QVERIFY(snippet(SnippetFormat::SysctlD, {}, 5).contains(QStringLiteral("default")));
}

void LabModelTest::situationsNameTheWorstFirst() {
    using Mood = Situation::Mood;
    lab::LiveSnapshot s = fullQueue();
    QCOMPARE(situationOf(s).mood, Mood::Loss);
    QVERIFY(situationOf(s).text.contains(QStringLiteral("1, 3, 7 s")));
    QVERIFY(situationOf(s).attempt.contains(QStringLiteral("512")));
    s.backlogAsked = 8192;
    QVERIFY(situationOf(s).attempt.contains(QStringLiteral("somaxconn")));
    s.census.unknown = 43;
    QVERIFY(situationOf(s).headline.contains(QStringLiteral("43")));

    s = fullQueue();
    s.setup.server.accept.front().policy.kind = server::AcceptPolicy::Kind::All;
    s.depth = 0;
    QVERIFY(situationOf(s).headline.contains(QStringLiteral("next SYN")));
    s.load.clients.pending = 0;
    QCOMPARE(situationOf(s).mood, Mood::Good);
    s = {};
    s.capacity = 6;
    QCOMPARE(situationOf(s).mood, Mood::Calm);
}

void LabModelTest::eventsAreSaidInWords() {
    using lab::EventKind;
    QCOMPARE(eventText({0s, "accept none", EventKind::AcceptChanged}), QStringLiteral("accept stopped"));
    QCOMPARE(eventText({0s, "accept 2000/s", EventKind::AcceptChanged}), QStringLiteral("accepting 2000/s"));
    QCOMPARE(eventText({0s, "backlog 512", EventKind::BacklogChanged}), QStringLiteral("backlog 512"));
    QCOMPARE(eventText({0s, "net.core.somaxconn 4096 -> 8; listen() is called again", EventKind::SysctlChanged}),
             QStringLiteral("somaxconn 4096 → 8, listen() called again"));
    QCOMPARE(eventText({0s, "load 2 ended: 6 of 200 connected (3 lost)", EventKind::LoadEnded}),
             QStringLiteral("load 2 ended: 6 of 200 connected"));
    QCOMPARE(eventText({0s, "something new", EventKind::SysctlChanged}), QStringLiteral("something new"));
}

void LabModelTest::seriesMakeRatesAndFindHiddenBursts() {
    LabSeries series;
    series.restart(2);
    lab::LiveSnapshot snapshot;
    snapshot.time = 100ms;
    snapshot.capacity = 6;
    snapshot.perReactor = {3, 4};
    snapshot.counters["ListenOverflows"] = 10;
    snapshot.counters["ListenDrops"] = 12;
    snapshot.causes.acceptQueueFull = 10;
    snapshot.drops = 12;
    series.append(snapshot, {sampleAt(0ms, 0, 0), sampleAt(50ms, 3, 5), sampleAt(100ms, 0, 7)});
    QCOMPARE(series.accepts().before(60ms)->value, 100.0);
    QCOMPARE(series.overflows().before(1s)->value, 100.0);
    QCOMPARE(series.otherDrops().before(1s)->value, 20.0);
    QCOMPARE(series.perReactor()[1].before(1s)->value, 4.0);
    QCOMPARE(series.hiddenBursts().size(), std::size_t{1});
    QStringList recorded;
    LabRecording recording(series, 1s);
    series.append(snapshot, {sampleAt(150ms, 5, 9)}); // later than the recording
    while (recording.next([&](const QStringList& row) { recorded << row.join(QLatin1Char(',')); }) < 1) {
    }
    QVERIFY(recorded.contains(QStringLiteral("waiting,0.050000,0,3,3,")));
    QVERIFY(recorded.contains(QStringLiteral("accepted_by_reactor_1,0.100000,0,4,4,")));
    QCOMPARE(recorded.front().count(QLatin1Char(',')) + 1, LabRecording::header().size());
    QVERIFY(recorded.filter(QStringLiteral("waiting,0.15")).isEmpty());

    series.append(snapshot, {sampleAt(300ms, 4, 9)}, 100);
    QVERIFY(!series.depth().before(200ms)); // nothing is known of the time that was skipped
    QCOMPARE(series.depth().before(301ms)->value, 4.0);

    series.restart(1);
    QVERIFY(series.depth().empty());
    QVERIFY(series.hiddenBursts().empty());
    series.append(snapshot, {sampleAt(0ms, 6, 0)});
    QVERIFY(series.hiddenBursts().empty()); // the queue was seen full
}

} // namespace ls::model

QTEST_MAIN(ls::model::LabModelTest)
#include "lab_model_test.moc"
