// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/advice.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace ls::pages {

/// What limits the selected listener, what that rests on, and what to change, ready to copy.
class AdvisorPanel final : public QScrollArea {
    Q_OBJECT

public:
    explicit AdvisorPanel(QWidget* parent = nullptr);

    /// `calm`: what is said where there is no advice.
    void show(const QList<model::Advice>& advice, const QString& calm);
    [[nodiscard]] const QList<model::Advice>& advice() const { return m_advice; }

signals:
    void copied();
    void labWanted();

private:
    struct Head {
        QLabel* text;
        QLabel* evidence;
    };

    void rebuild();
    void showFigures();
    void addAdvice(const model::Advice& advice);
    void addChange(const model::Advice::Change& change);
    QLabel* addText(const QString& text, const char* look);

    QVBoxLayout* m_layout;
    QList<Head> m_heads;
    QList<model::Advice> m_advice;
    QString m_calm;
};

} // namespace ls::pages
