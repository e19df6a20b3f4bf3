// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

#include <functional>

namespace ls::pages {

class TablePanel;

/// The place of a table that is made when it is first wanted, so that a start takes no longer with more of them. How
/// its columns are arranged is remembered whether it was made or not.
class TableRoom final : public QWidget {
    Q_OBJECT

public:
    using Make = std::function<TablePanel*()>;

    explicit TableRoom(Make make, QWidget* parent = nullptr);

    /// Makes it if need be.
    TablePanel& panel();
    /// Null: it was not wanted yet.
    [[nodiscard]] TablePanel* panelIfMade() const { return m_panel; }

    [[nodiscard]] QByteArray layoutState() const;
    void setLayoutState(const QByteArray& state);
    void resetLayout();

signals:
    void made(ls::pages::TablePanel& panel);

private:
    Make m_make;
    TablePanel* m_panel = nullptr;
    QByteArray m_remembered; ///< for the table that is not made yet
};

} // namespace ls::pages
