// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/window_keys.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace ls::widgets {

WindowKeys::WindowKeys(QWidget* window, QList<QAction*> actions)
    : QObject(window)
    , m_window(window)
    , m_actions(std::move(actions)) {
    QApplication::instance()->installEventFilter(this);
}

/// An override that nobody accepts leaves the key to the shortcuts.
bool WindowKeys::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride) {
        return false;
    }
    const auto* field = qobject_cast<QWidget*>(watched);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (field == nullptr || field->window() != m_window ||
        !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        return false;
    }
    const QKeySequence typed(key->keyCombination());
    const bool isOurs = std::any_of(m_actions.begin(), m_actions.end(),
                                    [&](const QAction* action) { return action->shortcuts().contains(typed); });
    if (isOurs) {
        event->ignore();
    }
    return isOurs;
}

} // namespace ls::widgets
