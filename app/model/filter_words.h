// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/filter_error.h"

#include <QString>

namespace ls::model {

/// Why a filter cannot be used, and what would be right there, in the user's language.
[[nodiscard]] QString filterProblem(const filter::FilterError& error);

/// Where: in the characters of the text as a line edit counts them (the error counts bytes of UTF-8).
struct FilterPlace {
    int position = 0;
    int length = 0;
};
[[nodiscard]] FilterPlace placeOf(const filter::FilterError& error, const QByteArray& text);

} // namespace ls::model
