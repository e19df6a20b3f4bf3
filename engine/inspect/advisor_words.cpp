// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/advisor.h"

#include <fmt/format.h>

namespace ls::inspect {

namespace {

using Id = Finding::Id;
using What = Evidence::What;

struct Words {
    const Finding& finding;

    /// "1280"; "?" cannot come out: every finding has the evidence its sentence names.
    [[nodiscard]] std::string of(What what) const {
        const auto value = finding.valueOf(what);
        return value ? fmt::format("{:.0f}", *value) : "?";
    }
    [[nodiscard]] std::string probably() const {
        return finding.certainty == Finding::Certainty::Probable ? "probably " : "";
    }
    [[nodiscard]] std::string program() const { return finding.program.empty() ? "the program" : finding.program; }
};

std::string capped(const Words& w) {
    const std::string asked = w.finding.valueOf(What::Asked) ? w.of(What::Asked) : "more";
    return fmt::format("{}asked {}, capped at {} by net.core.somaxconn", w.probably(), asked, w.of(What::Limit));
}

std::string asksForThis(const Words& w) {
    const bool byDefault = w.finding.valueOf(What::ProgramDefault).has_value();
    return fmt::format("{} {}asked for {} itself{}; net.core.somaxconn would allow {}", w.program(), w.probably(),
                       w.of(What::Limit), byDefault ? ", its default" : "", w.of(What::Somaxconn));
}

std::string notListenedAgain(const Words& w) {
    return fmt::format("net.core.somaxconn was {}raised to {}, but this socket has not listened again: its limit is "
                       "still {}",
                       w.probably(), w.of(What::Somaxconn), w.of(What::Limit));
}

std::string originUnknown(const Words& w) {
    return fmt::format("the limit is {}, below net.core.somaxconn ({}): either {} asked for that, or somaxconn was {} "
                       "when it last called listen()",
                       w.of(What::Limit), w.of(What::Somaxconn), w.program(), w.of(What::Limit));
}

std::string slowAccepter(const Words& w) {
    return fmt::format("{} wait and {:.1f} are accepted a second, so the last one waits {:.1f} s; a larger backlog "
                       "{}only makes everyone wait longer",
                       w.of(What::Depth), w.finding.valueOf(What::AcceptRate).value_or(0),
                       w.finding.valueOf(What::PredictedWait).value_or(0), w.probably());
}

std::string synQueueFull(const Words& w) {
    return fmt::format("{} handshakes are half-open, the SYN queue holds {} + 1; {} cookies sent, {} SYNs dropped in "
                       "this namespace: {}the short queue; whether the clients are honest cannot be seen from here",
                       w.of(What::HalfOpen), w.of(What::Limit), w.of(What::CookiesSent), w.of(What::SynQueueDrops),
                       w.probably());
}

} // namespace

std::string sentence(const Finding& finding) {
    const Words w{finding};
    switch (finding.id) {
    case Id::CappedBySomaxconn:
        return capped(w);
    case Id::ProgramAsksForThis:
        return asksForThis(w);
    case Id::NotListenedAgain:
        return notListenedAgain(w);
    case Id::OriginUnknown:
        return originUnknown(w);
    case Id::SomaxconnLowered:
        return fmt::format("net.core.somaxconn is {} now: the next listen() lowers the limit from {} to that",
                           w.of(What::Somaxconn), w.of(What::Limit));
    case Id::SlowAccepter:
        return slowAccepter(w);
    case Id::NobodyAccepts:
        return fmt::format("{} wait and nobody accepts them; no backlog is large enough for that", w.of(What::Depth));
    case Id::UnevenGroup:
        return fmt::format("{} of {} sockets of this SO_REUSEPORT group overflowed while others have room: the kernel "
                           "picks one by a hash of the addresses",
                           w.of(What::FullMembers), w.of(What::Members));
    case Id::SynQueueFull:
        return synQueueFull(w);
    case Id::AbortsOnOverflow:
        break;
    }
    return fmt::format(
        "tcp_abort_on_overflow is on: of {} lost attempts some were {}reset instead of being tried again",
        w.of(What::Drops), w.probably());
}

} // namespace ls::inspect
