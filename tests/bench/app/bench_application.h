// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <QApplication>

#include <functional>

namespace ls::bench {

/// An application that knows how long each turn of its event loop took: timers, input, layout and painting alike.
class BenchApplication final : public QApplication {
public:
    struct Turn {
        Nanoseconds wall{};
        Nanoseconds cpu{}; ///< of the UI thread: what a machine without neighbours would need
    };

    using QApplication::QApplication;

    /// Called after each event that the loop delivered, with all that it caused at once.
    std::function<void(Turn)> turned;
    /// Called when a window was shown and painted for the first time.
    std::function<void()> exposed;

    bool notify(QObject* receiver, QEvent* event) override;

private:
    bool timed(QObject* receiver, QEvent* event);

    bool m_inside = false;
};

} // namespace ls::bench
