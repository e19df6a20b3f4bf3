// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/listener_detail.h"

#include "app/model/advice.h"
#include "app/model/words.h"
#include "app/pages/advisor_panel.h"
#include "app/pages/connections_panel.h"
#include "app/pages/inspect_view.h"
#include "app/pages/scope_panel.h"
#include "engine/inspect/listener_facts.h"

#include <algorithm>

namespace ls::pages {

using inspect::Listener;
using inspect::Snapshot;

namespace {

constexpr qint64 kAdviceMs = 1000;

} // namespace

ListenerDetail::ListenerDetail(InspectView& view, model::ScopeSeries& series, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_series(series) {
}

void ListenerDetail::clear() {
    m_series.follow(std::nullopt, {});
    m_view.scope().restart(nullptr);
}

void ListenerDetail::follow(const std::optional<inspect::SocketIdentity>& selected,
                            const model::ListenerTrails::Trail& trail, const Snapshot* last) {
    m_series.follow(selected, trail);
    m_adviceAge.invalidate();
    m_view.scope().restart(last == nullptr ? nullptr : selectedIn(*last));
    if (last != nullptr) {
        addAlerts(*last, last->alerts); // that began before
        show(*last);
    }
}

void ListenerDetail::append(const control::InspectUpdate& update) {
    m_series.append(*update.snapshot, update.samples);
    addAlerts(*update.snapshot, update.alerts);
}

void ListenerDetail::addAlerts(const Snapshot& snapshot, const std::vector<inspect::Alert>& alerts) {
    for (const inspect::Alert& alert : alerts) {
        if (selected() == alert.listener) {
            m_view.scope().addAlert(snapshot, alert);
        }
    }
}

const Listener* ListenerDetail::selectedIn(const Snapshot& snapshot) const {
    const auto found = std::find_if(snapshot.listeners.begin(), snapshot.listeners.end(),
                                    [&](const Listener& each) { return selected() && each.id == *selected(); });
    return found == snapshot.listeners.end() ? nullptr : &*found;
}

void ListenerDetail::show(const Snapshot& snapshot) {
    showConnections(snapshot);
    const Listener* listener = selectedIn(snapshot);
    if (listener == nullptr) {
        m_view.advisor().show({}, tr("Select a listener to get advice."));
        return;
    }
    m_view.scope().show(snapshot, *listener);
    showAdvice(snapshot, *listener);
}

void ListenerDetail::showConnections(const Snapshot& snapshot) {
    if (ConnectionsPanel* panel = m_view.connections()) {
        const bool areItsOwn = snapshot.selection && selected() == snapshot.selection->listener;
        panel->showSelection(areItsOwn ? snapshot.selection : nullptr);
    }
}

/// Not with every look: nobody reads ten sentences a second.
void ListenerDetail::showAdvice(const Snapshot& snapshot, const Listener& listener) {
    if (m_adviceAge.isValid() && m_adviceAge.elapsed() < kAdviceMs) {
        return;
    }
    m_adviceAge.start();
    if (!m_programs) {
        m_programs = inspect::ProgramCatalogue::builtIn();
    }
    if (!*m_programs) {
        return;
    }
    QList<model::Advice> advice;
    for (const inspect::Finding& each :
         inspect::advise(inspect::factsOf(listener, snapshot, m_series.leavingRate()), **m_programs)) {
        advice << model::wordsFor(each);
    }
    const QString limit = listener.limit ? model::countText(*listener.limit) : QStringLiteral("–");
    m_view.advisor().show(advice, tr("Nothing was lost here since looking began: at most %1 waited, and the limit is "
                                     "%2.\n\nAdvice comes when the queue fills or drops.")
                                      .arg(model::countText(listener.deepest), limit));
}

std::optional<model::LabOpening> ListenerDetail::labOpening(const Snapshot& snapshot) const {
    const Listener* listener = selectedIn(snapshot);
    return listener == nullptr ? std::nullopt : std::optional(model::labOpeningOf(*listener, m_series.leavingRate()));
}

} // namespace ls::pages
