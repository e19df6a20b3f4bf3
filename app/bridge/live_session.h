// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bridge/engine_bridge.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>

namespace ls::bridge {

/// The live laboratory of a page, one after another: what an earlier one still says is left out. The engine closes it
/// when a sweep or an experiment needs the engine; what was shown last stays. UI thread; nothing here waits.
class LiveSession final : public QObject {
    Q_OBJECT

public:
    explicit LiveSession(EngineBridge& engine, QObject* parent = nullptr);

    [[nodiscard]] bool isOpen() const { return m_id != 0; }
    /// A load is under way, or asked for.
    [[nodiscard]] bool isLoading() const { return m_loading; }
    /// What was shown last; null before the first.
    [[nodiscard]] const std::shared_ptr<const lab::LiveSnapshot>& last() const { return m_last; }

    /// Takes the place of the one that is open.
    void open(lab::LabSetup setup);
    void startLoad(control::StartLoad load);
    void stopLoad();
    /// At most every 33 ms, for a dragged slider moves more often; the newest overtakes what came in between.
    void setBacklog(int backlog);
    void send(control::LiveCommand command);
    /// The packets of the laboratory that is open, or was last; answered with packetsSaved().
    void savePackets(std::filesystem::path file);

signals:
    void started();
    /// `isFirst`: of this laboratory.
    void shown(const ls::control::LiveUpdate& update, bool isFirst);
    void happened(const ls::lab::RunEvent& event);
    void refused(const ls::Error& error);
    void packetsShown(const std::shared_ptr<const ls::wire::PacketLog>& packets);
    void packetsSaved(const ls::control::PacketsSaved& saved);
    void loadingChanged(bool loading);
    /// The last word; none is open any more.
    void ended(const std::optional<ls::Error>& error);

private:
    void onShown(const control::LiveUpdate& update);
    void onRefused(const Error& error);
    void followLoad(const lab::LiveLoad& load);
    void setLoading(bool loading);
    void sendBacklog();

    EngineBridge& m_engine;
    control::RunId m_id = 0; ///< 0: none is open
    std::shared_ptr<const lab::LiveSnapshot> m_last;
    std::shared_ptr<const wire::CapturedFrames> m_frames; ///< of the one that has ended; null without a wire
    control::RunId m_saving = 0;                          ///< what answers savePackets()
    bool m_isShown = false;                               ///< something of the one that is open
    bool m_loading = false;
    std::uint32_t m_loadNumber = 0; ///< of the load that was started last
    QTimer m_backlogPace;
    int m_backlogWanted = 0;
    int m_backlogSent = 0;
};

} // namespace ls::bridge
