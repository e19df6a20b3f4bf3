// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/wire/ladder.h"

#include <QStringList>

namespace ls::model {

// A ladder as rows for a file: a packet each, English, times in seconds since the connection's first packet.

[[nodiscard]] QStringList ladderHeader();
[[nodiscard]] QList<QStringList> ladderRows(const wire::Ladder& ladder);

} // namespace ls::model
