// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/accept_policy.h"

#include <fmt/format.h>

namespace ls::server {

std::string toString(const AcceptPolicy& policy) {
    switch (policy.kind) {
    case AcceptPolicy::Kind::All:
        return "all";
    case AcceptPolicy::Kind::None:
        return "none";
    case AcceptPolicy::Kind::Paced:
        return fmt::format("{:g}/s", policy.perSecond);
    }
    return {};
}

} // namespace ls::server
