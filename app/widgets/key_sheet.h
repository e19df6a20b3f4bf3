// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

class QWidget;

namespace ls::widgets {

/// Keys and what they do; an empty key starts a group with a title.
using KeyList = std::vector<std::pair<QString, QString>>;

/// The sheet behind the `?` key. Modeless; closes itself.
void showKeySheet(const KeyList& keys, QWidget* parent);

} // namespace ls::widgets
