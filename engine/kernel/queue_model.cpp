// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/queue_model.h"

#include <algorithm>

namespace ls::kernel {

namespace {

constexpr std::chrono::seconds kInitialTimeout{1}; // TCP_TIMEOUT_INIT, include/net/tcp.h (RFC 6298)
constexpr std::chrono::seconds kMaxTimeout{120};   // TCP_RTO_MAX

std::uint32_t effectiveLimit(const QueueInputs& inputs) {
    const bool unsignedWrap = inputs.backlog < 0; // the kernel compares as unsigned: a negative backlog is huge
    const std::int64_t limit = unsignedWrap ? inputs.somaxconn : std::min(inputs.backlog, inputs.somaxconn);
    return static_cast<std::uint32_t>(std::max<std::int64_t>(limit, 0));
}

std::optional<std::uint64_t> threeQuarters(const QueueInputs& inputs, std::uint64_t synCapacity) {
    const std::int64_t held = inputs.maxSynBacklog - inputs.maxSynBacklog / 4 + 1;
    if (inputs.syncookies != 0 || held < 0 || static_cast<std::uint64_t>(held) >= synCapacity) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(held);
}

/// tcp_conn_request(): a cookie is made where the queue is full, or always with 2; without cookies it drops, by the
/// three-quarter rule if that comes first.
void addSynQueue(const QueueInputs& inputs, QueueModel& model) {
    if (inputs.syncookies == 2) {
        model.halfOpenCapacity = 0;
        model.synBeyond = SynFate::Cookie;
        return;
    }
    model.halfOpenCapacity = model.threeQuarterCapacity.value_or(model.synCapacity);
    model.synBeyond = inputs.syncookies != 0       ? SynFate::Cookie
                      : model.threeQuarterCapacity ? SynFate::DroppedThreeQuarters
                                                   : SynFate::DroppedQueueFull;
}

Nanoseconds requestLifetime(int synAckRetries) {
    return kInitialTimeout * ((std::int64_t{2} << std::clamp(synAckRetries, 0, 30)) - 1);
}

/// Walks through the expiries of the SYN timer. tcp_write_timeout() gives up once tcp_syn_retries plus the linear
/// timeouts are spent, or once the time a purely exponential backoff would have taken is over, whichever comes first;
/// so 6 retries last 127 s without linear timeouts and 131 s with four, and 1 lasts 3 s with either (measured on 6.18).
void addSynTimes(const QueueInputs& inputs, QueueModel& model) {
    const int linear = std::max(inputs.synLinearTimeouts.value_or(0), 0);
    const int retries = std::clamp(inputs.synRetries, 0, 127);
    const Nanoseconds exponential = kInitialTimeout * ((std::int64_t{2} << std::min(retries, 30)) - 1);
    Nanoseconds timeout = kInitialTimeout;
    Nanoseconds expiry = timeout;
    for (int sent = 0; sent < retries + linear && expiry < exponential; expiry += timeout) {
        model.synRetransmits.push_back(expiry);
        if (++sent > linear) {
            timeout = std::min<Nanoseconds>(timeout * 2, kMaxTimeout);
        }
    }
    model.connectGivesUp = expiry;
}

} // namespace

QueueModel modelQueues(const QueueInputs& inputs) {
    QueueModel model;
    model.limit = effectiveLimit(inputs);
    model.capacity = std::uint64_t{model.limit} + 1;
    model.synCapacity = inputs.synQueueHoldsOneMore.value_or(true) ? model.capacity : model.limit;
    model.synCapacityAssumed = !inputs.synQueueHoldsOneMore.has_value();
    model.threeQuarterCapacity = threeQuarters(inputs, model.synCapacity);

    addSynQueue(inputs, model);
    model.lateAck = inputs.abortOnOverflow ? LateAckFate::Reset : LateAckFate::Silence;
    model.requestLifetime = requestLifetime(inputs.synAckRetries);
    addSynTimes(inputs, model);
    return model;
}

} // namespace ls::kernel
