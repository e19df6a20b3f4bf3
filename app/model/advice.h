// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/advisor.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace ls::model {

/// A finding of the advisor in the user's words.
struct Advice {
    struct Change {
        QString where; ///< "sysctl.d", "Docker Compose", "nginx.conf"
        QString text;  ///< to paste; empty where a command is all there is to do
        QString apply; ///< what makes it count
        friend bool operator==(const Change&, const Change&) = default;
    };
    inspect::Finding::Severity severity = inspect::Finding::Severity::Note;
    QString text;
    QStringList evidence; ///< "limit 128", "somaxconn 4096"
    QList<Change> changes;
    friend bool operator==(const Advice&, const Advice&) = default;
};

[[nodiscard]] Advice wordsFor(const inspect::Finding& finding);

} // namespace ls::model
