// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/app/bench_application.h"

#include "tests/bench/measure.h"

#include <QEvent>

namespace ls::bench {

bool BenchApplication::notify(QObject* receiver, QEvent* event) {
    const bool isExpose = event->type() == QEvent::Expose; // the event may be gone afterwards
    if (m_inside) {
        return QApplication::notify(receiver, event);
    }
    m_inside = true;
    const TimePoint start = Clock::now();
    const Nanoseconds cpuStart = threadCpu();
    const bool handled = QApplication::notify(receiver, event);
    m_inside = false;
    if (turned) {
        turned({Clock::now() - start, threadCpu() - cpuStart});
    }
    if (isExpose && exposed) {
        exposed();
    }
    return handled;
}

} // namespace ls::bench
