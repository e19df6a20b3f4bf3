// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/live_session.h"

#include <utility>

namespace ls::bridge {

namespace {

constexpr int kBacklogPaceMs = 33;

} // namespace

LiveSession::LiveSession(EngineBridge& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine) {
    m_backlogPace.setSingleShot(true);
    m_backlogPace.setInterval(kBacklogPaceMs);
    connect(&m_backlogPace, &QTimer::timeout, this, &LiveSession::sendBacklog);
    // Of the laboratory that is open, and of no other.
    const auto mine = [this](auto handle) {
        return [this, handle](control::RunId id, const auto&... words) {
            if (id == m_id) {
                handle(words...);
            }
        };
    };
    connect(&m_engine, &EngineBridge::liveStarted, this, mine([this] { emit started(); }));
    connect(&m_engine, &EngineBridge::liveShown, this, mine([this](const auto& update) { onShown(update); }));
    connect(&m_engine, &EngineBridge::liveHappened, this, mine([this](const auto& event) { emit happened(event); }));
    connect(&m_engine, &EngineBridge::liveRefused, this, mine([this](const auto& error) { onRefused(error); }));
    connect(&m_engine, &EngineBridge::packetsShown, this, mine([this](const auto& log) { emit packetsShown(log); }));
    connect(&m_engine, &EngineBridge::packetsSaved, this, [this](control::RunId id, const auto& done) {
        if (id == m_saving) {
            emit packetsSaved(done);
        }
    });
    connect(&m_engine, &EngineBridge::liveEnded, this, mine([this](const auto& error, const auto& frames) {
        m_id = 0;
        m_frames = frames;
        setLoading(false);
        emit ended(error);
    }));
}

void LiveSession::open(lab::LabSetup setup) {
    m_isShown = false;
    m_frames.reset();
    m_loadNumber = 0;
    m_backlogWanted = m_backlogSent = setup.server.backlog;
    setLoading(false);
    m_id = m_engine.start(control::StartLive{std::move(setup)});
}

void LiveSession::startLoad(control::StartLoad load) {
    ++m_loadNumber;
    send(std::move(load));
    setLoading(true);
}

void LiveSession::stopLoad() {
    send(control::StopLoad{});
    setLoading(false);
}

void LiveSession::setBacklog(int backlog) {
    m_backlogWanted = backlog;
    sendBacklog();
}

void LiveSession::sendBacklog() {
    if (m_backlogWanted != m_backlogSent && !m_backlogPace.isActive()) {
        m_backlogSent = m_backlogWanted;
        send(control::SetBacklog{m_backlogSent});
        m_backlogPace.start();
    }
}

void LiveSession::send(control::LiveCommand command) {
    m_engine.send(m_id, std::move(command));
}

void LiveSession::savePackets(std::filesystem::path file) {
    if (isOpen()) {
        m_saving = m_id;
        send(control::SavePackets{std::move(file)});
    } else if (m_frames) {
        m_saving = m_engine.save(std::move(file), m_frames);
    }
}

void LiveSession::onShown(const control::LiveUpdate& update) {
    const bool isFirst = !std::exchange(m_isShown, true);
    m_last = update.snapshot;
    followLoad(m_last->load);
    emit shown(update, isFirst);
}

void LiveSession::followLoad(const lab::LiveLoad& load) {
    if (load.number < m_loadNumber) {
        return; // a start that was asked for is not in it yet
    }
    m_loadNumber = load.number; // repeats count too
    using lab::LoadPhase;
    const bool repeats = load.repeatEvery.has_value() && load.phase != LoadPhase::None;
    setLoading(repeats || load.phase == LoadPhase::Preparing || load.phase == LoadPhase::Running ||
               load.phase == LoadPhase::Holding);
}

void LiveSession::onRefused(const Error& error) {
    emit refused(error);
    if (m_last && m_last->load.number < m_loadNumber) {
        m_loadNumber = m_last->load.number;
        setLoading(false);
    }
}

void LiveSession::setLoading(bool loading) {
    if (std::exchange(m_loading, loading) != loading) {
        emit loadingChanged(loading);
    }
}

} // namespace ls::bridge
