// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bridge/engine_bridge.h"
#include "app/model/closed_log_model.h"
#include "app/model/listener_trails.h"
#include "app/model/scope_series.h"
#include "app/pages/export_choice.h"
#include "app/pages/page.h"
#include "app/settings/app_settings.h"

#include <QElapsedTimer>

namespace ls::pages {

class InspectView;
class ListenerDetail;

/// The sockets of this machine, live and without root. It looks from the start of the program; while another page is in
/// sight only the listeners are looked at, for their last minute and the log of ended connections.
class InspectPage final : public Page {
    Q_OBJECT

public:
    InspectPage(bridge::EngineBridge& engine, settings::AppSettings& settings, QWidget* parent = nullptr);
    ~InspectPage() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString title() const override { return titleText(); }
    [[nodiscard]] static QString titleText();
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool isOfHost() const override { return true; }
    [[nodiscard]] bool isRunning() const override { return m_inspection != 0 || m_isDue; }
    [[nodiscard]] bool canStart() const override { return !m_engine.startProblem(); }
    void start() override;
    void stop() override;
    void restart() override;
    [[nodiscard]] bool canPause() const override { return true; }
    [[nodiscard]] bool isPaused() const override;
    void togglePause() override;
    [[nodiscard]] bool canMark() const override { return m_last != nullptr; }
    void mark() override;
    [[nodiscard]] bool canExport() const override { return m_last != nullptr; }
    [[nodiscard]] widgets::ExportSource exportSource() override { return m_exports.source(); }
    [[nodiscard]] QList<QLineEdit*> filters() const override;
    [[nodiscard]] QList<QAction*> fileActions() override { return {}; }
    [[nodiscard]] QList<QAction*> viewActions() override;
    [[nodiscard]] widgets::KeyList keys() const override;
    void remember() override;
    void resetLayout() override;
    void resetExperiment() override;
    void demonstrate() override;

    /// What came last, paused or not; null before the first.
    [[nodiscard]] const inspect::SnapshotRef& snapshot() const { return m_last; }

protected:
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectView();
    void restore();
    void begin();
    [[nodiscard]] inspect::InspectSettings wishes() const;
    void change();
    void onInspected(control::RunId id, const control::InspectUpdate& update);
    void onRefused(control::RunId id, const Error& error);
    void followSelection();
    void applyFilter();
    void takeClosed(const control::InspectUpdate& update);
    void showSnapshot(const inspect::SnapshotRef& shown);
    void showLast();
    void showChosen();
    void openInLab();
    void showStatus(const inspect::Snapshot& snapshot);

    bridge::EngineBridge& m_engine;
    settings::AppSettings& m_settings;
    model::ListenerTrails m_trails;
    model::ScopeSeries m_series;
    model::ClosedLogModel m_closed;
    InspectView* m_view;
    ListenerDetail* m_detail;
    ExportChoice m_exports;
    control::RunId m_inspection = 0; ///< 0: none
    bool m_isDue = false;            ///< looking begins after the first frame
    inspect::SnapshotRef m_last;
    inspect::SnapshotRef m_shown; ///< the one that is on the screen: older than the last while paused
    bool m_tableDue = false;      ///< paused, and the table that was chosen waits for its first count
    std::vector<inspect::ClosedConnection> m_endedInPause;
    QElapsedTimer m_statusAge;
    int m_marks = 0;
    bool m_demonstrating = false;
};

} // namespace ls::pages
