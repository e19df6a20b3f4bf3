// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/filter_bar.h"

#include "app/model/filter_words.h"
#include "app/widgets/filter_field.h"
#include "app/widgets/icon.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QStyle>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

namespace ls::pages {

using filter::Filter;

namespace {

constexpr int kMostSaved = 30;

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_problem(new QLabel)
    , m_menu(new QMenu(this)) {
    m_field->setObjectName(QStringLiteral("inspectFilter"));
    m_field->setPlaceholderText(tr("Filter: nginx    sport = :80 and fill > 50%    not user = root"));
    m_field->setAccessibleName(tr("Filter of the sockets"));
    widgets::offerToClear(*m_field);
    m_field->addAction(widgets::icon(QStringLiteral("filter"), QPalette::PlaceholderText), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("menu"));
    button->setText(QStringLiteral("☆"));
    button->setToolTip(tr("Saved filters"));
    button->setAccessibleName(tr("Saved filters"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(m_menu);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_field, 1);
    row->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    connect(m_field, &QLineEdit::textChanged, this, &FilterBar::parse);
    connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::fillMenu);
    parse();
}

void FilterBar::parse() {
    const QByteArray text = m_field->text().toUtf8();
    const auto parsed = Filter::parse(text.toStdString());
    if (!parsed) {
        const model::FilterPlace place = model::placeOf(parsed.error(), text);
        showProblem(model::filterProblem(parsed.error()));
        underline(place.position, place.length);
        return;
    }
    showProblem({});
    underline(0, 0);
    if (parsed->text() != m_filter.text()) {
        m_filter = *parsed;
        emit changed();
    }
}

void FilterBar::showProblem(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_field->setToolTip(
        !problem.isEmpty() ? problem
                           : tr("Plain text finds it anywhere in a row. Fields: fill, depth, limit, drops, half_open, "
                                "proc, pid, unit, user, family, state, sport, dport, src, dst, with = != < >, and, or, "
                                "not and brackets. Ctrl+F or / comes here, Esc clears it."));
    setLook(problem.isEmpty() && !m_field->text().trimmed().isEmpty(), !problem.isEmpty());
}

/// A line edit draws formats only as an input method sends them; places count from the cursor there.
void FilterBar::underline(int position, int length) {
    QList<QInputMethodEvent::Attribute> attributes;
    const bool isWrong = m_problem->isVisibleTo(this);
    if (isWrong && !m_field->text().isEmpty()) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setFontUnderline(true);
        format.setUnderlineColor(palette().color(QPalette::BrightText));
        format.setForeground(palette().color(QPalette::BrightText));
        const int size = static_cast<int>(m_field->text().size());
        // At the end of the text the last character says where.
        const int from = std::min(position, size - 1);
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat, from - m_field->cursorPosition(),
                                                   std::max(1, std::min(length, size - from)), format);
    }
    QInputMethodEvent event(QString(), attributes);
    const QSignalBlocker quiet(m_field);
    QCoreApplication::sendEvent(m_field, &event);
}

void FilterBar::setLook(bool right, bool wrong) {
    if (m_field->property("right").toBool() == right && m_field->property("wrong").toBool() == wrong) {
        return;
    }
    m_field->setProperty("right", right);
    m_field->setProperty("wrong", wrong);
    style()->unpolish(m_field);
    style()->polish(m_field);
}

void FilterBar::narrow(const Filter& by, bool exclude) {
    const Filter next = exclude ? m_filter.without(by) : m_filter.with(by);
    m_field->setText(QString::fromStdString(next.text()));
}

QString FilterBar::problem() const {
    return m_problem->text();
}

void FilterBar::setSaved(const QStringList& saved) {
    m_saved = saved.mid(0, kMostSaved);
}

void FilterBar::fillMenu() {
    m_menu->clear();
    const QString now = m_field->text().trimmed();
    const bool isSaved = m_saved.contains(now);
    QAction* keep = m_menu->addAction(isSaved ? tr("Forget this filter") : tr("Save this filter"));
    keep->setEnabled(!now.isEmpty() && problem().isEmpty());
    connect(keep, &QAction::triggered, this, [this, now, isSaved] {
        isSaved ? static_cast<void>(m_saved.removeAll(now)) : m_saved.prepend(now);
        setSaved(m_saved);
    });
    m_menu->addSeparator();
    const QStringList examples{QStringLiteral("fill > 50%"), QStringLiteral("drops > 0"),
                               QStringLiteral("half_open > 0"), QStringLiteral("not src = 127.0.0.0/8")};
    for (const QString& each : m_saved + examples) {
        connect(m_menu->addAction(QString(each).replace(QLatin1Char('&'), QStringLiteral("&&"))), &QAction::triggered,
                m_field, [this, each] { m_field->setText(each); });
    }
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape && !m_field->text().isEmpty()) {
            m_field->clear();
            return true;
        }
        if (key == Qt::Key_Escape || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            emit leaving();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ls::pages
