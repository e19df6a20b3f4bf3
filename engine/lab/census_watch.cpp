// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/census_watch.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <time.h>

namespace ls::lab {

namespace {

constexpr int kShare = 10; // one part in so many of a core

Nanoseconds cpuTimeOfThisThread() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + Nanoseconds(time.tv_nsec);
}

std::uint64_t inBoth(const std::vector<IpEndpoint>& a, const std::vector<IpEndpoint>& b) {
    std::vector<IpEndpoint> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    return common.size();
}

} // namespace

Result<std::unique_ptr<CensusWatch>> CensusWatch::create(TcpStacks& stacks, const IpEndpoint& server) {
    LS_TRY_ASSIGN(auto thread, reactor::LoopThread::create("ls-census"));
    return std::unique_ptr<CensusWatch>(new CensusWatch(stacks, server, std::move(thread)));
}

CensusWatch::~CensusWatch() {
    stop();
}

void CensusWatch::start(TimePoint clockStart) {
    m_clockStart = clockStart;
    m_thread->loop().runAt(clockStart, [this] { countAndGoOn(); });
    m_thread->start();
}

void CensusWatch::countAndGoOn() {
    const TimePoint begin = Clock::now();
    const Nanoseconds cpuBefore = cpuTimeOfThisThread();
    auto counted = count();
    if (!counted) {
        m_newest.with([&](CensusReading& newest) { newest.problem = std::move(counted).error(); });
        return;
    }
    const Nanoseconds cost = cpuTimeOfThisThread() - cpuBefore;
    const Nanoseconds period = std::max<Nanoseconds>(kShortestPeriod, cost * kShare);
    const TimePoint last = std::exchange(m_lastBegin, begin);
    counted->figures.rateHz = 1 / toSeconds(last == TimePoint{} ? period : begin - last);
    counted->figures.cpuShare = toSeconds(cost) * counted->figures.rateHz;
    counted->begin = begin;
    counted->end = Clock::now();
    m_newest.with([&](CensusReading& newest) { newest = *std::move(counted); });
    m_thread->loop().runAt(begin + period, [this] { countAndGoOn(); });
}

Result<CensusReading> CensusWatch::count() {
    LS_TRY_ASSIGN(const std::vector<kernel::TcpRow> rows, m_stacks.rows());
    Estranged estranged;
    CensusReading reading;
    reading.raw = takeCensus(rows, m_server, &estranged);
    LiveCensus& figures = reading.figures;
    figures.time = Clock::now() - m_clockStart;
    figures.server = reading.raw.server;
    figures.client = reading.raw.client;
    figures.halfOpen = inBoth(estranged.halfOpen, m_suspects);
    figures.unknown = inBoth(estranged.unknown, m_suspects);
    m_suspects.clear();
    std::merge(estranged.halfOpen.begin(), estranged.halfOpen.end(), estranged.unknown.begin(), estranged.unknown.end(),
               std::back_inserter(m_suspects));
    return reading;
}

} // namespace ls::lab
