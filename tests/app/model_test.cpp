// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/knob_catalogue.h"
#include "app/model/lab_opening.h"
#include "app/model/sweep_command.h"
#include "app/model/sweep_experiment.h"
#include "app/model/sweep_file.h"
#include "app/model/sweep_plan_text.h"
#include "app/model/sweep_series.h"
#include "app/model/sweep_table_model.h"
#include "app/model/words.h"
#include "app/widgets/export_text.h"
#include "engine/lab/plan_options.h"
#include "tests/support/temp_dir.h"

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>
#include <QTest>

namespace ls::model {
namespace {

const kernel::SysctlCatalogue& sysctls() {
    static const kernel::SysctlCatalogue list = kernel::SysctlCatalogue::builtIn().value();
    return list;
}

const std::vector<Knob>& knobs() {
    static const std::vector<Knob> list = knobCatalogue(sysctls());
    return list;
}

/// Out of line: GCC 12 sees uninitialised strings where an optional of them is assigned.
[[gnu::noinline]] void alsoVary(SweepExperiment& experiment, const KnobRange& range) {
    experiment.second = range;
}

/// A row with every public column; `fields` replaces some.
sweep::SweepRow row(std::size_t run, unsigned repeat, std::vector<std::string> values,
                    const std::map<std::string, std::string>& fields) {
    const std::size_t first = 2;
    sweep::SweepRow out{run, repeat, std::move(values), {}, false};
    const std::vector<std::string> columns = sweep::csvHeader({});
    for (std::size_t i = first; i < columns.size(); ++i) {
        const auto given = fields.find(columns[i]);
        const std::string text = given != fields.end() ? given->second : columns[i] == "holds" ? "true" : "0";
        using Kind = sweep::Field::Kind;
        out.fields.emplace_back(columns[i], sweep::Field{text.empty()     ? Kind::Nothing
                                                         : text == "true" ? Kind::Truth
                                                                          : Kind::Number,
                                                         text});
    }
    return out;
}

/// Backlog 1 and 8, twice each; the small one loses.
SweepData twoValues() {
    SweepData data{{{"backlog", {"1", "8"}}}, {}};
    data.rows.push_back(
        row(0, 1, {"8"},
            {{"attempted", "9"}, {"established", "9"}, {"established_at_once", "9"}, {"connect_max_us", "700"}}));
    data.rows.push_back(row(1, 0, {"1"},
                            {{"attempted", "9"},
                             {"established", "2"},
                             {"established_at_once", "2"},
                             {"pending", "7"},
                             {"listen_drops", "7"},
                             {"connect_p99_us", ""},
                             {"connect_max_us", ""}}));
    data.rows.push_back(
        row(2, 0, {"8"},
            {{"attempted", "9"}, {"established", "9"}, {"established_at_once", "9"}, {"connect_max_us", "900"}}));
    data.rows.push_back(row(3, 1, {"1"},
                            {{"attempted", "9"},
                             {"established", "3"},
                             {"established_at_once", "3"},
                             {"pending", "6"},
                             {"listen_drops", "6"},
                             {"connect_p99_us", ""},
                             {"connect_max_us", ""}}));
    for (sweep::SweepRow& each : data.rows) {
        each.clean = looksClean(each);
    }
    return data;
}

/// As an export writes it.
std::string csvOf(const SweepFile& file) {
    widgets::ExportTable table = widgets::smallTable(sweepColumns(file.data), sweepFields(file.data));
    table.preamble = file.preamble;
    return widgets::piecesOf(table, widgets::TableFormat::Csv)().bytes.toStdString();
}

} // namespace

class ModelTest final : public QObject {
    Q_OBJECT

private slots:
    void everyOptionIsAKnobWithTheEnginesLimits();
    void everySysctlIsAKnob();
    void standardExperimentIsTheCommandItShows();
    void problemsAreShownWhereTheyAre_data();
    void problemsAreShownWhereTheyAre();
    void variedOptionsHaveNoFixedValue();
    void experimentSurvivesTheSettings();
    void seriesSumUpTheRepeats();
    void axisOfWordsCountsThem();
    void gridHasAPlaceForEveryPair();
    void tableIsAModel();
    void tableSortsByNumber();
    void fileReadsBackWhatItWrote();
    void fileOfTheCommandLineIsJudgedByItsColumns();
    void fileFromBeforeAColumnWasAddedIsRead();
    void fileOfARecordedSweepTellsItsFrames();
    void commandIsThePlanAgain();
    void labTakesWhatItCanAndNamesTheRest();
    void strangeFilesAreRefusedInWords_data();
    void strangeFilesAreRefusedInWords();
    void durationsHaveThreeFigures();
};

void ModelTest::everyOptionIsAKnobWithTheEnginesLimits() {
    QCOMPARE(knobs().front().name, QStringLiteral("backlog"));
    for (const lab::PlanOption& option : lab::planOptions()) {
        if (option.repeatable) {
            continue;
        }
        const std::string name(option.name);
        const auto found = std::find_if(knobs().begin(), knobs().end(),
                                        [&](const Knob& each) { return each.name.toStdString() == name; });
        QVERIFY2(found != knobs().end(), name.c_str());
        const auto accepts = [&](const QString& value) {
            lab::RunPlan plan;
            return option.apply(plan, value.toStdString()).has_value();
        };
        const QString unit = found->unit();
        if (found->isNumeric()) {
            for (const qint64 limit : {found->min, found->max}) {
                QVERIFY2(accepts(QString::number(limit) + unit), name.c_str());
                QVERIFY2(found->problemWith(QString::number(limit) + unit).isEmpty(), name.c_str());
            }
            QVERIFY2(!accepts(QString::number(found->max + 1) + unit), name.c_str());
            QVERIFY2(!found->problemWith(QString::number(found->max + 1) + unit).isEmpty(), name.c_str());
        }
        for (const QString& word : found->words) {
            QVERIFY2(accepts(word), name.c_str());
        }
        QVERIFY(!found->help.isEmpty());
    }
}

void ModelTest::everySysctlIsAKnob() {
    for (const kernel::SysctlEntry& entry : sysctls().entries()) {
        const bool there = std::any_of(knobs().begin(), knobs().end(),
                                       [&](const Knob& each) { return each.name.toStdString() == entry.key; });
        QCOMPARE(there, entry.scope == kernel::SysctlScope::Namespace);
    }
}

void ModelTest::standardExperimentIsTheCommandItShows() {
    const SweepExperiment experiment;
    const CheckedExperiment checked = check(experiment, knobs(), sysctls(), 7);
    QVERIFY(checked.problems.isEmpty());
    QCOMPARE(checked.runs, std::size_t{33});
    QCOMPARE(checked.plan->seed, std::uint64_t{7});
    QCOMPARE(checked.plan->knobs.front().values.size(), std::size_t{11});
    QCOMPARE(commandOf(experiment, knobs(), 7),
             QStringLiteral("listenscope-cli sweep --vary backlog=1..1024:log2 --repeat 3 --seed 7 --clients 800 "
                            "--accept 2000/s --duration 900ms"));
}

void ModelTest::problemsAreShownWhereTheyAre_data() {
    QTest::addColumn<QVariantMap>("change");
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("says");
    const auto add = [](const char* tag, const QVariantMap& change, Field field, const char* says) {
        QTest::newRow(tag) << change << static_cast<int>(field) << QString::fromUtf8(says);
    };
    const auto knobMap = [](QVariantMap map) { return QVariantMap{{QStringLiteral("knob"), map}}; };
    const auto text = [](const char* key, const char* value) {
        return QVariantMap{{QString::fromLatin1(key), QString::fromUtf8(value)}};
    };
    add("not a number", text("clients", "many"), Field::Clients, "from 1 to 10,000,000");
    add("empty", text("clients", ""), Field::Clients, "Give a whole number");
    add("no client", text("clients", "0"), Field::Clients, "from 1 to");
    add("no repeat", text("repeats", "0"), Field::Repeats, "from 1 to 1,000");
    add("no unit", text("window", "900"), Field::Window, "900ms");
    add("bad seed", text("seed", "-1"), Field::Seed, "whole number");
    add("too slow", text("acceptRate", "0"), Field::Accept, "per second");
    add("no value", text("others", "payload"), Field::Others, "payload");
    add("no such option", text("others", "colour=red"), Field::Others, "colour");
    add("twice", text("others", "payload=1 payload=2"), Field::Others, "already set");
    add("given above", text("others", "backlog=4"), Field::Others, "already set");
    add("sysctl out of range", text("others", "net.ipv4.tcp_syncookies=7"), Field::Knob, "0 to 2");
    add("backwards", knobMap(text("from", "2000")), Field::Knob, "backwards");
    add("factor from 0", knobMap(text("from", "0")), Field::Knob, "cannot start at 0");
    add("too large", knobMap(text("to", "99999999999")), Field::Knob, "2,147,483,647");
    add("unknown", knobMap(text("name", "nonsense")), Field::Knob, "not a setting");
    add("too many", text("repeats", "1000"), Field::Repeats, "");
}

void ModelTest::problemsAreShownWhereTheyAre() {
    QFETCH(QVariantMap, change);
    QFETCH(int, field);
    QFETCH(QString, says);
    const CheckedExperiment checked = check(SweepExperiment::fromMap(change), knobs(), sysctls(), 1);
    if (says.isEmpty()) {
        QVERIFY(checked.problems.isEmpty());
        return;
    }
    QVERIFY(!checked.plan);
    const QString problem = checked.problems.value(static_cast<Field>(field));
    QVERIFY2(problem.contains(says), qPrintable(problem));
}

void ModelTest::variedOptionsHaveNoFixedValue() {
    SweepExperiment experiment;
    experiment.knob = {QStringLiteral("accept"), QStringLiteral("100"), QStringLiteral("800")};
    alsoVary(experiment, {QStringLiteral("net.core.somaxconn"), {}, {}, Spacing::List, {}, QStringLiteral("8, 16")});
    const CheckedExperiment checked = check(experiment, knobs(), sysctls(), 1);
    QVERIFY(checked.plan);
    QCOMPARE(checked.plan->knobs.front().values.back(), std::string("800/s"));
    QCOMPARE(checked.runs, std::size_t{4 * 2 * 3});
    QVERIFY(!commandOf(experiment, knobs(), 1).contains(QStringLiteral("--accept")));
}

void ModelTest::experimentSurvivesTheSettings() {
    SweepExperiment experiment;
    alsoVary(
        experiment,
        {QStringLiteral("clients"), QStringLiteral("1"), QStringLiteral("9"), Spacing::Step, QStringLiteral("2"), {}});
    experiment.others = QStringLiteral("payload=3");
    experiment.accept = SweepExperiment::Accept::None;
    QCOMPARE(SweepExperiment::fromMap(experiment.toMap()), experiment);
    // Nonsense counts as absent.
    const QVariantMap broken{{QStringLiteral("accept"), 99}, {QStringLiteral("knob"), QStringLiteral("what?")}};
    QCOMPARE(SweepExperiment::fromMap(broken), SweepExperiment());
}

void ModelTest::seriesSumUpTheRepeats() {
    const SweepData data = twoValues();
    const Series established = seriesOf(data, Metric::AtOnce);
    QCOMPARE(spreadText(Metric::AtOnce, established[0]),
             QStringLiteral("Established at once: median 2.5, min 2, max 3 connections (2 runs)"));
    QCOMPARE(spreadText(Metric::ConnectP99, std::nullopt), QStringLiteral("Connect p99: –"));
    QCOMPARE(established.size(), std::size_t{2});
    QCOMPARE(established[0]->min, 2.0);
    QCOMPARE(established[0]->median, 2.5);
    QCOMPARE(established[0]->max, 3.0);
    // A p99 beyond the window is not a number.
    QVERIFY(!seriesOf(data, Metric::ConnectP99)[0]);
    const sweep::Recommendation best = sweep::recommend(data.knobs, data.rows);
    QCOMPARE(best.value, std::optional<std::string>("8"));
    QVERIFY(wordsFor(best).reason.contains(QStringLiteral("at 1 something was lost")));
}

void ModelTest::axisOfWordsCountsThem() {
    const SweepAxis words = axisOf({"trigger", {"level", "edge"}});
    QCOMPARE(words.positions, (std::vector<double>{0, 1}));
    QVERIFY(!words.isLog);
    const SweepAxis rates = axisOf({"accept", {"400/s", "20/s", "100/s"}});
    QCOMPARE(rates.positions, (std::vector<double>{20, 100, 400}));
    QVERIFY(rates.isLog);
    QVERIFY(!axisOf({"backlog", {"0", "100"}}).isLog);
}

void ModelTest::gridHasAPlaceForEveryPair() {
    SweepData data{{{"backlog", {"1", "8"}}, {"clients", {"4", "9"}}}, {}};
    data.rows.push_back(row(0, 0, {"8", "4"}, {{"established_at_once", "4"}}));
    const Grid grid = gridOf(data, Metric::AtOnce);
    QCOMPARE(grid[1][0]->median, 4.0);
    QVERIFY(!grid[0][0]);
}

void ModelTest::tableIsAModel() {
    SweepTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    SweepData data = twoValues();
    const std::vector<sweep::SweepRow> rows = std::exchange(data.rows, {});
    model.reset(data);
    QCOMPARE(model.columnCount(), static_cast<int>(sweep::csvHeader(data.knobs).size()));
    for (const sweep::SweepRow& each : rows) {
        model.append(each);
    }
    QCOMPARE(model.rowCount(), 4);
    const int drops = 18;
    QCOMPARE(model.headerData(drops, Qt::Horizontal, SweepTableModel::PublicNameRole).toString(),
             QStringLiteral("listen_drops"));
    QCOMPARE(model.index(1, drops).data(SweepTableModel::TroubleRole).toBool(), true);
    QCOMPARE(model.index(0, drops).data(SweepTableModel::TroubleRole).toBool(), false);
    model.reset({});
    QCOMPARE(model.columnCount(), 0);
}

void ModelTest::tableSortsByNumber() {
    SweepTableModel model;
    SweepData data{{{"backlog", {}}}, {}};
    for (const char* value : {"16", "2", "128"}) {
        data.rows.push_back(row(data.rows.size(), 0, {value}, {}));
    }
    model.reset(data);
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(SweepTableModel::SortRole);
    sorted.sort(2);
    QStringList order;
    for (int i = 0; i < 3; ++i) {
        order << sorted.index(i, 2).data(SweepTableModel::PlainRole).toString();
    }
    QCOMPARE(order, (QStringList{QStringLiteral("2"), QStringLiteral("16"), QStringLiteral("128")}));
}

void ModelTest::fileReadsBackWhatItWrote() {
    const test::TempDir dir;
    SweepData data = twoValues();
    data.knobs[0].name = "accept";
    data.rows[0].values[0] = "none@0s,all@1s"; // needs quotes
    data.rows[2].clean = false;                // the engine knew better than the columns tell
    data.knobs[0].values = {"1", "8", "none@0s,all@1s"};
    const SweepFile file{sweepPreamble("listenscope-cli sweep", 7, data), data};
    test::writeFile(dir / "sweep.csv", csvOf(file));
    const SweepFile read = readSweepFile(dir / "sweep.csv").value();
    QCOMPARE(read.preamble, file.preamble);
    QCOMPARE(read.data.rows.size(), data.rows.size());
    QCOMPARE(csvOf(read), csvOf(file));
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        QCOMPARE(read.data.rows[i].clean, data.rows[i].clean);
    }
}

void ModelTest::fileOfTheCommandLineIsJudgedByItsColumns() {
    const test::TempDir dir;
    const SweepData data = twoValues();
    test::writeFile(dir / "cli.csv", csvOf({{{"version", "0"}, {"seed", "3"}}, data}));
    const SweepFile read = readSweepFile(dir / "cli.csv").value();
    QCOMPARE(read.data.knobs.front().values, (std::vector<std::string>{"1", "8"}));
    QVERIFY(read.data.rows[0].clean);
    QVERIFY(!read.data.rows[1].clean);
    sweep::SweepRow late = data.rows[0];
    QCOMPARE(late.fields.back().first, std::string("established_at_once"));
    late.fields.back().second.text = "8";
    QVERIFY(!looksClean(late));
}

void ModelTest::fileFromBeforeAColumnWasAddedIsRead() {
    const test::TempDir dir;
    const std::string columns = "limit,capacity,attempted,established,refused,reset,timed_out,failed,pending,accepted,"
                                "queued,queued_max,half_open,unknown,listen_overflows,listen_drops,listener_drops,"
                                "syncookies_sent,connect_p50_us,connect_p99_us,connect_max_us,duration_s,holds";
    const auto line = [](const char* slowest) {
        return std::string("0,0,8,8,9,9,9,0,0,0,0,0,9,0,1,0,0,0,0,0,0,50,60,") + slowest + ",0.5,true\n";
    };
    test::writeFile(dir / "old.csv", "run,repeat,backlog," + columns + "\n" + line("700") + line("1003000"));
    const SweepFile read = readSweepFile(dir / "old.csv").value();
    QVERIFY(read.data.rows[0].clean);
    QVERIFY(!read.data.rows[1].clean); // so slow because its SYN was repeated
    QVERIFY(!seriesOf(read.data, Metric::AtOnce)[0]);
    QCOMPARE(sweepColumns(read.data).back(), QStringLiteral("established_at_once"));
    QCOMPARE(sweepFields(read.data)[0].mid(sweepColumns(read.data).size() - 3),
             (QStringList{QStringLiteral("0.5"), QStringLiteral("true"), QString()}));
}

void ModelTest::fileOfARecordedSweepTellsItsFrames() {
    const test::TempDir dir;
    SweepData data = twoValues();
    data.columns = sweep::Columns::Recorded;
    const std::vector<std::string> columns = sweep::csvHeader({}, data.columns);
    for (sweep::SweepRow& row : data.rows) {
        for (std::size_t i = sweep::csvHeader({}).size(); i < columns.size(); ++i) {
            row.fields.emplace_back(columns[i], sweep::Field{sweep::Field::Kind::Number, std::to_string(40 + i)});
        }
    }
    const SweepFile file{sweepPreamble("listenscope-cli sweep", 7, data), data};
    test::writeFile(dir / "recorded.csv", csvOf(file));
    const SweepFile read = readSweepFile(dir / "recorded.csv").value();
    QCOMPARE(read.data.columns, sweep::Columns::Recorded);
    QCOMPARE(csvOf(read), csvOf(file));
    QCOMPARE(sweepColumns(read.data).back(), QStringLiteral("missing_in_pcap"));
    QCOMPARE(columnTitle("pcap_first_frame"), QStringLiteral("First frame"));
}

void ModelTest::commandIsThePlanAgain() {
    SweepExperiment experiment;
    experiment.seed = QStringLiteral("7");
    experiment.others = QStringLiteral("payload=64 net.core.somaxconn=128");
    const CheckedExperiment checked = check(experiment, knobs(), sysctls(), 7);
    const auto plan = planOfCommand(commandOf(experiment, knobs(), 7).toStdString());
    QVERIFY2(plan.has_value(), plan ? "" : plan.error().text.c_str());
    QVERIFY(plan->base == checked.plan->base);
    QCOMPARE(plan->knobs.front().values, checked.plan->knobs.front().values);
    QCOMPARE(plan->repeats, checked.plan->repeats);
    QCOMPARE(plan->seed, checked.plan->seed);
    // As a shell takes it.
    const auto quoted =
        planOfCommand("./listenscope-cli sweep --vary='accept=none,100/s' --csv 'my file.csv' --json --clients 5");
    QVERIFY(quoted.has_value());
    QCOMPARE(quoted->knobs.front().values, (std::vector<std::string>{"none", "100/s"}));
    QCOMPARE(quoted->base.load.clients, 5U);
    for (const char* odd : {"", "listenscope-cli lab --clients 5", "listenscope-cli sweep --clients 5",
                            "listenscope-cli sweep --vary", "listenscope-cli sweep --vary backlog=1 --what 5"}) {
        QVERIFY2(!planOfCommand(odd), odd);
    }
}

void ModelTest::labTakesWhatItCanAndNamesTheRest() {
    lab::RunPlan plan;
    for (const auto& [name, value] :
         std::initializer_list<std::pair<const char*, const char*>>{{"backlog", "64"},
                                                                    {"clients", "300"},
                                                                    {"rate", "250/s"},
                                                                    {"accept", "2000/s"},
                                                                    {"reactors", "3"},
                                                                    {"listeners", "reuseport"},
                                                                    {"trigger", "edge"},
                                                                    {"payload", "16"},
                                                                    {"close", "fin"},
                                                                    {"ipv6", "on"},
                                                                    {"net.core.somaxconn", "32"}}) {
        QVERIFY(lab::applyOption(plan, name, value).has_value());
    }
    const LabOpening whole = labOpeningOf(plan, QStringLiteral("backlog = 64"));
    QCOMPARE(whole.experiment.backlog, 64);
    QVERIFY(whole.experiment.plan() == plan.load);
    QVERIFY(whole.experiment.setup().server == plan.server);
    QVERIFY(whole.experiment.setup().family == IpFamily::V6);
    QVERIFY(whole.experiment.sysctls == plan.sysctls);
    QCOMPARE(whole.leftOut, (QStringList{QStringLiteral("duration 1.5s: a live laboratory has no end")}));

    for (const auto& [name, value] :
         std::initializer_list<std::pair<const char*, const char*>>{{"accept", "none@0s,all@1s"},
                                                                    {"backlog-at", "300ms=50"},
                                                                    {"accept-budget", "2"},
                                                                    {"balance", "least-loaded"},
                                                                    {"load-loops", "2"},
                                                                    {"sample-rate", "500"},
                                                                    {"sysctls", "host"},
                                                                    {"backlog", "100000"}}) {
        QVERIFY(lab::applyOption(plan, name, value).has_value());
    }
    const LabOpening part = labOpeningOf(plan, {});
    QCOMPARE(part.experiment.accept, server::AcceptPolicy::Kind::None);
    QCOMPARE(part.experiment.backlog, kMostBacklog);
    QCOMPARE(part.experiment.acceptBudget, 2U);
    const QString left = part.leftOut.join(QLatin1Char('\n'));
    for (const char* named : {"none@0s,all@1s", "backlog-at 300ms=50", "balance least-loaded", "load-loops 2",
                              "sample-rate 500", "sysctls host", "backlog 100000"}) {
        QVERIFY2(left.contains(QLatin1String(named)), qPrintable(left));
    }
}

void ModelTest::strangeFilesAreRefusedInWords_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("another CSV") << QStringLiteral("a,b,c\n1,2,3\n");
    QTest::newRow("no knob") << QStringLiteral("run,repeat,limit\n0,0,1\n");
    QTest::newRow("binary") << QStringLiteral("\x01\x02\x03\n\x04");
    const QString header = QString::fromStdString(csvOf({{}, {{{"backlog", {}}}, {}}}));
    QTest::newRow("short row") << header + QStringLiteral("0,0,1\n");
    QTest::newRow("words for numbers") << header + QStringLiteral("x,") + QStringLiteral("0,").repeated(24) +
                                              QStringLiteral("true,0\n");
}

void ModelTest::strangeFilesAreRefusedInWords() {
    QFETCH(QString, text);
    const test::TempDir dir;
    test::writeFile(dir / "odd.csv", text.toStdString());
    const auto read = readSweepFile(dir / "odd.csv");
    QVERIFY(!read);
    QVERIFY(sentence(read.error()).contains(QStringLiteral("line ")));
    QVERIFY(!readSweepFile(dir / "absent.csv"));
}

void ModelTest::durationsHaveThreeFigures() {
    QLocale::setDefault(QLocale::c());
    QCOMPARE(durationText(87), QStringLiteral("87 µs"));
    QCOMPARE(durationText(1234), QStringLiteral("1.23 ms"));
    QCOMPARE(durationText(45'600), QStringLiteral("45.6 ms"));
    QCOMPARE(durationText(1'040'000), QStringLiteral("1.04 s"));
}

} // namespace ls::model

QTEST_GUILESS_MAIN(ls::model::ModelTest)
#include "model_test.moc"
