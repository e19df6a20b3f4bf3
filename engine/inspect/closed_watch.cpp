// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/closed_watch.h"

#include <array>
#include <utility>

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>

namespace ls::inspect {

Result<std::unique_ptr<ClosedWatch>> ClosedWatch::start(UniqueFd diagSocket, const ConnectionAges& ages) {
    LS_TRY_ASSIGN(kernel::DestroyEvents events, kernel::DestroyEvents::join(std::move(diagSocket)));
    UniqueFd stop(::eventfd(0, EFD_CLOEXEC));
    const int err = errno;
    if (!stop.isOpen()) {
        return sysFailure("eventfd(closed connections)", err);
    }
    std::unique_ptr<ClosedWatch> watch(new ClosedWatch(std::move(events), std::move(stop), ages));
    watch->m_thread = std::thread([self = watch.get()] {
        ::pthread_setname_np(::pthread_self(), "ls-closed");
        self->run();
    });
    return watch;
}

ClosedWatch::~ClosedWatch() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_stop.get(), &one, sizeof one);
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void ClosedWatch::run() {
    std::array<pollfd, 2> waiting{pollfd{m_stop.get(), POLLIN, 0}, pollfd{m_events.fd(), POLLIN, 0}};
    for (;;) {
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[0].revents != 0) {
            return;
        }
        const auto ended = m_events.take();
        if (!ended) {
            return; // the socket itself failed: nothing more will come
        }
        keep(*ended);
    }
}

void ClosedWatch::keep(const kernel::DestroyedSockets& ended) {
    const TimePoint now = Clock::now();
    std::vector<ClosedConnection> closed;
    for (const kernel::InetRow& row : ended.rows) {
        const bool isCleared = row.remote.port == 0; // by tcp_disconnect(), the figures with it
        if (isCleared && row.remote.address.isAny()) {
            continue; // a listener, or a socket that was never connected
        }
        const auto since = m_ages.since(row.cookie);
        closed.push_back({now, row.local.address.isV6 ? SocketFamily::Tcp6 : SocketFamily::Tcp, row.local, row.remote,
                          row.interface, since ? std::optional(now - *since) : std::nullopt,
                          isCleared ? std::nullopt : row.figures});
    }
    m_batch.with([&](ClosedBatch& batch) {
        batch.overruns += ended.overrun ? 1 : 0;
        batch.connections.insert(batch.connections.end(), closed.begin(), closed.end());
        if (batch.connections.size() > kMost) {
            const std::size_t over = batch.connections.size() - kMost;
            batch.connections.erase(batch.connections.begin(),
                                    batch.connections.begin() + static_cast<std::ptrdiff_t>(over));
            batch.pushedOut += over;
        }
    });
}

ClosedBatch ClosedWatch::take() {
    return m_batch.with([](ClosedBatch& batch) {
        ClosedBatch taken{std::exchange(batch.connections, {}), batch.overruns, batch.pushedOut};
        return taken;
    });
}

} // namespace ls::inspect
