// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace ls::widgets {

/// A choice of one among few, all in sight: buttons that look like one.
class Segments final : public QWidget {
    Q_OBJECT

public:
    explicit Segments(const QStringList& choices, QWidget* parent = nullptr);

    [[nodiscard]] int current() const;
    /// Says nothing.
    void setCurrent(int choice);
    [[nodiscard]] QAbstractButton* button(int choice) const;

signals:
    /// By the user.
    void chosen(int choice);

private:
    QButtonGroup* m_buttons;
};

} // namespace ls::widgets
