// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ls::model {

/// The columns of the listeners' table and their words.
struct ListenerColumns {
    enum Column {
        Fill,
        Waiting,
        Limit,
        CappedBy,
        HalfOpen,
        Drops,
        DropsPerSecond,
        Address,
        Port,
        Owner,
        Unit,
        LastMinute,
        Deepest,
        Family,
        User,
        Connections,
        Inode,
        Columns
    };

    [[nodiscard]] static QString title(int column);
    [[nodiscard]] static QString publicName(int column); ///< in files and settings, in no language
    [[nodiscard]] static QString help(int column);
    [[nodiscard]] static bool isFigure(int column);
    [[nodiscard]] static bool isMonospaced(int column);
};

} // namespace ls::model
