// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/numbers_panel.h"

#include "app/model/lab_words.h"
#include "app/model/words.h"
#include "app/pages/figure_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ls::pages {

using Tone = FigureList::Tone;

namespace {

enum Book { Attempted, Established, Pending, Reset, Refused, TimedOut, Failed, Accepted, Waiting, HalfOpen, Unknown };
enum Comparison { Holds, Connected, Wait, TimeInQueue };

std::vector<FigureList::Figure> books() {
    return {
        {NumbersPanel::tr("attempted"), NumbersPanel::tr("Connections whose first SYN was sent, all loads together")},
        {NumbersPanel::tr("established"), NumbersPanel::tr("Of those, completed at the client and not reset since")},
        {NumbersPanel::tr("no answer"),
         NumbersPanel::tr("SYN sent, and no answer until now or until the load was stopped")},
        {NumbersPanel::tr("reset"), NumbersPanel::tr("Completed, then reset by the server")},
        {NumbersPanel::tr("refused"), NumbersPanel::tr("The SYN was answered with a reset")},
        {NumbersPanel::tr("timed out"), NumbersPanel::tr("The kernel gave up repeating the SYN")},
        {NumbersPanel::tr("failed"), NumbersPanel::tr("Another error, or no SYN left this machine")},
        {NumbersPanel::tr("accepted"), NumbersPanel::tr("accept() calls that returned a connection")},
        {NumbersPanel::tr("waiting"), NumbersPanel::tr("In the accept queue: ss shows it as Recv-Q of the listener")},
        {NumbersPanel::tr("half-open"),
         NumbersPanel::tr("SYN_RECV at the server while the client believes it is connected: its last "
                          "ACK met a full queue")},
        {NumbersPanel::tr("unknown to the server"),
         NumbersPanel::tr("The client believes it is connected, and the server has no "
                          "socket for it")},
    };
}

std::vector<FigureList::Figure> comparisons() {
    return {
        {NumbersPanel::tr("queue holds"), NumbersPanel::tr("Most connections that ever waited, of those that fit: the "
                                                           "limit and one more per listener")},
        {NumbersPanel::tr("established"), NumbersPanel::tr("Measured, and predicted from the settings alone before the "
                                                           "load was started")},
        {NumbersPanel::tr("predicted wait"), NumbersPanel::tr("Depth of the queue divided by the accept rate")},
        {NumbersPanel::tr("waited, p99"), NumbersPanel::tr("Measured, from established at the client to accept()")},
    };
}

QString number(std::uint64_t n) {
    return model::countText(static_cast<double>(n));
}

Tone ifAny(std::uint64_t n, Tone tone) {
    return n > 0 ? tone : Tone::Dim;
}

} // namespace

NumbersPanel::NumbersPanel(QWidget* parent)
    : QWidget(parent)
    , m_books(new FigureList(books()))
    , m_verdict(new QLabel)
    , m_predictions(new FigureList(comparisons())) {
    setObjectName(QStringLiteral("scrolled"));
    m_verdict->setWordWrap(true);
    m_verdict->setContentsMargins(10, 0, 10, 0);
    auto* title = new QLabel(tr("Measured / predicted"));
    title->setObjectName(QStringLiteral("cardTitle"));
    title->setContentsMargins(10, 4, 10, 0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 8);
    layout->setSpacing(3);
    layout->addWidget(m_books);
    layout->addWidget(m_verdict);
    layout->addWidget(title);
    layout->addWidget(m_predictions);
    layout->addStretch(1);
    clear();
}

void NumbersPanel::clear() {
    m_books->clear();
    m_predictions->clear();
    m_verdict->setText(tr("Nothing counted yet"));
    m_verdict->setToolTip({});
}

QString NumbersPanel::figure(std::size_t place) const {
    return m_books->value(place);
}

void NumbersPanel::show(const lab::LiveSnapshot& snapshot) {
    showBooks(snapshot);
    showVerdict(snapshot.books);
    showPredictions(snapshot);
}

void NumbersPanel::showBooks(const lab::LiveSnapshot& s) {
    const load::OutcomeCounts& c = s.clients;
    const std::uint64_t failed = load::total(c.failed) + load::total(c.notStarted);
    m_books->set(Attempted, number(c.attempted()), ifAny(c.attempted(), Tone::Plain));
    m_books->set(Established, number(c.established), ifAny(c.established, Tone::Good));
    m_books->set(Pending, number(c.pending), ifAny(c.pending, Tone::Info));
    m_books->set(Reset, number(c.reset), ifAny(c.reset, Tone::Loss));
    m_books->set(Refused, number(c.refused), ifAny(c.refused, Tone::Loss));
    m_books->set(TimedOut, number(c.timedOut), ifAny(c.timedOut, Tone::Loss));
    m_books->set(Failed, number(failed), ifAny(failed, Tone::Loss));
    m_books->set(Accepted, number(s.accepted), ifAny(s.accepted, Tone::Good));
    m_books->set(Waiting, number(s.depth), ifAny(s.depth, Tone::Waiting));
    m_books->set(HalfOpen, number(s.census.halfOpen), ifAny(s.census.halfOpen, Tone::Warning));
    m_books->set(Unknown, number(s.census.unknown), ifAny(s.census.unknown, Tone::Loss));
}

void NumbersPanel::showVerdict(const lab::LiveBooks& books) {
    QString text = tr("The books are checked when nothing moves.");
    if (books.verdict) {
        const QString when = books.isCurrent ? QString() : tr(" (%1 s)").arg(toSeconds(books.time), 0, 'f', 1);
        text = (books.verdict->holds ? tr("✓ The books balance") : tr("✗ The books do not balance")) + when;
    }
    if (text != m_verdict->text()) {
        m_verdict->setText(text);
        m_verdict->setToolTip(books.verdict ? QString::fromStdString(books.verdict->detail) : QString());
    }
}

void NumbersPanel::showPredictions(const lab::LiveSnapshot& s) {
    const bool asAllowed = s.deepest <= std::max<std::uint64_t>(s.prediction.deepestAllowed, s.capacity);
    m_predictions->set(Holds, QStringLiteral("%1 / %2").arg(number(s.deepest), number(s.capacity)),
                       asAllowed ? Tone::Plain : Tone::Warning);
    QString established = QStringLiteral("%1 / –").arg(number(s.load.clients.established));
    Tone tone = Tone::Plain;
    if (s.prediction.established) {
        established =
            QStringLiteral("%1 / %2").arg(number(s.load.clients.established), number(*s.prediction.established));
    }
    if (s.predictionMatches) {
        established += *s.predictionMatches ? QStringLiteral(" ✓") : QStringLiteral(" ✗");
        tone = *s.predictionMatches ? Tone::Good : Tone::Warning;
    }
    m_predictions->set(Connected, established, tone);
    const bool never = !s.predictedWait.has_value();
    m_predictions->set(Wait, never ? tr("never") : model::waitText(s), never ? Tone::Warning : Tone::Plain);
    const auto waited = s.queueWait.percentile(0.99);
    m_predictions->set(TimeInQueue, waited ? model::durationText(toSeconds(*waited) * 1e6) : QStringLiteral("–"),
                       waited ? Tone::Plain : Tone::Dim);
}

} // namespace ls::pages
