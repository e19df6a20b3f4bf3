// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bridge/live_session.h"
#include "app/model/lab_experiment.h"
#include "app/model/lab_series.h"
#include "app/pages/export_choice.h"
#include "app/pages/page.h"
#include "app/settings/app_settings.h"

#include <QElapsedTimer>

#include <memory>
#include <optional>
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
    [[nodiscard]] bool isRunning() const override { return m_session.isLoading(); }
    [[nodiscard]] bool canStart() const override;
    void start() override;
    void stop() override;
    void restart() override;
    [[nodiscard]] bool canPause() const override { return true; }
    [[nodiscard]] bool isPaused() const override;
    void togglePause() override;
    [[nodiscard]] bool canMark() const override { return m_session.isOpen(); }
    void mark() override;
    [[nodiscard]] bool canExport() const override { return snapshot() != nullptr; }
    [[nodiscard]] widgets::ExportSource exportSource() override;
    [[nodiscard]] bool canSave() const override { return snapshot() != nullptr; }
    [[nodiscard]] widgets::ExportSource recording() override;
    [[nodiscard]] QList<QAction*> fileActions() override { return {}; }
    [[nodiscard]] QList<QLineEdit*> filters() const override;
    [[nodiscard]] QList<QAction*> viewActions() override;
    [[nodiscard]] widgets::KeyList keys() const override;
    /// Opens a laboratory with these settings, ready for Start; while a sweep or an experiment runs, when that has
    /// ended.
    bool takeForLab(const model::LabOpening& opening) override;
    void remember() override;
    void resetLayout() override;
    void resetExperiment() override;
    void demonstrate() override;

    /// What was shown last; null before the first.
    [[nodiscard]] const std::shared_ptr<const lab::LiveSnapshot>& snapshot() const { return m_session.last(); }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void connectSession();
    void connectPanels();
    void restore();
    /// With the panels' knobs and the sysctls that were asked for.
    void open();
    void reopen();
    void openWith(const model::LabOpening& opening);
    void openWaiting();
    void sendWatch();
    void onWireSwitched();
    void askWhereToSave();
    void onSaved(const control::PacketsSaved& saved);

    void onShown(const control::LiveUpdate& update, bool isFirst);
    void onEnded(const std::optional<Error>& error);
    void showNotOpened(const Error& error);
    void showStatus(const lab::LiveSnapshot& snapshot);
    void showProblems(const lab::LiveSnapshot& snapshot);
    [[nodiscard]] model::LabExperiment experiment() const;

    bridge::EngineBridge& m_engine;
    settings::AppSettings& m_settings;
    model::LabSeries m_series;
    LabView* m_view;
    ExportChoice m_exports;
    bridge::LiveSession m_session;
    std::vector<lab::SysctlSetting> m_sysctls;  ///< asked for, as the panels hold the other knobs
    std::optional<model::LabOpening> m_waiting; ///< until the engine is free
    bool m_wasOpened = false;
    int m_marks = 0;
    std::size_t m_problemsShown = 0;
    QElapsedTimer m_statusAge;
    bool m_demonstrating = false;
};

} // namespace ls::pages
