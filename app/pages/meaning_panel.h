// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_words.h"

#include <QWidget>

class QLabel;

namespace ls::pages {

/// What is happening, in plain sentences, and what to try.
class MeaningPanel final : public QWidget {
    Q_OBJECT

public:
    explicit MeaningPanel(QWidget* parent = nullptr);

    void show(const model::Situation& situation);
    [[nodiscard]] const model::Situation& situation() const { return m_situation; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void colour();

    QLabel* m_headline;
    QLabel* m_text;
    QLabel* m_attempt;
    model::Situation m_situation;
};

} // namespace ls::pages
