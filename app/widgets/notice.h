// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace ls::widgets {

/// A coloured box with a headline and a sentence, where the matter is; never a dialog.
class Notice final : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Good, Bad, Hint };

    explicit Notice(QWidget* parent = nullptr);

    void show(Kind kind, const QString& title, const QString& text);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

private:
    QLabel* m_title;
    QLabel* m_text;
};

} // namespace ls::widgets
