// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include "app/widgets/export_dialog.h"
#include "app/widgets/icon.h"
#include "app/widgets/key_sheet.h"
#include "app/widgets/page_switch.h"
#include "app/widgets/settings_dialog.h"
#include "app/widgets/window_keys.h"
#include "engine/base/version.h"
#include "engine/kernel/kernel_version.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyle>
#include <QTextBrowser>
#include <QToolBar>
#include <QVBoxLayout>

#include <utility>

#include <unistd.h>

namespace ls {

using widgets::icon;

namespace {

constexpr auto kGeometry = "window";
constexpr QSize kFirstSize(1280, 800);
constexpr int kConfirmationMs = 4000;

/// "&Start" and, as in Chinese, "开始(&S)" without what is for the keyboard.
QString withoutMnemonic(QString text) {
    static const QRegularExpression kMnemonic(QStringLiteral("\\(&.\\)|&|…"));
    return text.remove(kMnemonic);
}

QString layoutName() {
    return QString::fromLatin1(kGeometry);
}

} // namespace

MainWindow::MainWindow(settings::AppSettings& settings, settings::Theme& theme)
    : m_settings(settings)
    , m_theme(theme)
    , m_switch(new widgets::PageSwitch)
    , m_stack(new QStackedWidget)
    , m_status(new QLabel) {
    setWindowTitle(QStringLiteral("Listenscope"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/listenscope.svg")));
    auto* centre = new QWidget;
    auto* layout = new QHBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_switch);
    layout->addWidget(m_stack, 1);
    setCentralWidget(centre);
    setContextMenuPolicy(Qt::NoContextMenu);
    setUpActions();
    setUpMenus();
    setUpToolBar();
    setUpStatusBar();
    connect(m_switch, &widgets::PageSwitch::chosen, this, &MainWindow::showPage);
}

QAction* MainWindow::makeAction(const QString& iconName, const QString& text, const QKeySequence& key,
                                void (MainWindow::*slot)()) {
    auto* action = new QAction(icon(iconName), text, this);
    action->setIconText(withoutMnemonic(text));
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void MainWindow::setUpActions() {
    m_actions = {
        makeAction(QStringLiteral("start"), tr("&Start"), Qt::CTRL | Qt::Key_E, &MainWindow::startOrStop),
        makeAction(QStringLiteral("restart"), tr("&Restart"), Qt::CTRL | Qt::Key_R, &MainWindow::restartRun),
        makeAction({}, tr("Reset e&xperiment"), {}, &MainWindow::resetExperiment),
        makeAction(QStringLiteral("pause"), tr("&Pause"), Qt::CTRL | Qt::Key_Space, &MainWindow::pausePicture),
        makeAction(QStringLiteral("marker"), tr("&Marker"), Qt::CTRL | Qt::Key_M, &MainWindow::markMoment),
        makeAction({}, tr("&Filter"), Qt::CTRL | Qt::Key_F, &MainWindow::goToFilter),
        makeAction({}, tr("&Save recording…"), QKeySequence::Save, &MainWindow::saveRecording),
        makeAction(QStringLiteral("export"), tr("&Export…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S, &MainWindow::exportPage),
        makeAction(QStringLiteral("settings"), tr("Se&ttings…"), Qt::CTRL | Qt::Key_Comma, &MainWindow::showSettings),
        new QAction(tr("&Quit"), this),
        makeAction(QStringLiteral("help"), tr("&What this page does"), QKeySequence::HelpContents,
                   &MainWindow::showHelp),
        makeAction({}, tr("&Keys"), Qt::Key_Question, &MainWindow::showKeys),
        makeAction({}, tr("&About Listenscope"), {}, &MainWindow::showAbout),
    };
    // With and without Shift: which of the two a ? is depends on the platform.
    m_actions.keys->setShortcuts({Qt::Key_Question, Qt::SHIFT | Qt::Key_Question});
    m_actions.filter->setShortcuts({Qt::CTRL | Qt::Key_F, Qt::Key_Slash});
    m_actions.preset->setStatusTip(tr("Everything this page is set to goes back to its first values"));
    m_actions.quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    m_actions.pause->setCheckable(true);
    for (QAction* action : {m_actions.start, m_actions.restart, m_actions.pause, m_actions.marker, m_actions.exporting,
                            m_actions.settings}) {
        action->setToolTip(
            QStringLiteral("%1 (%2)").arg(action->iconText(), action->shortcut().toString(QKeySequence::NativeText)));
    }
    new widgets::WindowKeys(this,
                            {m_actions.start, m_actions.restart, m_actions.pause, m_actions.marker, m_actions.filter,
                             m_actions.save, m_actions.exporting, m_actions.settings, m_actions.quit});
}

void MainWindow::setUpMenus() {
    m_fileMenu = menuBar()->addMenu(tr("&File"));
    m_fileMenu->addAction(m_actions.save);
    m_fileMenu->addAction(m_actions.exporting);
    m_fileMenu->addSeparator();
    m_fileMenu->addAction(m_actions.quit);
    QMenu* run = menuBar()->addMenu(tr("&Run"));
    run->addAction(m_actions.start);
    run->addAction(m_actions.restart);
    run->addAction(m_actions.pause);
    run->addAction(m_actions.marker);
    run->addSeparator();
    run->addAction(m_actions.preset);
    m_viewMenu = menuBar()->addMenu(tr("&View"));
    m_viewMenu->addSeparator();
    m_layoutSeparator = m_viewMenu->addSeparator();
    connect(m_viewMenu->addAction(tr("Reset &layout")), &QAction::triggered, this, &MainWindow::resetLayout);
    m_viewMenu->addAction(m_actions.filter);
    m_viewMenu->addAction(m_actions.settings);
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(m_actions.help);
    help->addAction(m_actions.keys);
    help->addSeparator();
    help->addAction(m_actions.about);
}

void MainWindow::setUpToolBar() {
    QToolBar* bar = addToolBar(tr("Toolbar"));
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setMovable(false);
    bar->toggleViewAction()->setEnabled(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(QSize(16, 16));
    for (QAction* action : {m_actions.start, m_actions.pause, m_actions.restart, m_actions.marker, m_actions.exporting,
                            m_actions.settings}) {
        bar->addAction(action);
        bar->widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
    }
    m_actions.start->setIcon(icon(QStringLiteral("start"), QPalette::HighlightedText));
    bar->widgetForAction(m_actions.start)->setObjectName(QStringLiteral("primary"));
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    m_badge = new QLabel;
    m_badge->setObjectName(QStringLiteral("badge"));
    bar->addWidget(m_badge);
    auto* kernel = new QLabel(QStringLiteral("  Linux ") + QString::fromStdString(kernel::runningKernelRelease()));
    kernel->setObjectName(QStringLiteral("dim"));
    kernel->setToolTip(tr("The kernel that is measured"));
    bar->addWidget(kernel);
}

void MainWindow::setUpStatusBar() {
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
    m_status->setObjectName(QStringLiteral("status"));
    m_confirmation.setSingleShot(true);
    m_confirmation.setInterval(kConfirmationMs);
    connect(&m_confirmation, &QTimer::timeout, this, &MainWindow::showStatus);
    auto* privilege =
        new QLabel(::geteuid() == 0 ? tr("Running as root; it is not needed") : tr("Ordinary user; no root needed"));
    privilege->setToolTip(tr("The laboratory is made the same way for root and for everybody else."));
    statusBar()->addPermanentWidget(privilege);
}

pages::Page* MainWindow::page() const {
    return static_cast<pages::Page*>(m_stack->currentWidget());
}

void MainWindow::addPage(PageEntry entry) {
    const int index = pageCount();
    m_switch->add(entry.title, icon(entry.iconName));
    auto* go = new QAction(icon(entry.iconName), entry.title, this);
    go->setShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + index)));
    connect(go, &QAction::triggered, this, [this, index] { showPage(index); });
    m_viewMenu->insertAction(m_viewMenu->actions().at(index), go);
    m_entries.push_back(std::move(entry));
    m_pages << nullptr;
    if (index == 0) {
        showPage(0);
    }
}

pages::Page& MainWindow::pageAt(int index) {
    if (m_pages[index] == nullptr) {
        m_pages[index] = m_entries[static_cast<std::size_t>(index)].make();
        m_stack->addWidget(m_pages[index]);
        connectPage(*m_pages[index]);
    }
    return *m_pages[index];
}

void MainWindow::connectPage(pages::Page& made) {
    for (QAction* action : made.fileActions()) {
        m_fileMenu->insertAction(m_actions.save, action);
    }
    for (QAction* action : made.viewActions()) {
        m_viewMenu->insertAction(m_layoutSeparator, action);
    }
    connect(&made, &pages::Page::stateChanged, this, &MainWindow::followPage);
    connect(&made, &pages::Page::exportWanted, this, &MainWindow::exportPage);
    connect(&made, &pages::Page::labWanted, this, &MainWindow::openInLab);
    connect(&made, &pages::Page::statusChanged, this, [this, &made](const QString& text) {
        m_said[&made] = text;
        showStatus();
    });
    connect(&made, &pages::Page::confirmed, this, &MainWindow::confirm);
}

QList<pages::Page*> MainWindow::pagesMade() const {
    QList<pages::Page*> made = m_pages;
    made.removeAll(nullptr);
    return made;
}

void MainWindow::showPage(int index) {
    m_stack->setCurrentWidget(&pageAt(index));
    m_switch->setCurrent(index);
    m_confirmation.stop(); // it was about the page that was left
    showStatus();
    followPage();
}

void MainWindow::followPage() {
    showActionsOf(*page());
    showBadge(page()->isOfHost());
    const bool running = page()->isRunning();
    const QString name = running ? QStringLiteral("stop") : QStringLiteral("start");
    m_actions.start->setText(running ? tr("&Stop") : tr("&Start"));
    m_actions.start->setIconText(withoutMnemonic(m_actions.start->text()));
    m_actions.start->setIcon(icon(name, QPalette::HighlightedText));
    m_actions.start->setEnabled(running || page()->canStart());
    m_actions.restart->setEnabled(running || page()->canStart());
    m_actions.pause->setEnabled(page()->canPause());
    m_actions.pause->setChecked(page()->isPaused());
    m_actions.marker->setEnabled(page()->canMark());
    m_actions.exporting->setEnabled(page()->canExport());
    m_actions.save->setEnabled(page()->canSave());
    m_actions.filter->setEnabled(!page()->filters().isEmpty());
}

void MainWindow::showBadge(bool isHost) {
    m_badge->setText(isHost ? tr("HOST") : tr("LAB: private namespace"));
    m_badge->setToolTip(isHost
                            ? tr("These are the sockets of this machine. They are looked at; nothing is changed.")
                            : tr("Everything here happens in a network namespace of its own. This machine's settings "
                                 "and connections are not touched."));
    m_badge->setProperty("host", isHost);
    m_badge->style()->unpolish(m_badge);
    m_badge->style()->polish(m_badge);
}

void MainWindow::showActionsOf(pages::Page& shown) {
    for (pages::Page* each : pagesMade()) {
        for (QAction* action : each->fileActions() + each->viewActions()) {
            action->setVisible(each == &shown);
        }
    }
}

void MainWindow::openInLab(const model::LabOpening& opening) {
    for (int i = 0; i < pageCount(); ++i) {
        if (pageAt(i).takeForLab(opening)) {
            showPage(i);
            return;
        }
    }
}

void MainWindow::startOrStop() {
    if (page()->isRunning()) {
        page()->stop();
    } else {
        page()->start();
    }
}

void MainWindow::restartRun() {
    page()->restart();
}

void MainWindow::pausePicture() {
    page()->togglePause();
}

void MainWindow::markMoment() {
    page()->mark();
}

void MainWindow::resetExperiment() {
    page()->resetExperiment();
}

void MainWindow::goToFilter() {
    QList<QLineEdit*> inSight = page()->filters();
    inSight.removeIf([](const QLineEdit* field) { return !field->parentWidget()->isVisible(); });
    if (inSight.isEmpty()) {
        return;
    }
    const qsizetype from = inSight.indexOf(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    QLineEdit* next = inSight[(from + 1) % inSight.size()];
    next->show();
    next->setFocus(Qt::ShortcutFocusReason);
    next->selectAll();
}

void MainWindow::saveRecording() {
    exportFrom(page()->recording());
}

void MainWindow::exportPage() {
    exportFrom(page()->exportSource());
}

void MainWindow::exportFrom(widgets::ExportSource source) {
    auto* dialog = new widgets::ExportDialog(std::move(source), m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &widgets::ExportDialog::saved, this,
            [this](const QString& path) { confirm(tr("Saved %1").arg(path)); });
    dialog->open();
}

/// What the page in sight said last; the others talk behind it.
void MainWindow::showStatus() {
    if (!m_confirmation.isActive()) {
        m_status->setText(m_said.value(page()));
    }
}

/// Figures that change twice a second would hide it at once.
void MainWindow::confirm(const QString& text) {
    m_status->setText(text);
    m_confirmation.start();
}

void MainWindow::showSettings() {
    auto* dialog = new widgets::SettingsDialog(m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &widgets::SettingsDialog::themeChosen, this,
            [this](settings::ThemeChoice choice) { m_theme.apply(choice); });
    connect(dialog, &widgets::SettingsDialog::layoutReset, this, &MainWindow::resetLayout);
    connect(dialog, &widgets::SettingsDialog::everythingReset, this, [this] {
        resetLayout();
        for (pages::Page* each : pagesMade()) {
            each->resetExperiment();
        }
    });
    dialog->open();
}

void MainWindow::showHelp() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("help"));
    dialog->setWindowTitle(tr("Help: %1").arg(page()->title()));
    dialog->resize(560, 480);
    auto* text = new QTextBrowser;
    text->setHtml(page()->help());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->show();
}

void MainWindow::showKeys() {
    widgets::KeyList keys{{QString(), tr("Everywhere")}};
    for (const QAction* action :
         {m_actions.start, m_actions.restart, m_actions.pause, m_actions.marker, m_actions.filter, m_actions.save,
          m_actions.exporting, m_actions.settings, m_actions.help, m_actions.keys, m_actions.quit}) {
        keys.emplace_back(action->shortcut().toString(QKeySequence::NativeText),
                          action == m_actions.start ? tr("Start or stop") : action->iconText());
    }
    keys.emplace_back(QStringLiteral("Alt+1 …"), tr("Go to a page"));
    const widgets::KeyList more = page()->keys();
    keys.insert(keys.end(), more.begin(), more.end());
    widgets::showKeySheet(keys, this);
}

void MainWindow::showAbout() {
    auto* box = new QMessageBox(
        QMessageBox::NoIcon, tr("About Listenscope"),
        tr("<b>Listenscope %1</b><p>An oscilloscope and laboratory for TCP listen queues.</p><p>Free software under "
           "the GNU General Public License, version 3 or later. Built with Qt and QCustomPlot.</p>")
            .arg(QString::fromLatin1(kVersion)),
        QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(windowIcon().pixmap(64, 64));
    box->open();
}

void MainWindow::resetLayout() {
    m_settings.forgetLayouts();
    for (pages::Page* each : pagesMade()) {
        each->resetLayout();
    }
    resize(kFirstSize);
}

void MainWindow::restore() {
    m_isFirstSize = !restoreGeometry(m_settings.layout(layoutName()));
    if (m_isFirstSize) {
        resize(kFirstSize);
    }
    if (!m_settings.problem().isEmpty()) {
        m_status->setText(m_settings.problem());
    }
}

/// How small the window can be is known only now that every part has its style, and it is not yet on the screen: what
/// it was made too large for is taken back.
void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (std::exchange(m_isFirstSize, false)) {
        layout()->activate();
        resize(kFirstSize);
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_settings.setLayout(layoutName(), saveGeometry());
    for (pages::Page* each : pagesMade()) {
        each->remember();
    }
    event->accept();
}

} // namespace ls
