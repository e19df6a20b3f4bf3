// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/census_watch.h"
#include "engine/lab/cut.h"
#include "engine/lab/live_snapshot.h"

#include <functional>
#include <optional>

namespace ls::lab {

/// Finds the moments at which a live laboratory's books can be checked. Its figures are put in at every snapshot; a
/// count of the sockets that began after they had last moved, and ended before they were found unmoved, is a cut. A
/// client thread may still have to hear of what the kernel did, so a law counts as broken only when two cuts one after
/// the other say so. One thread.
class LiveBookkeeper final {
public:
    /// What decides which equations are exact: see BookTerms.
    struct Rules {
        bool clientRowsGone = false;
        bool onlyHandshakes = false;
        bool requestsMayExpire = false;
        std::function<void(BookTerms&)> addWire = {}; ///< of a wired laboratory; asked only where a verdict is due
    };

    /// `cut`: everything but its census, read at `now`. `clockStart` only dates the verdict.
    void check(Cut cut, const CensusReading& census, const Rules& rules, TimePoint now, TimePoint clockStart);

    [[nodiscard]] const LiveBooks& books() const { return m_books; }

private:
    [[nodiscard]] bool moved(const Cut& cut) const;
    void judge(const Verdict& verdict, Nanoseconds when);

    std::optional<Cut> m_last;
    TimePoint m_quietSince{};
    TimePoint m_judged{}; ///< begin of the count judged last
    bool m_doubted = false;
    LiveBooks m_books;
};

} // namespace ls::lab
