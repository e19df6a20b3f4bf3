// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/snapshot.h"

#include <QString>

#include <vector>

namespace ls::model {

/// One cause of drops and how many packets it took.
struct DropCause {
    QString name;
    QString meaning;
    std::int64_t packets = 0;
};
/// All causes, those that took none too.
[[nodiscard]] std::vector<DropCause> dropCauses(const kernel::DropCauses& causes);

/// "nginx 0.0.0.0:80 dropped 12 packets of connection attempts in 10 s: accept queue full, limit 128", from the
/// snapshot it is in.
[[nodiscard]] QString alertText(const inspect::Alert& alert, const inspect::Snapshot& snapshot);

/// "host", "blue (nginx, redis +3)", "4026531840 (nginx)"
[[nodiscard]] QString namespaceName(const inspect::NetNamespaceInfo& net);

/// "ESTABLISHED 12 · TIME_WAIT 3", the most first; empty when there are none.
[[nodiscard]] QString statesText(const kernel::TcpStateCounts& counts);

/// How well the looking goes: "10 Hz (really 10.0) · 1.2 % of a core".
[[nodiscard]] QString qualityText(const inspect::LookingQuality& quality);

} // namespace ls::model
