// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bridge/engine_bridge.h"
#include "app/pages/page.h"
#include "app/settings/app_settings.h"

namespace ls::widgets {
class Card;
class Notice;
} // namespace ls::widgets

namespace ls::pages {

/// A page that has the engine make runs, each in a fresh namespace: what is to be run at the left, with a notice, and
/// what came of it at the right.
class RunPage : public Page {
    Q_OBJECT

public:
    [[nodiscard]] bool isRunning() const final { return m_run != 0; }
    void restart() final;

protected:
    RunPage(bridge::EngineBridge& engine, settings::AppSettings& settings, QWidget* parent);

    /// The card for the left; layOut() puts it there.
    [[nodiscard]] static widgets::Card* makeCard(const QString& title);
    void layOut(QWidget* left, QWidget* right);
    void showError(const QString& title, const Error& error);

    /// Nothing runs any more: the answer came, or nobody waits for it.
    void leaveRun();
    /// start(), and demonstrated() when that has ended or could not begin.
    void startDemonstration();

    // For the page's controls and words.
    virtual void showIdle() = 0;
    [[nodiscard]] virtual QString notBegunTitle() const = 0;

    bridge::EngineBridge& m_engine;
    settings::AppSettings& m_settings;
    widgets::Notice* m_notice;
    control::RunId m_run = 0; ///< 0: nothing runs

private:
    bool m_demonstrating = false;
};

} // namespace ls::pages
