// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ls::widgets {

/// A framed part of a page: a title, room for something small at its right, and a body.
class Card final : public QFrame {
    Q_OBJECT

public:
    explicit Card(const QString& title, QWidget* parent = nullptr);

    /// What stands beside the title, in grey.
    void setNote(const QString& note);
    void addToHeader(QWidget* widget);
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }

private:
    QHBoxLayout* m_header;
    QLabel* m_note;
    QVBoxLayout* m_body;
};

} // namespace ls::widgets
