// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/inspect_feed.h"

#include <iterator>
#include <utility>

#include <sys/eventfd.h>

namespace ls::control {

namespace {

/// Appends, and gives up the oldest beyond `most`; how many that were.
template <typename T>
std::uint64_t append(std::vector<T>& to, std::vector<T>&& from, std::size_t most) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    const std::size_t over = to.size() > most ? to.size() - most : 0;
    to.erase(to.begin(), to.begin() + static_cast<std::ptrdiff_t>(over));
    return over;
}

} // namespace

Result<std::unique_ptr<InspectFeed>> InspectFeed::create() {
    UniqueFd ready(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    const int err = errno;
    if (!ready.isOpen()) {
        return sysFailure("eventfd()", err);
    }
    return std::unique_ptr<InspectFeed>(new InspectFeed(std::move(ready)));
}

void InspectFeed::begin(RunId id) {
    m_next.with([&](InspectUpdate& next) {
        next = InspectUpdate();
        next.id = id;
    });
}

void InspectFeed::put(inspect::Look look) {
    m_next.with([&](InspectUpdate& next) {
        next.snapshot = std::move(look.snapshot);
        next.samplesSkipped += append(next.samples, std::move(look.samples), kMost);
        next.closedSkipped += append(next.closed, std::move(look.closed), kMost);
        append(next.alerts, std::move(look.alerts), kMost);
    });
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then the reader is awake anyway.
    [[maybe_unused]] const ssize_t written = ::write(m_ready.get(), &one, sizeof one);
}

InspectUpdate InspectFeed::take() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(m_ready.get(), &count, sizeof count);
    return m_next.with([](InspectUpdate& next) {
        InspectUpdate taken = std::exchange(next, {});
        next.id = taken.id;
        return taken;
    });
}

} // namespace ls::control
