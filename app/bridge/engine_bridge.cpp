// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/engine_bridge.h"

#include <utility>
#include <variant>

namespace ls::bridge {

using control::RunId;

namespace {

constexpr int kFrameMs = 33;

} // namespace

EngineBridge::EngineBridge(Result<std::unique_ptr<control::Engine>> engine, QObject* parent)
    : QObject(parent) {
    if (!engine) {
        m_problem = std::move(engine).error();
        m_catalogue = kernel::SysctlCatalogue::builtIn().value_or(kernel::SysctlCatalogue());
        return;
    }
    m_engine = std::move(*engine);
    m_catalogue = m_engine->catalogue();
    m_notifier = std::make_unique<QSocketNotifier>(m_engine->events().fd(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &EngineBridge::onReadable);
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &EngineBridge::drain);
    m_sinceDrain.start();
    m_liveFrame.setInterval(kFrameMs);
    m_liveFrame.setTimerType(Qt::PreciseTimer);
    connect(&m_liveFrame, &QTimer::timeout, this, &EngineBridge::fetchLive);
    m_experimentFrame.setInterval(kFrameMs);
    connect(&m_experimentFrame, &QTimer::timeout, this, &EngineBridge::fetchExperiment);
    m_inspectNotifier = std::make_unique<QSocketNotifier>(m_engine->inspectFeed().fd(), QSocketNotifier::Read);
    connect(m_inspectNotifier.get(), &QSocketNotifier::activated, this, &EngineBridge::onInspected);
    m_inspectFrame.setSingleShot(true);
    connect(&m_inspectFrame, &QTimer::timeout, this, &EngineBridge::fetchInspection);
    m_sinceInspected.start();
}

EngineBridge::~EngineBridge() = default;

RunId EngineBridge::start(control::StartSweep command) {
    if (!m_engine) {
        return 0;
    }
    m_engine->stop(m_live);
    const RunId id = m_engine->start(std::move(command));
    remember(id);
    return id;
}

RunId EngineBridge::start(control::StartExperiment command) {
    if (!m_engine) {
        return 0;
    }
    m_engine->stop(m_live);
    const RunId id = m_engine->start(std::move(command));
    m_experimentFrame.start();
    remember(id);
    return id;
}

RunId EngineBridge::start(control::StartLive command) {
    if (!m_engine) {
        return 0;
    }
    m_live = m_engine->start(std::move(command));
    m_liveFrame.start();
    return m_live;
}

void EngineBridge::send(RunId id, control::LiveCommand command) {
    if (id != 0 && (id == m_live || m_running.contains(id))) {
        m_engine->send(id, std::move(command));
    }
}

RunId EngineBridge::save(std::filesystem::path file, std::shared_ptr<const wire::CapturedFrames> frames) {
    return m_engine ? m_engine->save(std::move(file), std::move(frames)) : 0;
}

void EngineBridge::stop(RunId id) {
    if (m_running.contains(id) || (id != 0 && id == m_live)) {
        m_engine->stop(id);
    }
}

void EngineBridge::abandon(RunId id) {
    stop(id);
    forget(id);
}

RunId EngineBridge::inspect(inspect::InspectSettings settings) {
    m_inspecting = m_engine ? m_engine->start(control::StartInspecting{std::move(settings)}) : 0;
    return m_inspecting;
}

void EngineBridge::changeInspection(inspect::InspectSettings settings) {
    if (m_inspecting != 0) {
        m_engine->change(m_inspecting, std::move(settings));
    }
}

void EngineBridge::stopInspecting() {
    if (m_inspecting != 0) {
        m_engine->stopInspecting(m_inspecting);
        m_inspecting = 0;
    }
}

void EngineBridge::listNamespaces() {
    if (m_engine) {
        m_engine->listNamespaces();
    }
}

void EngineBridge::onInspected() {
    const qint64 elapsed = m_sinceInspected.elapsed();
    if (elapsed >= kFrameMs) {
        fetchInspection();
        return;
    }
    m_inspectNotifier->setEnabled(false);
    m_inspectFrame.start(static_cast<int>(kFrameMs - elapsed));
}

void EngineBridge::fetchInspection() {
    m_sinceInspected.restart();
    const control::InspectUpdate update = m_engine->inspectFeed().take();
    m_inspectNotifier->setEnabled(true);
    if (update.id != 0 && update.id == m_inspecting && update.snapshot) {
        emit inspected(update.id, update);
    }
}

void EngineBridge::onReadable() {
    const qint64 elapsed = m_sinceDrain.elapsed();
    if (elapsed >= kFrameMs) {
        drain();
        return;
    }
    m_notifier->setEnabled(false);
    m_frame.start(static_cast<int>(kFrameMs - elapsed));
}

void EngineBridge::drain() {
    m_sinceDrain.restart();
    for (const control::Event& event : m_engine->events().takeAll()) {
        deliver(event);
    }
    m_notifier->setEnabled(true);
}

void EngineBridge::deliver(const control::Event& event) {
    if (const auto* row = std::get_if<control::SweepRowDone>(&event)) {
        if (m_running.contains(row->id)) {
            emit sweepRowDone(row->id, row->row, row->total);
        }
    } else if (const auto* finished = std::get_if<control::SweepFinished>(&event)) {
        if (m_running.contains(finished->id)) {
            forget(finished->id);
            if (finished->result) {
                emit sweepFinished(finished->id, *finished->result);
            } else {
                emit couldNotBegin(finished->id, finished->result.error());
            }
        }
    } else {
        deliverExperiment(event);
        deliverLive(event);
        deliverInspection(event);
    }
}

void EngineBridge::deliverExperiment(const control::Event& event) {
    if (const auto* started = std::get_if<control::ExperimentRunStarted>(&event)) {
        if (m_running.contains(started->id)) {
            emit experimentRunStarted(started->id, started->run);
        }
    } else if (const auto* run = std::get_if<control::ExperimentRunDone>(&event)) {
        if (m_running.contains(run->id)) {
            emit experimentRunDone(run->id, run->run, run->outcome);
        }
    } else if (const auto* check = std::get_if<control::ExperimentCheckDone>(&event)) {
        if (m_running.contains(check->id)) {
            emit experimentCheckDone(check->id, check->check, check->outcome);
        }
    } else if (const auto* finished = std::get_if<control::ExperimentFinished>(&event)) {
        if (m_running.contains(finished->id)) {
            forget(finished->id);
            if (finished->result) {
                emit experimentFinished(finished->id, *finished->result);
            } else {
                emit couldNotBegin(finished->id, finished->result.error());
            }
        }
    }
}

void EngineBridge::deliverInspection(const control::Event& event) {
    if (const auto* refused = std::get_if<control::InspectRefused>(&event)) {
        if (refused->id == m_inspecting) {
            emit inspectionRefused(refused->id, refused->error);
        }
    } else if (const auto* listed = std::get_if<control::NamespacesListed>(&event)) {
        emit namespacesListed(listed->namespaces);
    }
}

void EngineBridge::deliverLive(const control::Event& event) {
    if (const auto* started = std::get_if<control::LiveStarted>(&event)) {
        if (started->id == m_live) {
            emit liveStarted(started->id);
        }
    } else if (const auto* happened = std::get_if<control::LiveHappened>(&event)) {
        if (happened->id == m_live) {
            emit liveHappened(happened->id, happened->event);
        }
    } else if (const auto* refused = std::get_if<control::LiveRefused>(&event)) {
        if (refused->id == m_live) {
            emit liveRefused(refused->id, refused->error);
        }
    } else if (const auto* saved = std::get_if<control::PacketsSaved>(&event)) {
        emit packetsSaved(saved->id, *saved);
    } else if (const auto* ended = std::get_if<control::LiveEnded>(&event)) {
        endLive(*ended);
    }
}

void EngineBridge::endLive(const control::LiveEnded& event) {
    if (event.id != m_live) {
        return;
    }
    fetchLive();
    m_live = 0;
    m_liveFrame.stop();
    emit liveEnded(event.id, event.error, event.frames);
}

void EngineBridge::fetchLive() {
    const control::LiveUpdate update = m_engine->liveFeed().take();
    if (update.id != 0 && update.id == m_live && update.snapshot) {
        emit liveShown(update.id, update);
    }
    if (update.packets && update.id == m_live) {
        emit packetsShown(update.id, update.packets);
    }
}

void EngineBridge::fetchExperiment() {
    const control::ExperimentUpdate update = m_engine->experimentFeed().take();
    if (m_running.contains(update.id) && (update.series || update.packets)) {
        emit experimentProgressed(update.id, update);
    }
}

void EngineBridge::remember(RunId id) {
    m_running.insert(id);
    if (m_running.size() == 1) {
        emit busyChanged(true);
    }
}

void EngineBridge::forget(RunId id) {
    if (m_running.remove(id) && m_running.isEmpty()) {
        m_experimentFrame.stop();
        emit busyChanged(false);
    }
}

} // namespace ls::bridge
