// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/counter_watch.h"

#include "engine/base/text_file.h"
#include "engine/kernel/queue_model.h"

#include <charconv>

namespace ls::inspect {

namespace {

constexpr std::chrono::seconds kRateWindow{1};
constexpr std::chrono::milliseconds kRateStep{50};

std::optional<std::int64_t> readNumber(const UniqueFd& file) {
    const auto text = file.isOpen() ? readTextFile(file.get()) : Result<std::string>();
    std::int64_t value = 0;
    if (!text || std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc()) {
        return std::nullopt;
    }
    return value;
}

} // namespace

CounterWatch::CounterWatch(NamespaceHandles& handles)
    : m_counters(std::move(handles.netstat), std::move(handles.snmp))
    , m_handles(handles) {
}

Result<std::shared_ptr<const HostCounters>> CounterWatch::look(TimePoint time) {
    auto counters = std::make_shared<HostCounters>();
    LS_TRY_ASSIGN(counters->total, m_counters.read());
    if (!m_first) {
        m_first = counters->total;
    }
    counters->movement = kernel::counterMovement(*m_first, counters->total);
    counters->somaxconn = readNumber(m_handles.somaxconn);
    counters->maxSynBacklog = readNumber(m_handles.maxSynBacklog);
    counters->syncookies = readNumber(m_handles.syncookies);
    counters->abortOnOverflow = readNumber(m_handles.abortOnOverflow);

    kernel::QueueInputs inputs;
    inputs.somaxconn = counters->somaxconn.value_or(inputs.somaxconn);
    inputs.backlog = inputs.somaxconn; // the largest queue there can be; a smaller one bites before the rule of ¾
    inputs.maxSynBacklog = counters->maxSynBacklog.value_or(inputs.maxSynBacklog);
    inputs.syncookies = static_cast<int>(counters->syncookies.value_or(inputs.syncookies));
    counters->causes = kernel::decodeDrops(counters->movement, kernel::modelQueues(inputs));

    if (!m_lastSecond.empty()) {
        const double span = toSeconds(time - m_lastSecond.front().first);
        for (const auto& [name, moved] : kernel::counterMovement(m_lastSecond.front().second, counters->total)) {
            counters->perSecond[name] = static_cast<double>(moved) / span;
        }
    }
    if (m_lastSecond.empty() || time - m_lastSecond.back().first >= kRateStep) {
        m_lastSecond.emplace_back(time, counters->total);
    }
    while (m_lastSecond.size() > 1 && m_lastSecond[1].first <= time - kRateWindow) {
        m_lastSecond.pop_front();
    }
    return std::shared_ptr<const HostCounters>(std::move(counters));
}

} // namespace ls::inspect
