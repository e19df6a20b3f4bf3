// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_opening.h"
#include "app/widgets/export_source.h"
#include "app/widgets/key_sheet.h"

#include <QList>
#include <QString>
#include <QWidget>

class QAction;
class QLineEdit;

namespace ls::pages {

/// What the window knows of a page: the switch at the left names it, toolbar and menus act on the one in sight. Pages
/// know neither each other nor the window.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString name() const = 0;  ///< for files and settings: "sweep"
    [[nodiscard]] virtual QString title() const = 0; ///< for people
    [[nodiscard]] virtual QString help() const = 0;  ///< what the page does and how to begin, as rich text

    /// Shows this machine itself and not a laboratory; the badge says which.
    [[nodiscard]] virtual bool isOfHost() const { return false; }

    [[nodiscard]] virtual bool isRunning() const = 0;
    [[nodiscard]] virtual bool canStart() const = 0;
    virtual void start() = 0;
    virtual void stop() = 0;
    /// Ends what runs, if anything, and begins anew.
    virtual void restart() = 0;

    /// Pausing stops the picture, not the collection.
    [[nodiscard]] virtual bool canPause() const { return false; }
    [[nodiscard]] virtual bool isPaused() const { return false; }
    virtual void togglePause() {}
    /// Marks this moment, where time runs.
    [[nodiscard]] virtual bool canMark() const { return false; }
    virtual void mark() {}

    [[nodiscard]] virtual bool canExport() const = 0;
    [[nodiscard]] virtual widgets::ExportSource exportSource() = 0;
    /// Everything that was measured, whatever is in sight.
    [[nodiscard]] virtual bool canSave() const { return false; }
    [[nodiscard]] virtual widgets::ExportSource recording() { return {}; }

    /// Of its tables. Ctrl+F goes to the first that is in sight, and from there on to the next.
    [[nodiscard]] virtual QList<QLineEdit*> filters() const { return {}; }

    /// Of its own, for the File menu.
    [[nodiscard]] virtual QList<QAction*> fileActions() = 0;
    /// Of its own, for the View menu: parts that can be hidden.
    [[nodiscard]] virtual QList<QAction*> viewActions() { return {}; }
    /// Of its own, for the key sheet.
    [[nodiscard]] virtual widgets::KeyList keys() const = 0;

    /// Makes ready what another page wants opened in a laboratory; false where this page is none.
    virtual bool takeForLab(const model::LabOpening& /*opening*/) { return false; }

    virtual void remember() = 0; ///< into the settings
    virtual void resetLayout() = 0;
    virtual void resetExperiment() = 0;

    /// Runs something short and real to be photographed; demonstrated() follows.
    virtual void demonstrate() = 0;

signals:
    void stateChanged(); ///< running, can start, paused, can export
    void exportWanted(); ///< from within the page
    /// Whichever page has the laboratory is to take this over.
    void labWanted(const ls::model::LabOpening& opening);
    void statusChanged(const QString& text);
    /// Something was done; it stays in the status line for some seconds.
    void confirmed(const QString& text);
    void demonstrated();
};

} // namespace ls::pages
