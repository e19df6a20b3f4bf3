// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace ls::model {

/// What the model of a table may say beyond Qt's own roles; widgets::RecordTable reads them. All are optional.
enum RecordRole {
    SortRole = Qt::UserRole, ///< a cell's number, or its text; else the text shown
    PublicNameRole,          ///< of a header: the column's name in files and settings, in no language; else its title
    PlainRole,               ///< a cell as it stands in a file, digits ungrouped; else the text shown
    TroubleRole,             ///< true where a cell reports a loss
    FreshnessRole,           ///< a Freshness as int, the same in all cells of a row
    AlarmRole,               ///< an Alarm as int, the same in all cells of a row
};

/// What became of a row lately. A row that is closed stays in its model for as long as it is to be seen.
enum class Freshness { Steady, New, Changed, Closed };

/// What a row asks for attention with.
enum class Alarm { None, Warning, Loss };

} // namespace ls::model
