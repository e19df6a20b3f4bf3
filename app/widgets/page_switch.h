// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QButtonGroup;
class QIcon;
class QVBoxLayout;

namespace ls::widgets {

/// The column of pages at the left of the window.
class PageSwitch final : public QFrame {
    Q_OBJECT

public:
    explicit PageSwitch(QWidget* parent = nullptr);

    void add(const QString& title, const QIcon& icon);
    void setCurrent(int page);

signals:
    void chosen(int page);

private:
    QButtonGroup* m_buttons;
    QVBoxLayout* m_layout;
};

} // namespace ls::widgets
