// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/page.h"
#include "app/settings/app_settings.h"
#include "app/settings/theme.h"

#include <QList>
#include <QMainWindow>

class QAction;
class QLabel;
class QMenu;
class QStackedWidget;

namespace ls::widgets {
class PageSwitch;
}

namespace ls {

/// A switchboard: menus, toolbar and status bar act on the page in sight. It knows pages only by their interface.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(settings::AppSettings& settings, settings::Theme& theme);

    /// The window takes the page over; the first one is shown. `iconName` is one of ours.
    void addPage(pages::Page* page, const QString& iconName);
    [[nodiscard]] const QList<pages::Page*>& pages() const { return m_pages; }
    void showPage(int index);
    /// After the pages: geometry and messages from the last start.
    void restore();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    struct Actions {
        QAction* start;
        QAction* restart;
        QAction* preset;
        QAction* pause;
        QAction* marker;
        QAction* filter;
        QAction* exporting;
        QAction* settings;
        QAction* quit;
        QAction* help;
        QAction* keys;
        QAction* about;
    };

    void setUpActions();
    void setUpMenus();
    void setUpToolBar();
    void setUpStatusBar();
    QAction* makeAction(const QString& iconName, const QString& text, const QKeySequence& key,
                        void (MainWindow::*slot)());
    [[nodiscard]] pages::Page* page() const;

    void followPage();
    void startOrStop();
    void restartRun();
    void resetExperiment();
    void pausePicture();
    void markMoment();
    void showActionsOf(pages::Page& shown);
    void goToFilter();
    void exportPage();
    void showSettings();
    void showHelp();
    void showKeys();
    void showAbout();
    void resetLayout();

    settings::AppSettings& m_settings;
    settings::Theme& m_theme;
    widgets::PageSwitch* m_switch;
    QStackedWidget* m_stack;
    QMenu* m_fileMenu = nullptr;
    QMenu* m_viewMenu = nullptr;
    QAction* m_layoutSeparator = nullptr; ///< parts of the page stand above it
    QLabel* m_status;
    Actions m_actions{};
    QList<pages::Page*> m_pages;
};

} // namespace ls
