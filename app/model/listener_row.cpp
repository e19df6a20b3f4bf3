// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/listener_row.h"

#include "app/model/socket_words.h"
#include "app/model/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ls::model {

using inspect::Listener;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ListenerRow)
};

constexpr double kNearlyFull = 0.8;

template <typename T>
QString figure(const std::optional<T>& value) {
    return value ? countText(static_cast<double>(*value)) : QStringLiteral("–");
}

std::uint64_t connectionCount(const Listener& listener) {
    return std::accumulate(listener.connections.begin(), listener.connections.end(), std::uint64_t{0});
}

bool looksTheSame(const Listener& a, const Listener& b) {
    return a.depth == b.depth && a.limit == b.limit && a.drops == b.drops && a.dropsPerSecond == b.dropsPerSecond &&
           a.halfOpen == b.halfOpen && a.deepest == b.deepest && a.connections == b.connections &&
           a.burstBetweenSamples == b.burstBetweenSamples && a.groupSize == b.groupSize && a.owner == b.owner &&
           a.closed == b.closed;
}

int most(const QList<int>& peaks) {
    return peaks.isEmpty() ? 0 : *std::max_element(peaks.begin(), peaks.end());
}

Freshness freshnessOf(const Listener& listener, const ListenerRow::Moment& moment) {
    if (listener.closed) {
        return Freshness::Closed;
    }
    if (listener.firstSeen > moment.since && moment.now - listener.firstSeen < ListenerRow::kNewFor) {
        return Freshness::New;
    }
    return listener.changed > listener.firstSeen && moment.now - listener.changed < ListenerRow::kChangedFor
               ? Freshness::Changed
               : Freshness::Steady;
}

} // namespace

ListenerRow::ListenerRow(const Listener& listener, const Moment& moment)
    : m_listener(listener)
    , m_freshness(freshnessOf(listener, moment))
    , m_addressKey(listener.family == inspect::SocketFamily::Unix ? QStringLiteral("u") + listenerPlace(listener)
                                                                  : endpointKey(listener.local)) {
    describe(moment.somaxconn);
}

bool ListenerRow::update(const Listener& listener, const Moment& moment) {
    const Freshness freshness = freshnessOf(listener, moment);
    const bool moved = !looksTheSame(m_listener, listener);
    const bool changed = moved || freshness != m_freshness;
    m_listener = listener;
    m_freshness = freshness;
    if (moved) {
        describe(moment.somaxconn);
    }
    return changed;
}

void ListenerRow::describe(const std::optional<std::int64_t>& somaxconn) {
    const Listener& l = m_listener;
    const bool isUnix = l.family == inspect::SocketFamily::Unix;
    const LimitCause cause = limitCause(l, somaxconn);
    const auto fill = l.fill();
    m_limitDetail = cause.detail;
    m_ownerDetail = ownerDetail(*l.owner);
    m_text[Fill] = fill ? QStringLiteral("%1 %").arg(static_cast<int>(*fill * 100)) : QStringLiteral("–");
    m_text[Waiting] = countText(l.depth);
    m_text[Limit] = figure(l.limit);
    m_text[CappedBy] = cause.shortly;
    m_text[HalfOpen] = isUnix ? QStringLiteral("–") : countText(l.halfOpen);
    m_text[Drops] = figure(l.drops);
    m_text[DropsPerSecond] = l.drops ? (l.burstBetweenSamples ? QStringLiteral("! ") : QString()) +
                                           countText(std::round(l.dropsPerSecond * 10) / 10)
                                     : QStringLiteral("–");
    m_text[Address] = textOf(l.address) + (l.groupSize > 1 ? QStringLiteral(" · %1×").arg(l.groupSize) : QString());
    m_text[Port] = isUnix ? QString() : QString::number(l.local.port);
    m_text[Owner] = ownerText(*l.owner);
    m_text[Unit] = placeText(*l.owner);
    m_text[Deepest] = countText(l.deepest);
    m_text[Family] = textOf(inspect::familyName(l.family));
    m_text[User] = textOf(l.owner->user);
    m_text[Connections] = isUnix ? QStringLiteral("–") : countText(static_cast<double>(connectionCount(l)));
    m_text[Inode] = QString::number(l.id.inode);
}

Alarm ListenerRow::alarm() const {
    const double full = m_listener.fill().value_or(0);
    return m_listener.closed     ? Alarm::None
           : full >= 1           ? Alarm::Loss
           : full >= kNearlyFull ? Alarm::Warning
                                 : Alarm::None;
}

bool ListenerRow::isTrouble(int column) const {
    return (column == Waiting && m_listener.fill().value_or(0) >= 1) || (column == Drops && m_listener.dropsSeen > 0) ||
           (column == DropsPerSecond && m_listener.dropsPerSecond > 0);
}

QVariant ListenerRow::fill() const {
    const auto full = m_listener.fill();
    return full ? QVariant(*full) : QVariant();
}

QVariant ListenerRow::deepestFill() const {
    return m_listener.limit ? QVariant(static_cast<double>(most(m_peaks)) / std::max(1U, *m_listener.limit))
                            : QVariant();
}

QVariant ListenerRow::plain(int column) const {
    return column == Address                    ? textOf(m_listener.address)
           : isFigure(column) || column == Fill ? sortKey(column)
                                                : QVariant();
}

QVariant ListenerRow::sortKey(int column) const {
    const Listener& l = m_listener;
    const auto known = [](const auto& value) { return value ? QVariant(static_cast<double>(*value)) : QVariant(); };
    switch (column) {
    case Fill:
        return known(l.fill());
    case Waiting:
        return l.depth;
    case Limit:
        return known(l.limit);
    case HalfOpen:
        return l.halfOpen;
    case Drops:
        return known(l.drops);
    case DropsPerSecond:
        return l.drops ? QVariant(l.dropsPerSecond) : QVariant();
    case Address:
        return m_addressKey;
    case Port:
        return l.local.port != 0 ? QVariant(l.local.port) : QVariant();
    case LastMinute:
        return m_peaks.isEmpty() ? QVariant() : most(m_peaks);
    case Deepest:
        return l.deepest;
    case Connections:
        return qulonglong{connectionCount(l)};
    case Inode:
        return qulonglong{l.id.inode};
    default:
        return {};
    }
}

QString ListenerRow::toolTip(int column) const {
    const Listener& l = m_listener;
    switch (column) {
    case Fill:
        return Words::tr(
            "Waiting divided by the limit; the queue is full at more than 100 %, because it holds the limit and "
            "one more.");
    case Limit:
    case CappedBy:
        return m_limitDetail;
    case Address:
    case Port:
        return l.groupSize > 1
                   ? Words::tr("One of the %1 sockets of this address and port, each with a queue of its own "
                               "(SO_REUSEPORT)")
                         .arg(l.groupSize)
                   : QString();
    case HalfOpen:
        return l.groupSize > 1
                   ? Words::tr("Shared by the %1 sockets of this address and port (SO_REUSEPORT)").arg(l.groupSize)
                   : QString();
    case Drops:
    case DropsPerSecond:
        return l.burstBetweenSamples
                   ? Words::tr("Burst between samples: packets were dropped although no look saw the queue "
                               "full.")
                   : QString();
    case Owner:
    case Unit:
    case User:
        return m_ownerDetail;
    case LastMinute:
        return m_peaks.isEmpty() ? QString()
                                 : Words::tr("The deepest in each second of the last minute; the most was %1")
                                       .arg(countText(most(m_peaks)));
    default:
        return m_freshness == Freshness::Closed ? Words::tr("Closed") : QString();
    }
}

std::optional<filter::Filter> ListenerRow::filterFor(int column) const {
    using filter::Filter;
    using filter::Key;
    const Listener& l = m_listener;
    const auto equal = [](Key key, const std::string& value) -> std::optional<Filter> {
        const auto made = Filter::comparing(key, filter::Operator::Equal, value);
        return made ? std::optional(*made) : std::nullopt;
    };
    const auto orNothing = [&](Key key, const std::string& value) {
        return value.empty() ? std::nullopt : equal(key, value);
    };
    switch (column) {
    case Waiting:
        return equal(Key::Depth, std::to_string(l.depth));
    case Limit:
    case CappedBy:
        return l.limit ? equal(Key::Limit, std::to_string(*l.limit)) : std::nullopt;
    case HalfOpen:
        return l.local.port != 0 ? equal(Key::HalfOpen, std::to_string(l.halfOpen)) : std::nullopt;
    case Drops:
        return l.drops ? equal(Key::Drops, std::to_string(*l.drops)) : std::nullopt;
    case Port:
        return l.local.port != 0 ? equal(Key::LocalPort, std::to_string(l.local.port)) : std::nullopt;
    case Address:
        return l.local.port != 0 ? equal(Key::Local, l.local.address.text()) : Filter::containing(l.address);
    case Owner:
        return l.owner->processes.empty() ? std::nullopt : equal(Key::Process, l.owner->processes.front().name);
    case Unit:
        return orNothing(Key::Unit, l.owner->container.empty() ? l.owner->unit : l.owner->container);
    case Family:
        return equal(Key::Family, std::string(inspect::familyName(l.family)));
    case User:
        return orNothing(Key::User, l.owner->user);
    case Inode:
        return equal(Key::Inode, std::to_string(l.id.inode));
    default:
        return std::nullopt;
    }
}

} // namespace ls::model
