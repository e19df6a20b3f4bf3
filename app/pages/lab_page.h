// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bridge/engine_bridge.h"
#include "app/model/lab_experiment.h"
#include "app/model/lab_series.h"
#include "app/pages/export_choice.h"
#include "app/pages/page.h"
#include "app/settings/app_settings.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>
#include <vector>

namespace ls::pages {

class LabView;

/// A live laboratory on this machine's own kernel: turn a knob and see what the listen queue does. It is opened when
/// the page is first seen and stays open; start and stop are the load's.
class LabPage final : public Page {
    Q_OBJECT

public:
    LabPage(bridge::EngineBridge& engine, settings::AppSettings& settings, QWidget* parent = nullptr);
    ~LabPage() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] static QString titleText();
    [[nodiscard]] QString title() const override { return titleText(); }
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool isRunning() const override { return m_loading; }
    [[nodiscard]] bool canStart() const override;
    void start() override;
    void stop() override;
    void restart() override;
    [[nodiscard]] bool canPause() const override { return true; }
    [[nodiscard]] bool isPaused() const override;
    void togglePause() override;
    [[nodiscard]] bool canMark() const override { return m_lab != 0; }
    void mark() override;
    [[nodiscard]] bool canExport() const override { return m_last != nullptr; }
    [[nodiscard]] widgets::ExportSource exportSource() override;
    [[nodiscard]] bool canSave() const override { return m_last != nullptr; }
    [[nodiscard]] widgets::ExportSource recording() override;
    [[nodiscard]] QList<QAction*> fileActions() override { return {}; }
    [[nodiscard]] QList<QLineEdit*> filters() const override;
    [[nodiscard]] QList<QAction*> viewActions() override;
    [[nodiscard]] widgets::KeyList keys() const override;
    /// Opens a laboratory with these settings, ready for Start.
    bool takeForLab(const model::LabOpening& opening) override;
    void remember() override;
    void resetLayout() override;
    void resetExperiment() override;
    void demonstrate() override;

    /// What was shown last; null before the first.
    [[nodiscard]] const std::shared_ptr<const lab::LiveSnapshot>& snapshot() const { return m_last; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void connectEngine();
    void connectPanels();
    void restore();
    /// With the panels' knobs and the sysctls that were asked for.
    void open();
    void reopen();
    void send(control::LiveCommand command);
    void sendBacklog();
    void sendWatch();
    void onWireSwitched();
    void askWhereToSave();
    void onSaved(const control::PacketsSaved& saved);

    void onShown(control::RunId id, const control::LiveUpdate& update);
    void onEnded(control::RunId id, const std::optional<Error>& error);
    void showNotOpened(const Error& error);
    void onRefused(control::RunId id, const Error& error);
    void followLoad(const lab::LiveLoad& load);
    void setLoading(bool loading);
    void showStatus(const lab::LiveSnapshot& snapshot);
    void showProblems(const lab::LiveSnapshot& snapshot);
    [[nodiscard]] model::LabExperiment experiment() const;

    bridge::EngineBridge& m_engine;
    settings::AppSettings& m_settings;
    model::LabSeries m_series;
    LabView* m_view;
    ExportChoice m_exports;
    control::RunId m_lab = 0;                  ///< 0: none is open
    std::vector<lab::SysctlSetting> m_sysctls; ///< asked for, as the panels hold the other knobs
    bool m_wasOpened = false;
    bool m_isShown = false; ///< something of the laboratory that is open
    bool m_loading = false;
    std::uint32_t m_loadNumber = 0; ///< of the load that was started last
    std::shared_ptr<const lab::LiveSnapshot> m_last;
    QTimer m_backlogPace; ///< a dragged slider moves more often than the picture
    int m_backlogSent = -1;
    int m_marks = 0;
    std::size_t m_problemsShown = 0;
    QElapsedTimer m_statusAge;
    bool m_demonstrating = false;
};

} // namespace ls::pages
