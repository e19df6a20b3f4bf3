// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/snapshot.h"

#include <QLabel>

namespace ls::pages {

/// One line: the loudest alert, else what cannot be seen here; hidden where there is nothing to say. A long sentence is
/// cut; the tooltip has all of it, and the others.
class TroubleLine final : public QLabel {
    Q_OBJECT

public:
    explicit TroubleLine(QWidget* parent = nullptr);

    void showSnapshot(const inspect::Snapshot& snapshot);

private:
    void say(const QString& text, bool isLoss, const QStringList& all);
};

} // namespace ls::pages
