// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/lab_setup.h"
#include "engine/load/load_plan.h"

#include <QVariantMap>

#include <optional>
#include <vector>

namespace ls::model {

inline constexpr int kMostBacklog = 65535;
// Of the wire; within wire::checkPlan().
inline constexpr double kMostRoundTripMs = 20'000;
inline constexpr double kMostDelayMs = 10'000; ///< one way
inline constexpr double kHalfEachWay = -1;
inline constexpr double kMostJitterMs = 10'000;
inline constexpr double kMostLateAckMs = 60'000;
inline constexpr std::uint32_t kMostLateAcks = 1'000'000;
inline constexpr unsigned kMostAcceptBudget = 1'000'000;

/// What the panels of the laboratory hold. The values at first are the preset: 200 clients at once meet a backlog of 5
/// that nobody empties.
struct LabExperiment {
    int backlog = 5;
    server::AcceptPolicy::Kind accept = server::AcceptPolicy::Kind::None;
    double acceptRate = 100;
    unsigned reactors = 2;
    server::ListenerMode listeners = server::ListenerMode::Shared;
    server::Trigger trigger = server::Trigger::Level;
    IpFamily family = IpFamily::V4;
    unsigned acceptBudget = 0; ///< accepts per wake-up; 0: until the queue is empty
    server::ServerClose serverClose = server::ServerClose::Answer;
    bool keepAlive = false;

    std::uint32_t clients = 200;
    load::Arrival arrival = load::Arrival::Burst;
    double arrivalRate = 500;
    std::uint32_t inFlight = 50;
    std::uint32_t payload = 0;
    load::CloseMode close = load::CloseMode::Hold;
    double repeatSeconds = 0; ///< 0: once

    bool wired = false; ///< clients and server apart, joined by a wire
    double roundTripMs = 100;
    double upMs = kHalfEachWay; ///< of the round trip, from the clients to the server
    double jitterMs = 0;
    double lossPercent = 0;
    double lateAckMs = 0;
    std::uint32_t lateAckFirst = 0; ///< connections; 0: all
    std::uint32_t halfOpen = 0;     ///< clients of the wire that never answer
    double halfOpenRate = wire::HalfOpen().perSecond;

    std::vector<lab::SysctlSetting> sysctls; ///< asked for; a fresh namespace has the kernel's defaults

    friend bool operator==(const LabExperiment&, const LabExperiment&) = default;

    [[nodiscard]] server::AcceptPolicy policy() const;
    [[nodiscard]] wire::WirePlan wirePlan() const;
    [[nodiscard]] lab::LabSetup setup() const;
    [[nodiscard]] load::LoadPlan plan() const;
    [[nodiscard]] std::optional<Nanoseconds> repeatEvery() const;

    /// For the settings. What is missing or makes no sense keeps its first value; the sysctls are checked by whoever
    /// has the catalogue.
    [[nodiscard]] QVariantMap toMap() const;
    [[nodiscard]] static LabExperiment fromMap(const QVariantMap& map);
};

// The backlog's slider is logarithmic, as much room for 0…255 as for 256…65535, and stops at powers of two. -----

inline constexpr int kSliderSteps = 1600;
[[nodiscard]] int backlogAt(int sliderPosition);
[[nodiscard]] int sliderPositionOf(int backlog);
/// The next backlog worth stopping at: by one where that is much, else by an eighth of a doubling.
[[nodiscard]] int backlogAfter(int backlog, int steps);

} // namespace ls::model
