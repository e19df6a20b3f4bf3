// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace ls::widgets {

class RecordTable;

/// The filter of one table: plain text, at once. Esc, here and in the table, clears it; Down and Enter go to the table.
class FilterField final : public QLineEdit {
    Q_OBJECT

public:
    /// The table outlives the field and has its records.
    explicit FilterField(RecordTable& table, QWidget* parent = nullptr);

    /// For a small table: in sight only while it is used.
    void setOnDemand();

signals:
    /// Rows come and go between the two, and the table's current one may change by itself.
    void aboutToFilter();
    void filtered();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    void showResult();

    void hideIfUnused();

    RecordTable& m_table;
    bool m_onDemand = false;
};

/// A button that clears it, made with the first text: the first of a program's looks for the desktop's icons, which
/// takes a tenth of a start.
void offerToClear(QLineEdit& field);

} // namespace ls::widgets
