// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/engine_bridge.h"
#include "app/main_window.h"
#include "app/pages/lab_page.h"
#include "app/pages/sweep_page.h"
#include "app/settings/theme.h"
#include "app/widgets/notice.h"
#include "engine/netns/opener_location.h"
#include "tests/support/temp_dir.h"

#include <QApplication>
#include <QTableView>
#include <QTest>

namespace ls {

namespace {

constexpr int kPatienceMs = 30'000;

} // namespace

/// Run by tests/support/without_namespaces: the kernel refuses user namespaces for real.
class RefusedNamespaceTest final : public QObject {
    Q_OBJECT

private slots:
    void theLabNamesTheSwitchAndTheRestWorks();
};

void RefusedNamespaceTest::theLabNamesTheSwitchAndTheRestWorks() {
    const test::TempDir dir;
    settings::AppSettings settings(QString::fromStdString((dir.path() / "settings.ini").string()));
    settings::Theme theme(*qApp);
    bridge::EngineBridge engine(control::Engine::create(netns::findOpener().value()));
    MainWindow window(settings, theme);
    auto* lab = new pages::LabPage(engine, settings);
    auto* sweep = new pages::SweepPage(engine, settings);
    window.addPage({lab->title(), QStringLiteral("lab"), [lab] { return lab; }});
    window.addPage({sweep->title(), QStringLiteral("sweep"), [sweep] { return sweep; }});
    window.show();

    auto* notice = lab->findChild<widgets::Notice*>();
    QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), kPatienceMs);
    QCOMPARE(notice->title(), QStringLiteral("The laboratory could not be opened"));
    QVERIFY2(notice->text().contains(QStringLiteral("user.max_user_namespaces is 0")), qPrintable(notice->text()));
    QVERIFY2(notice->text().contains(QStringLiteral("sysctl user.max_user_namespaces=")), qPrintable(notice->text()));
    QVERIFY(!lab->isRunning());
    QVERIFY(lab->canStart()); // once the switch is set
    lab->start();
    QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible() && !lab->isRunning(), kPatienceMs);

    window.showPage(1);
    sweep->start();
    auto* sweepNotice = sweep->findChild<widgets::Notice*>();
    QTRY_VERIFY_WITH_TIMEOUT(sweepNotice->text().contains(QStringLiteral("user.max_user_namespaces is 0")),
                             kPatienceMs);
    QVERIFY(!sweep->isRunning());
    window.close();
}

} // namespace ls

QTEST_MAIN(ls::RefusedNamespaceTest)
#include "refused_namespace_test.moc"
