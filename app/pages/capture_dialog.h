// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/app_settings.h"

#include <QString>
#include <QWidget>

#include <filesystem>
#include <functional>

namespace ls::pages {

/// Asks where the packets of a wire are to be saved, and waits for nobody.
void askWhereToSaveCapture(QWidget& page, const settings::AppSettings& settings, const QString& name,
                           std::function<void(std::filesystem::path)> save);

} // namespace ls::pages
