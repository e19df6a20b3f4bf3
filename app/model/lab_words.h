// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/event_log.h"
#include "engine/lab/live_snapshot.h"
#include "engine/record/csv_writer.h"

#include <QString>
#include <QStringList>

namespace ls::model {

/// What is happening in the laboratory, in plain sentences, and what is worth trying next.
struct Situation {
    enum class Mood { Calm, Good, Warning, Loss };

    Mood mood = Mood::Calm;
    QString headline;
    QString text;
    QString attempt; ///< "Try: …"; may be empty

    friend bool operator==(const Situation&, const Situation&) = default;
};
[[nodiscard]] Situation situationOf(const lab::LiveSnapshot& snapshot);

/// An event for the lane under the plots.
[[nodiscard]] QString eventText(const lab::RunEvent& event);

/// "1, 2, 3, 4, 5, 7 s": when this kernel sends a SYN again.
[[nodiscard]] QString retransmitTimes(const kernel::QueueModel& model, std::size_t most);

/// What the laboratory is set to, for the lines above an exported table: {"backlog", "5"}. English.
[[nodiscard]] record::CsvPreamble settingsOf(const lab::LiveSnapshot& snapshot);

/// "backlog 5", "somaxconn 4096": which of the two decides the limit.
enum class Capping { Asked, Somaxconn };
[[nodiscard]] Capping cappingOf(const lab::LiveSnapshot& snapshot);

/// The predicted wait of the last in the queue; "never" where nobody is accepted.
[[nodiscard]] QString waitText(const lab::LiveSnapshot& snapshot);

} // namespace ls::model
