// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/run_histories.h"

namespace ls::model {

void RunHistories::clear() {
    for (History* history : {&m_depth, &m_limit, &m_attempted, &m_established, &m_accepted, &m_drops}) {
        history->clear();
    }
    m_serverStates.clear();
    m_clientStates.clear();
}

void RunHistories::set(const lab::RunSeries& series) {
    clear();
    for (const lab::RunMoment& moment : series.moments) {
        m_depth.append(moment.time, moment.depth);
        m_limit.append(moment.time, moment.limit);
        m_attempted.append(moment.time, moment.attempted);
        m_established.append(moment.time, moment.established);
        m_accepted.append(moment.time, moment.accepted);
        m_drops.append(moment.time, moment.drops);
    }
    for (const lab::RunStates& states : series.states) {
        m_serverStates.append(states.time, states.server);
        m_clientStates.append(states.time, states.client);
    }
}

} // namespace ls::model
