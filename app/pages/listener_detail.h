// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_opening.h"
#include "app/model/listener_trails.h"
#include "app/model/scope_series.h"
#include "engine/base/result.h"
#include "engine/control/inspect_feed.h"
#include "engine/inspect/advisor.h"

#include <QElapsedTimer>
#include <QObject>

#include <optional>

namespace ls::pages {

class InspectView;

/// Keeps the scope, the connections and the advisor on the one listener that is selected.
class ListenerDetail final : public QObject {
    Q_OBJECT

public:
    /// The view shows the series, and both outlive this.
    ListenerDetail(InspectView& view, model::ScopeSeries& series, QObject* parent = nullptr);

    /// None is selected, and nothing was seen yet.
    void clear();
    /// Another one, or none. `last`: what was seen of it until now; null: nothing.
    void follow(const std::optional<inspect::SocketIdentity>& selected, const model::ListenerTrails::Trail& trail,
                const inspect::Snapshot* last);
    /// Collects, whether it is shown or not.
    void append(const control::InspectUpdate& update);
    void show(const inspect::Snapshot& snapshot);
    void showConnections(const inspect::Snapshot& snapshot);

    [[nodiscard]] const std::optional<inspect::SocketIdentity>& selected() const { return m_series.listener(); }
    /// Its limit and pace for a laboratory; nullopt where none is selected.
    [[nodiscard]] std::optional<model::LabOpening> labOpening(const inspect::Snapshot& snapshot) const;

private:
    [[nodiscard]] const inspect::Listener* selectedIn(const inspect::Snapshot& snapshot) const;
    void showAdvice(const inspect::Snapshot& snapshot, const inspect::Listener& listener);
    void addAlerts(const inspect::Snapshot& snapshot, const std::vector<inspect::Alert>& alerts);

    InspectView& m_view;
    model::ScopeSeries& m_series;
    std::optional<Result<inspect::ProgramCatalogue>> m_programs; ///< read for the first advice
    QElapsedTimer m_adviceAge;
};

} // namespace ls::pages
