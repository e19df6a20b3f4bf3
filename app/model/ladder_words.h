// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/drop_causes.h"
#include "engine/wire/ladder.h"

#include <QString>
#include <QStringList>

namespace ls::model {

/// "SYN/ACK", "FIN", "13 B", "ACK": what a packet is for.
[[nodiscard]] QString packetName(const wire::Rung& rung);
/// "seq 0 ack 1", relative as in the drawing; empty where it says nothing.
[[nodiscard]] QString packetNumbers(const wire::Rung& rung);

/// Why a packet was in vain, in a few words: "lost", "accept queue full"; empty for any other. `causes`: what the
/// counters of this laboratory moved for so far; where only one kind of queue has dropped anything, it is named.
[[nodiscard]] QString shortCause(const wire::Rung& rung, const kernel::DropCauses& causes);
/// The same as a sentence.
[[nodiscard]] QString causeSentence(const wire::Rung& rung, const kernel::DropCauses& causes);

/// "ESTABLISHED", "ESTABLISHED?" for a claim, "nothing" for a ghost's server that holds nothing.
[[nodiscard]] QString stateText(const wire::EndState& state, wire::End end, wire::Trouble trouble);
/// What is wrong with a connection, in one or two words, for a list.
[[nodiscard]] QString troubleName(const wire::ConnectionSummary& summary);
/// The same as a sentence, for its ladder.
[[nodiscard]] QString troubleSentence(const wire::ConnectionSummary& summary);

/// Everything about one packet, line by line, times from `start`: for a read-out and for those who do not see it.
[[nodiscard]] QStringList packetLines(const wire::Rung& rung, TimePoint start, const kernel::DropCauses& causes);

} // namespace ls::model
