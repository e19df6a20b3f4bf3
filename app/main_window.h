// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/page.h"
#include "app/settings/app_settings.h"
#include "app/settings/theme.h"

#include <QHash>
#include <QList>
#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <vector>

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

    /// A page and how to make it.
    struct PageEntry {
        QString title;
        QString iconName; ///< one of ours
        std::function<pages::Page*()> make;
    };

    /// The page is made when it is first shown, so that a start takes no longer with more of them; the window takes it
    /// over. The first one is shown at once.
    void addPage(PageEntry entry);
    [[nodiscard]] int pageCount() const { return static_cast<int>(m_entries.size()); }
    /// Makes it if need be.
    pages::Page& pageAt(int index);
    void showPage(int index);
    /// After the pages and the theme: geometry and messages from the last start.
    void restore();

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    struct Actions {
        QAction* start;
        QAction* restart;
        QAction* preset;
        QAction* pause;
        QAction* marker;
        QAction* filter;
        QAction* save;
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

    void connectPage(pages::Page& made);
    [[nodiscard]] QList<pages::Page*> pagesMade() const;
    void followPage();
    void openInLab(const model::LabOpening& opening);
    void showBadge(bool isHost);
    void startOrStop();
    void restartRun();
    void resetExperiment();
    void pausePicture();
    void markMoment();
    void showActionsOf(pages::Page& shown);
    void goToFilter();
    void saveRecording();
    void exportPage();
    void exportFrom(widgets::ExportSource source);
    void showStatus();
    void confirm(const QString& text);
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
    QHash<const pages::Page*, QString> m_said; ///< by each page last, for the status line
    QTimer m_confirmation;                     ///< runs while the status line keeps one
    QLabel* m_badge = nullptr;
    Actions m_actions{};
    bool m_isFirstSize = true; ///< none was remembered
    std::vector<PageEntry> m_entries;
    QList<pages::Page*> m_pages; ///< as m_entries; null: not made yet
};

} // namespace ls
