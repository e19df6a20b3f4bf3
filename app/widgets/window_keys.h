// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace ls::widgets {

/// Text fields take some keys for themselves before any shortcut sees them: on X11 Ctrl+E is the end of the line. In
/// this window the keys of `actions` are the window's, wherever the focus is; those without Ctrl or Alt stay text.
class WindowKeys final : public QObject {
    Q_OBJECT

public:
    /// The window owns it and outlives it, as do the actions.
    WindowKeys(QWidget* window, QList<QAction*> actions);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_window;
    QList<QAction*> m_actions;
};

} // namespace ls::widgets
