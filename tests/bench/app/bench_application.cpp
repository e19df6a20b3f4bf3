// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/app/bench_application.h"

#include "tests/bench/measure.h"

#include <QEvent>

namespace ls::bench {

/// Only where somebody wants to know: the clock of a thread is a system call, twice for each of thousands of events.
bool BenchApplication::timed(QObject* receiver, QEvent* event) {
    const TimePoint start = Clock::now();
    const Nanoseconds cpuStart = threadCpu();
    const bool handled = QApplication::notify(receiver, event);
    turned({Clock::now() - start, threadCpu() - cpuStart});
    return handled;
}

bool BenchApplication::notify(QObject* receiver, QEvent* event) {
    const bool isExpose = event->type() == QEvent::Expose; // the event may be gone afterwards
    if (m_inside) {
        return QApplication::notify(receiver, event);
    }
    m_inside = true;
    const bool handled = turned ? timed(receiver, event) : QApplication::notify(receiver, event);
    m_inside = false;
    if (isExpose && exposed) {
        exposed();
    }
    return handled;
}

} // namespace ls::bench
