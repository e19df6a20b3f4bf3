// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QStringList>

class QHeaderView;
class QMenu;

namespace ls::widgets {

/// Which columns of a table are shown, in what order and how wide: chosen with the header's menu, dragged, remembered.
/// Columns are known by their names, so that what was remembered survives a new one and another language.
class RecordColumns final : public QObject {
    Q_OBJECT

public:
    /// The header's model is there and stays.
    explicit RecordColumns(QHeaderView* header);

    /// What reset() goes back to: these names hidden, the widths and the order of the moment.
    void setFirst(const QStringList& hidden);
    void reset();

    [[nodiscard]] QList<int> shown() const; ///< from left to right
    void fillMenu(QMenu& menu);

    /// JSON; what cannot be read, or names a column that is not there, changes nothing.
    [[nodiscard]] QByteArray state() const;
    void setState(const QByteArray& state);

private:
    [[nodiscard]] QString nameOf(int column) const;
    [[nodiscard]] int columnNamed(const QString& name) const;
    [[nodiscard]] QJsonObject arrangement() const;
    void arrange(const QJsonObject& arrangement);
    void showMenu(const QPoint& where);

    QHeaderView* m_header;
    QJsonObject m_first;
};

} // namespace ls::widgets
