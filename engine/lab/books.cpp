// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/books.h"

#include <fmt/format.h>

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace ls::lab {

namespace {

/// One law in figures, and whether it holds.
struct Law {
    bool holds;
    std::string text;
};

Law planLaw(const BookTerms& t) {
    return {t.planned == t.attempted + t.notStarted,
            fmt::format("planned {} = attempted {} + not started {}", t.planned, t.attempted, t.notStarted)};
}

Law outcomeLaw(const BookTerms& t) {
    const std::int64_t outcomes = t.established + t.refused + t.reset + t.timedOut + t.failed + t.pending;
    return {t.attempted == outcomes,
            fmt::format("attempted {} = established {} + refused {} + reset {} + timed out {} + failed {} + pending {}",
                        t.attempted, t.established, t.refused, t.reset, t.timedOut, t.failed, t.pending)};
}

Law activeLaw(const BookTerms& t) {
    return {t.attempted == t.activeOpens, fmt::format("attempted {} = ActiveOpens {}", t.attempted, t.activeOpens)};
}

/// A client that was answered twice may have cost a child that was counted and thrown away.
Law passiveLaw(const BookTerms& t) {
    const std::int64_t thrownAway = t.passiveOpens - (t.accepted + t.queued + t.discarded);
    const bool exact = t.answeredTwice == 0 && !t.packetsUnseen;
    const bool holds = thrownAway >= 0 && (thrownAway <= t.answeredTwice || t.packetsUnseen);
    return {holds, fmt::format("PassiveOpens {} = accepted {} + queued {} + discarded {}{}", t.passiveOpens, t.accepted,
                               t.queued, t.discarded,
                               exact ? std::string() : fmt::format(" + at most {} answered twice", t.answeredTwice))};
}

/// Nothing, if nothing.
std::string atMost(char sign, std::int64_t count, std::string_view what) {
    return count > 0 ? fmt::format(" {} at most {} {}", sign, count, what) : std::string();
}

/// A handshake that the server reset counts in EmbryonicRsts, and while its client has not got the reset it counts as
/// unknown too; it is taken into the left side once more for that.
Law handshakeLaw(const BookTerms& t) {
    const std::int64_t left = t.established + t.reset + t.resetsUndelivered;
    const std::int64_t right = t.passiveOpens + t.halfOpen + t.unknown + t.embryonicRsts;
    const std::string undelivered =
        t.resetsUndelivered > 0 ? fmt::format(" + resets undelivered {}", t.resetsUndelivered) : std::string();
    const std::string figures =
        fmt::format("established {} + reset {}{} {} PassiveOpens {} + half-open of connected clients {} + unknown {} + "
                    "EmbryonicRsts {}",
                    t.established, t.reset, undelivered, t.clientRowsGone ? "-" : (t.handshakesMayRepeat ? "<=" : "="),
                    t.passiveOpens, t.halfOpen, t.unknown, t.embryonicRsts);
    if (t.clientRowsGone && t.requestsMayExpire) {
        return {left >= right, fmt::format("0 <= {}", figures)}; // an expired request leaves no trace either
    }
    if (t.clientRowsGone) {
        const bool tooFew = left < right && !t.handshakesMayRepeat;
        const bool tooMany = left - right > t.syncookiesSent + t.closesUndelivered && !t.packetsUnseen;
        return {!tooFew && !tooMany,
                fmt::format("0 <= {} <= SyncookiesSent {}{}", figures, t.syncookiesSent,
                            t.closesUndelivered > 0 ? fmt::format(" + closes undelivered {}", t.closesUndelivered)
                                                    : std::string())};
    }
    // A forgotten request's client is reset when it sends data, and no counter tells of that.
    const bool moreIsRight = t.requestsMayExpire && t.reset > 0;
    if (t.handshakesMayRepeat || moreIsRight) {
        return {(t.handshakesMayRepeat || left >= right) && (moreIsRight || left <= right), figures};
    }
    const std::int64_t refusedCookies = t.reset > 0 ? t.syncookiesFailed : 0;
    return {right - left <= t.givenUp && left - right <= refusedCookies,
            figures + atMost('-', t.givenUp, "given up by the server") +
                atMost('+', refusedCookies, "reset for a cookie (SyncookiesFailed)")};
}

/// Who is connected without the server knowing it got a cookie, or was half-open longer than the server remembers.
std::optional<Law> unknownLaw(const BookTerms& t) {
    if (t.requestsMayExpire || t.handshakesMayRepeat) {
        return std::nullopt;
    }
    return Law{t.unknown <= t.syncookiesSent + t.resetsUndelivered + t.givenUp,
               fmt::format("unknown {} <= SyncookiesSent {}{}", t.unknown, t.syncookiesSent + t.resetsUndelivered,
                           t.givenUp > 0 ? fmt::format(" + given up {}", t.givenUp) : std::string())};
}

Law dropLaw(const BookTerms& t) {
    const std::int64_t rest = t.listenDrops - t.listenOverflows - t.requestQueueDrops;
    return {rest >= 0, fmt::format("ListenDrops {} = ListenOverflows {} + TCPReqQFullDrop {} + rest {}", t.listenDrops,
                                   t.listenOverflows, t.requestQueueDrops, rest)};
}

Law listenerDropLaw(const BookTerms& t) {
    const bool exact = t.onlyHandshakes && t.halfOpen == 0 && t.unknown == 0;
    return {exact ? t.listenerDrops == t.listenDrops : t.listenerDrops >= t.listenDrops,
            fmt::format("listener drops {} {} ListenDrops {}", t.listenerDrops, exact ? "=" : ">=", t.listenDrops)};
}

} // namespace

Verdict checkBooks(const BookTerms& terms) {
    std::vector<Law> laws{planLaw(terms),      outcomeLaw(terms), activeLaw(terms),      passiveLaw(terms),
                          handshakeLaw(terms), dropLaw(terms),    listenerDropLaw(terms)};
    if (const auto law = unknownLaw(terms)) {
        laws.push_back(*law);
    }
    Verdict verdict{true, {}};
    for (const Law& law : laws) {
        if (!law.holds) {
            return {false, "does not hold: " + law.text};
        }
        verdict.detail += (verdict.detail.empty() ? "" : "; ") + law.text;
    }
    return verdict;
}

} // namespace ls::lab
