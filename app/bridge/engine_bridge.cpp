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
}

EngineBridge::~EngineBridge() = default;

RunId EngineBridge::start(control::StartSweep command) {
    if (!m_engine) {
        return 0;
    }
    const RunId id = m_engine->start(std::move(command));
    remember(id);
    return id;
}

void EngineBridge::stop(RunId id) {
    if (m_running.contains(id)) {
        m_engine->stop(id);
    }
}

void EngineBridge::abandon(RunId id) {
    stop(id);
    forget(id);
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
        emit busyChanged(false);
    }
}

} // namespace ls::bridge
