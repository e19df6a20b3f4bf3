// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/listener_watch.h"

#include "engine/inspect/thread_time.h"

#include <algorithm>
#include <utility>

#include <sys/socket.h>

namespace ls::inspect {

ListenerWatch::ListenerWatch(kernel::SockDiag diag, const Listener& listener, Nanoseconds period, TimePoint began)
    : m_diag(std::move(diag))
    , m_listener(listener)
    , m_period(period)
    , m_began(began) {
    m_output.with([&](Output& output) {
        output.figures.listener = listener.id;
        output.figures.rateAskedHz = 1 / toSeconds(period);
    });
}

Result<std::unique_ptr<ListenerWatch>> ListenerWatch::start(kernel::SockDiag diag, const Listener& listener,
                                                            double rateHz, TimePoint began) {
    const Nanoseconds period(static_cast<std::int64_t>(1e9 / rateHz));
    std::unique_ptr<ListenerWatch> watch(new ListenerWatch(std::move(diag), listener, period, began));
    LS_TRY_ASSIGN(watch->m_thread,
                  PacedThread::start("ls-watch", [self = watch.get()](TimePoint due) { return self->turn(due); }));
    return watch;
}

TimePoint ListenerWatch::turn(TimePoint due) {
    const TimePoint now = Clock::now();
    Sample sample;
    sample.time = now - m_began;
    sample.latenessUs = static_cast<std::uint32_t>(
        std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::microseconds>(now - due).count()));
    const auto found = look(sample);
    if (found && *found) {
        keep(sample);
        return std::max(due + m_period, due + m_period * ((Clock::now() - due) / m_period));
    }
    m_output.with(
        [&](Output& output) { output.figures.problem = found ? "the listener has been closed" : found.error().text; });
    return TimePoint::max() - std::chrono::hours(1);
}

Result<bool> ListenerWatch::look(Sample& sample) {
    if (m_listener.family == SocketFamily::Unix) {
        kernel::UnixRow socket;
        socket.inode = m_listener.id.inode;
        socket.cookie = m_listener.id.cookie;
        LS_TRY_ASSIGN(const auto row, m_diag.findUnix(socket));
        sample.depth = row ? row->receiveQueue : 0;
        sample.limit = row ? row->sendQueue : 0;
        return row.has_value();
    }
    std::optional<kernel::InetRow> row;
    if (m_listener.groupSize > 1) {
        const kernel::InetQuery query{static_cast<std::uint8_t>(m_listener.local.address.isV6 ? AF_INET6 : AF_INET),
                                      IPPROTO_TCP, kernel::stateBit(kernel::TcpState::Listen), kernel::kShowMemory,
                                      m_listener.local.port};
        LS_TRY(m_diag.dumpInet(query, [&](const kernel::InetRow& member) {
            row = member.cookie == m_listener.id.cookie ? std::optional(member) : row;
        }));
    } else {
        kernel::InetRow key;
        key.local = m_listener.local;
        key.interface = m_listener.interface;
        key.cookie = m_listener.id.cookie;
        LS_TRY_ASSIGN(row, m_diag.findListener(key));
    }
    if (row) {
        sample.depth = row->receiveQueue;
        sample.limit = row->sendQueue;
        sample.drops = row->drops.value_or(0);
    }
    return row.has_value();
}

void ListenerWatch::keep(const Sample& sample) {
    const bool isFirst = m_output.with([](const Output& output) { return output.figures.samples == 0; });
    const bool dropped = !isFirst && sample.drops != m_lastDrops;
    const bool wasBurst = dropped && std::max(m_lastDepth, sample.depth) < sample.limit;
    m_lastDrops = sample.drops;
    m_lastDepth = sample.depth;
    m_output.with([&](Output& output) {
        Selection& figures = output.figures;
        const Nanoseconds gap = isFirst ? Nanoseconds() : sample.time - output.last;
        output.first = isFirst ? sample.time : output.first;
        output.last = sample.time;
        ++figures.samples;
        figures.gaps += gap >= 2 * m_period ? 1 : 0;
        figures.longestGap = std::max(figures.longestGap, gap);
        figures.burstsBetweenSamples += wasBurst ? 1 : 0;
        const double span = toSeconds(output.last - output.first);
        figures.rateHz = span > 0 ? static_cast<double>(figures.samples - 1) / span : 0;
        figures.cpuShare = span > 0 ? toSeconds(threadCpuTime()) / span : 0;
        if (output.samples.size() >= kMostSamples) {
            output.samples.erase(output.samples.begin(), output.samples.begin() + kMostSamples / 2);
        }
        output.samples.push_back(sample);
    });
}

std::vector<Sample> ListenerWatch::take() {
    return m_output.with([](Output& output) { return std::exchange(output.samples, {}); });
}

Selection ListenerWatch::figures() const {
    return m_output.with([](const Output& output) { return output.figures; });
}

} // namespace ls::inspect
