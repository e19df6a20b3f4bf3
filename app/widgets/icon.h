// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPalette>

namespace ls::widgets {

/// One of our own pictures (resources/icons/NAME.svg), drawn in the colour of the text around it: it follows the theme
/// and stays sharp at every scale. `role` is the palette's colour to use.
[[nodiscard]] QIcon icon(const QString& name, QPalette::ColorRole role = QPalette::ButtonText);

} // namespace ls::widgets
