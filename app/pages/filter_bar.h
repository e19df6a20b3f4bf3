// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/filter.h"

#include <QLineEdit>
#include <QStringList>
#include <QWidget>

class QLabel;
class QMenu;

namespace ls::pages {

/// The filter of a page: green while it is one, and while it is none red, with the wrong place underlined and the
/// reason below. What is wrong filters nothing anew: the last right one stays in force. Filters can be saved by name of
/// what they say.
class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit& field() { return *m_field; }
    [[nodiscard]] const filter::Filter& filter() const { return m_filter; }
    [[nodiscard]] QString text() const { return m_field->text(); }
    void setText(const QString& text) { m_field->setText(text); }
    /// What stands there and this, or not this.
    void narrow(const filter::Filter& by, bool exclude);
    [[nodiscard]] QString problem() const;

    [[nodiscard]] const QStringList& saved() const { return m_saved; }
    void setSaved(const QStringList& saved);

signals:
    void changed();
    /// Esc in an empty field, Down or Enter: whoever is below.
    void leaving();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void parse();
    void showProblem(const QString& problem);
    void underline(int position, int length);
    void setLook(bool right, bool wrong);
    void fillMenu();

    QLineEdit* m_field;
    QLabel* m_problem;
    QMenu* m_menu;
    filter::Filter m_filter;
    QStringList m_saved;
};

} // namespace ls::pages
