// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/trouble_line.h"

#include "app/model/inspect_words.h"
#include "app/model/words.h"

#include <QStyle>

namespace ls::pages {

using inspect::Snapshot;

namespace {

QStringList alertsOf(const Snapshot& snapshot) {
    QStringList all;
    for (const inspect::Alert& alert : snapshot.alerts) {
        all << model::alertText(alert, snapshot);
    }
    return all;
}

QStringList unseenOf(const Snapshot& snapshot) {
    QStringList all;
    for (const inspect::Unseen& each : snapshot.unseen) {
        all << TroubleLine::tr("Not to be seen: %1, because %2. %3")
                   .arg(QString::fromStdString(each.what), QString::fromStdString(each.why),
                        QString::fromStdString(each.advice));
    }
    for (const Error& each : snapshot.problems) {
        all << model::sentence(each);
    }
    return all;
}

} // namespace

TroubleLine::TroubleLine(QWidget* parent)
    : QLabel(parent) {
    setMinimumWidth(1);
    hide();
}

void TroubleLine::showSnapshot(const Snapshot& snapshot) {
    if (const QStringList alerts = alertsOf(snapshot); !alerts.isEmpty()) {
        const QString more = alerts.size() > 1 ? tr("   (+%1 more)").arg(alerts.size() - 1) : QString();
        say(QStringLiteral("! ") + alerts.front() + more, true, alerts);
        return;
    }
    const QStringList unseen = unseenOf(snapshot);
    say(unseen.isEmpty() ? QString() : unseen.front(), false, unseen);
}

void TroubleLine::say(const QString& words, bool isLoss, const QStringList& all) {
    if (words == text()) {
        return;
    }
    setObjectName(isLoss ? QStringLiteral("loss") : QStringLiteral("dim"));
    style()->unpolish(this);
    style()->polish(this);
    setText(words);
    setToolTip(all.join(QLatin1Char('\n')));
    setVisible(!words.isEmpty());
}

} // namespace ls::pages
