// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/record_roles.h"
#include "app/settings/theme.h"
#include "app/widgets/filter_field.h"
#include "app/widgets/record_table.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QRandomGenerator>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTest>

namespace ls::widgets {

namespace {

/// Sockets with a depth: the names tell the rows apart, two depths are equal.
class Sockets final : public QStandardItemModel {
public:
    enum Column { Name, Depth, Note, Columns };

    Sockets()
        : QStandardItemModel(0, Columns) {
        const char* const titles[] = {"Socket", "Waiting", "Note"};
        const char* const names[] = {"socket", "waiting", "note"};
        for (int column = 0; column < Columns; ++column) {
            setHeaderData(column, Qt::Horizontal, QString::fromLatin1(titles[column]));
            setHeaderData(column, Qt::Horizontal, QString::fromLatin1(names[column]), model::PublicNameRole);
        }
        add("nginx", 1200, "a|b");
        add("redis", 9, "say \"hi\", twice");
        add("node", 100, "");
        add("caddy", 9, "new\tline");
    }

    void add(const char* name, int depth, const char* note) {
        const int row = rowCount();
        insertRow(row);
        setData(index(row, Name), QString::fromLatin1(name));
        setDepth(row, depth);
        setData(index(row, Note), QString::fromLatin1(note));
    }

    void setDepth(int row, int depth) {
        setData(index(row, Depth), QLocale().toString(depth));
        setData(index(row, Depth), depth, model::SortRole);
        setData(index(row, Depth), depth, model::PlainRole);
        setData(index(row, Depth), QVariant(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    }
};

QString namesIn(const RecordTable& table) {
    QStringList names;
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        names << table.model()->index(row, Sockets::Name).data().toString();
    }
    return names.join(QLatin1Char(' '));
}

QString titlesIn(const RecordTable& table) {
    return table.allText(TextFormat::Csv).section(QLatin1Char('\n'), 0, 0);
}

void clickHeader(RecordTable& table, int column) {
    QHeaderView* header = table.horizontalHeader();
    const QPoint at(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
}

} // namespace

class RecordTableTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void numbersSortAsNumbersAndEqualRowsKeepTheirOrder();
    void changesMoveOnlyWhatChanged();
    void columnsAreChosenByTheHeadersMenu();
    void columnsAreDraggedAndRemembered();
    void rubbishIsNotRemembered_data();
    void rubbishIsNotRemembered();
    void rowsAreCopied();
    void filterShowsWhatHasTheText();
    void freshRowsAreTintedAndMarked();
    void thousandsOfRowsStayInOrder();

private:
    std::unique_ptr<settings::Theme> m_theme;
    std::unique_ptr<Sockets> m_sockets;
    std::unique_ptr<RecordTable> m_table;
};

void RecordTableTest::initTestCase() {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_theme = std::make_unique<settings::Theme>(*qApp);
    m_theme->apply(settings::ThemeChoice::Light);
}

void RecordTableTest::init() {
    m_sockets = std::make_unique<Sockets>();
    m_table = std::make_unique<RecordTable>();
    m_table->setRecords(m_sockets.get(), {120, 90, 150}, {QStringLiteral("note")});
    new QAbstractItemModelTester(m_table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_table.get());
    m_table->resize(500, 300);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
}

void RecordTableTest::cleanup() {
    m_table.reset();
    m_sockets.reset();
}

void RecordTableTest::numbersSortAsNumbersAndEqualRowsKeepTheirOrder() {
    QCOMPARE(namesIn(*m_table), QStringLiteral("nginx redis node caddy"));
    clickHeader(*m_table, Sockets::Depth);
    QCOMPARE(namesIn(*m_table), QStringLiteral("redis caddy node nginx"));
    clickHeader(*m_table, Sockets::Depth);
    QCOMPARE(namesIn(*m_table), QStringLiteral("nginx node redis caddy"));
    clickHeader(*m_table, Sockets::Depth);
    QCOMPARE(namesIn(*m_table), QStringLiteral("nginx redis node caddy"));
    QCOMPARE(compareKeys(QVariant(), 5), 1); // what is absent comes last
    QCOMPARE(compareKeys(2.5, 10), -1);
}

void RecordTableTest::changesMoveOnlyWhatChanged() {
    clickHeader(*m_table, Sockets::Depth);
    m_table->selectRow(1);
    QCOMPARE(m_table->recordOf(m_table->currentIndex()), 3); // caddy
    m_sockets->setDepth(3, 500);
    QCOMPARE(namesIn(*m_table), QStringLiteral("redis node caddy nginx"));
    QCOMPARE(m_table->recordOf(m_table->currentIndex()), 3);
    m_sockets->setDepth(3, 9);
    QCOMPARE(namesIn(*m_table), QStringLiteral("redis caddy node nginx"));
    m_sockets->add("envoy", 9, "");
    QCOMPARE(namesIn(*m_table), QStringLiteral("redis caddy envoy node nginx"));
}

void RecordTableTest::columnsAreChosenByTheHeadersMenu() {
    QCOMPARE(titlesIn(*m_table), QStringLiteral("socket,waiting"));
    const auto choose = [this](const QString& text) {
        emit m_table->horizontalHeader()->customContextMenuRequested({10, 10});
        auto* menu = m_table->horizontalHeader()->findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        for (QAction* action : menu->actions()) {
            if (action->text() == text) {
                action->trigger();
            }
        }
        delete menu;
    };
    choose(QStringLiteral("Note"));
    QCOMPARE(titlesIn(*m_table), QStringLiteral("socket,waiting,note"));
    choose(QStringLiteral("Socket"));
    choose(QStringLiteral("Note"));
    QCOMPARE(titlesIn(*m_table), QStringLiteral("waiting"));
    choose(QStringLiteral("Waiting")); // the last one stays
    QCOMPARE(titlesIn(*m_table), QStringLiteral("waiting"));
    choose(QStringLiteral("Standard columns"));
    QCOMPARE(titlesIn(*m_table), QStringLiteral("socket,waiting"));
}

void RecordTableTest::columnsAreDraggedAndRemembered() {
    m_table->horizontalHeader()->moveSection(Sockets::Depth, 0);
    m_table->setColumnHidden(Sockets::Note, false);
    m_table->setColumnWidth(Sockets::Name, 177);
    clickHeader(*m_table, Sockets::Depth);
    clickHeader(*m_table, Sockets::Depth);
    const QByteArray state = m_table->layoutState();

    RecordTable other;
    Sockets sockets;
    other.setRecords(&sockets, {120, 90, 150}, {QStringLiteral("note")});
    other.setLayoutState(state);
    QCOMPARE(titlesIn(other), QStringLiteral("waiting,socket,note"));
    QCOMPARE(other.columnWidth(Sockets::Name), 177);
    QCOMPARE(namesIn(other), QStringLiteral("nginx node redis caddy"));
    other.resetLayout();
    QCOMPARE(titlesIn(other), QStringLiteral("socket,waiting"));
    QCOMPARE(other.columnWidth(Sockets::Name), 120);
    QCOMPARE(namesIn(other), QStringLiteral("nginx redis node caddy"));
}

void RecordTableTest::rubbishIsNotRemembered_data() {
    QTest::addColumn<QByteArray>("state");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("of another kind") << QByteArray("\0\0\0\xff\0\1", 6);
    QTest::newRow("unknown column") << QByteArray(
        R"({"columns":[{"name":"gone","hidden":true,"width":9}],"sort":"x"})");
    QTest::newRow("wrong types") << QByteArray(R"({"columns":[3,{"name":7}],"sort":{},"descending":"yes"})");
}

void RecordTableTest::rubbishIsNotRemembered() {
    QFETCH(QByteArray, state);
    m_table->setLayoutState(state);
    QCOMPARE(titlesIn(*m_table), QStringLiteral("socket,waiting"));
    QCOMPARE(namesIn(*m_table), QStringLiteral("nginx redis node caddy"));
    m_table->setLayoutState(R"({"columns":[{"name":"socket","hidden":true},{"name":"waiting","hidden":true}]})");
    QVERIFY(!titlesIn(*m_table).isEmpty()); // a table never loses its last header
}

void RecordTableTest::rowsAreCopied() {
    m_table->setColumnHidden(Sockets::Note, false);
    m_table->selectRow(1);
    m_table->selectionModel()->select(m_table->model()->index(3, 0),
                                      QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_table->selectionModel()->select(m_table->model()->index(0, 0),
                                      QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_table->setFocus();
    QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("Socket\tWaiting\tNote\nnginx\t1200\ta|b\nredis\t9\tsay \"hi\", twice\n"
                                "caddy\t9\tnew line\n"));
    QCOMPARE(m_table->selectedText(TextFormat::Csv),
             QStringLiteral("socket,waiting,note\nnginx,1200,a|b\nredis,9,\"say \"\"hi\"\", twice\"\n"
                            "caddy,9,new\tline\n"));
    QVERIFY(m_table->selectedText(TextFormat::Markdown)
                .startsWith(QStringLiteral("| Socket | Waiting | Note |\n| --- | ---: | --- |\n"
                                           "| nginx | 1,200 | a\\|b |\n")));
}

void RecordTableTest::filterShowsWhatHasTheText() {
    FilterField field(*m_table);
    field.show();
    QTest::keyClicks(&field, QStringLiteral("D"));
    QCOMPARE(namesIn(*m_table), QStringLiteral("redis node caddy"));
    QTest::keyClicks(&field, QStringLiteral("y"));
    QCOMPARE(namesIn(*m_table), QStringLiteral("caddy"));
    m_sockets->add("shady", 3, "");
    QCOMPARE(namesIn(*m_table), QStringLiteral("caddy shady"));
    QTest::keyClicks(&field, QStringLiteral("z"));
    QCOMPARE(namesIn(*m_table), QString());
    QVERIFY(field.property("wrong").toBool());
    m_sockets->add("dyz", 3, "");
    QVERIFY(!field.property("wrong").toBool());
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(field.text().isEmpty());
    QCOMPARE(m_table->model()->rowCount(), 6);
    field.setText(QStringLiteral("nginx"));
    QTest::keyClick(m_table.get(), Qt::Key_Escape);
    QCOMPARE(m_table->model()->rowCount(), 6);
}

void RecordTableTest::freshRowsAreTintedAndMarked() {
    const auto set = [this](int row, model::Freshness freshness) {
        for (int column = 0; column < Sockets::Columns; ++column) {
            m_sockets->setData(m_sockets->index(row, column), static_cast<int>(freshness), model::FreshnessRole);
        }
    };
    set(0, model::Freshness::New);
    set(1, model::Freshness::Changed);
    set(2, model::Freshness::Closed);
    set(3, model::Freshness::Steady);
    const auto groundOf = [this](int row) {
        const QRect cell = m_table->visualRect(m_table->model()->index(row, Sockets::Depth));
        return m_table->viewport()->grab().toImage().pixelColor(cell.topLeft() + QPoint(3, 3));
    };
    const settings::RowTints tints = settings::rowTints(QApplication::palette());
    QCOMPARE(groundOf(0), tints.fresh);
    QCOMPARE(groundOf(1), tints.changed);
    QCOMPARE(groundOf(2), tints.closed);
    QCOMPARE(groundOf(3), QApplication::palette().color(QPalette::Base));
    const auto textOf = [this](int row, int column) {
        QStyleOptionViewItem option;
        const auto* delegate = static_cast<const QStyledItemDelegate*>(m_table->itemDelegate());
        struct Open final : QStyledItemDelegate {
            using QStyledItemDelegate::initStyleOption;
        };
        (delegate->*(&Open::initStyleOption))(&option, m_table->model()->index(row, column));
        return option.text;
    };
    QCOMPARE(textOf(2, Sockets::Name), QStringLiteral("× node"));
    // Figures keep an en space from the next column.
    m_table->horizontalHeader()->moveSection(Sockets::Depth, 0); // the sign stands in the first column in sight
    QCOMPARE(textOf(2, Sockets::Name), QStringLiteral("node"));
    QCOMPARE(textOf(2, Sockets::Depth), QStringLiteral("× 100\u2002"));
}

void RecordTableTest::thousandsOfRowsStayInOrder() {
    delete m_table->findChild<QAbstractItemModelTester*>(); // looks at all of them at each change
    QRandomGenerator random(1);
    for (int i = 0; i < 3000; ++i) {
        m_sockets->add("socket", static_cast<int>(random.bounded(100000U)), "");
    }
    clickHeader(*m_table, Sockets::Depth);
    for (int i = 0; i < 300; ++i) {
        m_sockets->setDepth(static_cast<int>(random.bounded(3000U)), static_cast<int>(random.bounded(100000U)));
    }
    for (int row = 1; row < m_table->model()->rowCount(); ++row) {
        const auto depth = [this](int at) {
            return m_table->model()->index(at, Sockets::Depth).data(model::SortRole).toInt();
        };
        QVERIFY(depth(row - 1) <= depth(row));
    }
}

} // namespace ls::widgets

QTEST_MAIN(ls::widgets::RecordTableTest)
#include "record_table_test.moc"
