// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/filter.h"

#include <QString>

#include <functional>
#include <optional>

class QMenu;

namespace ls::pages {

/// What the context menu of every table of sockets has: apply as filter, exclude, copy the ss command. A command that
/// is empty is not offered.
void addSocketActions(QMenu& menu, const std::optional<filter::Filter>& filter, const QString& ssCommand,
                      const std::function<void(const filter::Filter& by, bool exclude)>& narrow);

} // namespace ls::pages
