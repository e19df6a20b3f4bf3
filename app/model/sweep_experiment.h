// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/knob_catalogue.h"
#include "engine/sweep/sweep_plan.h"

#include <QMap>
#include <QString>
#include <QVariantMap>

#include <optional>

namespace ls::model {

/// How the values of a range follow each other.
enum class Spacing { Doubling, HalfDoubling, Decade, ThirdDecade, Step, List };

/// A setting to vary and the values to try, as typed.
struct KnobRange {
    QString name;
    QString from;
    QString to;
    Spacing spacing = Spacing::Doubling;
    QString step; ///< Spacing::Step
    QString list; ///< Spacing::List: "1, 2, 8"

    friend bool operator==(const KnobRange&, const KnobRange&) = default;
};

/// What the user asks of a sweep, as typed and so possibly wrong; a value. toPlan() makes of it exactly what the same
/// words would be on listenscope-cli's command line.
struct SweepExperiment {
    enum class Arrival { Burst, Rate, ClosedLoop };
    enum class Accept { All, None, Paced };

    KnobRange knob{QStringLiteral("backlog"), QStringLiteral("1"), QStringLiteral("1024")};
    std::optional<KnobRange> second;
    QString repeats = QStringLiteral("3");
    QString seed; ///< empty: a new one each time
    QString clients = QStringLiteral("800");
    Arrival arrival = Arrival::Burst;
    QString arrivalValue = QStringLiteral("1000");
    Accept accept = Accept::Paced;
    QString acceptRate = QStringLiteral("2000");
    QString window = QStringLiteral("900ms"); ///< below the first SYN retransmit: who is connected came at once
    QString others;                           ///< "payload=64 net.core.somaxconn=128"

    [[nodiscard]] QVariantMap toMap() const;
    /// What is missing or makes no sense keeps its default.
    [[nodiscard]] static SweepExperiment fromMap(const QVariantMap& map);

    friend bool operator==(const SweepExperiment&, const SweepExperiment&) = default;
};

/// The places of a form where something can be wrong.
enum class Field { Knob, Second, Repeats, Seed, Clients, Arrival, Accept, Window, Others };

struct CheckedExperiment {
    QMap<Field, QString> problems; ///< in words, with what is accepted
    std::optional<sweep::SweepPlan> plan;
    std::size_t runs = 0;
};

/// Checks everything that can be known beforehand. `seed` is used where the experiment names none.
[[nodiscard]] CheckedExperiment check(const SweepExperiment& experiment, const std::vector<Knob>& knobs,
                                      const kernel::SysctlCatalogue& sysctls, std::uint64_t seed);

/// The words after `listenscope-cli` that make the same sweep.
[[nodiscard]] QString commandOf(const SweepExperiment& experiment, const std::vector<Knob>& knobs, std::uint64_t seed);

/// Whether the experiment turns `name` itself, so that no fixed value of it counts.
[[nodiscard]] bool varies(const SweepExperiment& experiment, const QString& name);

} // namespace ls::model
