// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/filter_field.h"

#include "app/widgets/record_table.h"

#include <QKeyEvent>
#include <QStyle>

namespace ls::widgets {

FilterField::FilterField(RecordTable& table, QWidget* parent)
    : QLineEdit(parent)
    , m_table(table) {
    setObjectName(QStringLiteral("filter"));
    setPlaceholderText(tr("Filter"));
    setAccessibleName(tr("Filter of the table"));
    offerToClear(*this);
    table.installEventFilter(this);
    connect(this, &QLineEdit::textChanged, this, &FilterField::apply);
    connect(table.model(), &QAbstractItemModel::rowsInserted, this, &FilterField::showResult);
    connect(table.model(), &QAbstractItemModel::rowsRemoved, this, &FilterField::showResult);
    showResult();
}

void offerToClear(QLineEdit& field) {
    const auto offer = [&field] {
        if (!field.text().isEmpty()) {
            field.setClearButtonEnabled(true);
        }
    };
    QObject::connect(&field, &QLineEdit::textChanged, &field, offer);
}

void FilterField::setOnDemand() {
    m_onDemand = true;
    hideIfUnused();
}

void FilterField::hideIfUnused() {
    if (m_onDemand && text().isEmpty() && !hasFocus()) {
        hide();
    }
}

void FilterField::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    hideIfUnused();
}

void FilterField::apply() {
    emit aboutToFilter();
    m_table.setFilterText(text());
    showResult();
    emit filtered();
}

void FilterField::showResult() {
    const bool isVain = !text().trimmed().isEmpty() && m_table.model()->rowCount() == 0;
    setToolTip(isVain ? tr("No row has this text.")
                      : tr("Shows the rows that have this text. Ctrl+F or / comes here, Esc clears it."));
    if (property("wrong").toBool() != isVain) {
        setProperty("wrong", isVain);
        style()->unpolish(this);
        style()->polish(this);
    }
}

void FilterField::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape:
        clear();
        m_table.setFocus();
        return;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_table.setFocus();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

bool FilterField::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_table && event->type() == QEvent::KeyPress && !text().isEmpty() &&
        static_cast<const QKeyEvent&>(*event).key() == Qt::Key_Escape) {
        clear();
        hideIfUnused();
        return true;
    }
    return QLineEdit::eventFilter(watched, event);
}

} // namespace ls::widgets
