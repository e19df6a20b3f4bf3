// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/sweep/recommendation.h"

#include <QString>

namespace ls::model {

/// An engine's error as something to read: a headline in the user's language where the kind is known, what failed, and
/// what to do.
[[nodiscard]] QString sentence(const Error& error);

/// "Recommended: 512" and why, in the user's language.
struct RecommendationWords {
    QString headline;
    QString reason;
};
[[nodiscard]] RecommendationWords wordsFor(const sweep::Recommendation& recommendation);

/// "0.21 ms", "1.04 s": three figures that count.
[[nodiscard]] QString durationText(double microseconds);
/// "12,345" in the user's notation.
[[nodiscard]] QString countText(double count);

/// "about 1 min 8 s"
[[nodiscard]] QString timeLeftText(double seconds);

} // namespace ls::model
