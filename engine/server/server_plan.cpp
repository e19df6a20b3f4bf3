// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/server_plan.h"

#include <algorithm>

namespace ls::server {

int lastBacklog(const ServerPlan& plan, Nanoseconds at) {
    int backlog = plan.backlog;
    Nanoseconds latest{-1};
    for (const BacklogStep& step : plan.backlogs) {
        if (step.at <= at && step.at >= latest) {
            latest = step.at;
            backlog = step.backlog;
        }
    }
    return backlog;
}

int largestBacklog(const ServerPlan& plan) {
    int largest = plan.backlog;
    for (const BacklogStep& step : plan.backlogs) {
        largest = std::max(largest, step.backlog);
    }
    return largest;
}

} // namespace ls::server
