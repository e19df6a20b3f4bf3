// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/live_books.h"

#include <algorithm>
#include <utility>

namespace ls::lab {

bool LiveBookkeeper::moved(const Cut& cut) const {
    const auto sameListener = [](const server::ListenerReading& a, const server::ListenerReading& b) {
        return a.depth == b.depth && a.drops == b.drops;
    };
    return !m_last || !isQuiet(m_last->movement, cut.movement) || m_last->accepted != cut.accepted ||
           m_last->load.counts != cut.load.counts ||
           !std::equal(m_last->listeners.begin(), m_last->listeners.end(), cut.listeners.begin(), cut.listeners.end(),
                       sameListener);
}

void LiveBookkeeper::check(Cut cut, const CensusReading& census, const Rules& rules, TimePoint now,
                           TimePoint clockStart) {
    if (moved(cut)) {
        m_quietSince = now;
        m_books.isCurrent = false;
        m_doubted = false;
        m_last = std::move(cut);
        return;
    }
    const bool isCut = census.begin > m_quietSince && census.end < now && census.begin != m_judged;
    if (!isCut) {
        return;
    }
    m_judged = census.begin;
    cut.census = census.raw;
    BookTerms terms = bookTerms(cut);
    terms.planned = static_cast<std::int64_t>(cut.load.counts.planned);
    terms.clientRowsGone = rules.clientRowsGone;
    terms.onlyHandshakes = rules.onlyHandshakes;
    terms.requestsMayExpire = rules.requestsMayExpire;
    if (rules.addWire) {
        rules.addWire(terms);
    }
    judge(checkBooks(terms), census.begin - clockStart);
}

void LiveBookkeeper::judge(const Verdict& verdict, Nanoseconds when) {
    if (!verdict.holds && !std::exchange(m_doubted, true)) {
        return;
    }
    m_doubted = !verdict.holds;
    m_books.verdict = verdict;
    m_books.time = when;
    m_books.isCurrent = true;
}

} // namespace ls::lab
