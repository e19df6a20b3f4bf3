// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/listener_columns.h"
#include "app/model/record_roles.h"
#include "engine/filter/filter.h"
#include "engine/inspect/snapshot.h"

#include <QList>
#include <QVariant>

#include <array>
#include <chrono>
#include <optional>

namespace ls::model {

/// A listener as a row of its table: what its cells say, and what became of it lately. Texts are made when values
/// change, not when they are looked at.
class ListenerRow final : public ListenerColumns {
public:
    static constexpr std::chrono::seconds kNewFor{5};
    static constexpr std::chrono::seconds kChangedFor{2};

    /// When the row is looked at. `since`: those seen by then are not new; they were there before.
    struct Moment {
        TimePoint now{};
        TimePoint since{};
        std::optional<std::int64_t> somaxconn;
    };

    ListenerRow(const inspect::Listener& listener, const Moment& moment);

    /// The same listener at another moment; false where it looks as before.
    bool update(const inspect::Listener& listener, const Moment& moment);
    /// Its texts anew: another somaxconn explains a limit in other words.
    void describe(const std::optional<std::int64_t>& somaxconn);
    void setPeaks(QList<int> peaks) { m_peaks = std::move(peaks); }

    [[nodiscard]] const inspect::Listener& listener() const { return m_listener; }
    [[nodiscard]] Freshness freshness() const { return m_freshness; }
    [[nodiscard]] const QList<int>& peaks() const { return m_peaks; }
    [[nodiscard]] Alarm alarm() const;
    /// Whether this cell reports a loss.
    [[nodiscard]] bool isTrouble(int column) const;
    [[nodiscard]] QVariant fill() const;        ///< depth ÷ limit; absent where the limit is not known
    [[nodiscard]] QVariant deepestFill() const; ///< the most of the peaks ÷ limit

    [[nodiscard]] const QString& text(int column) const { return m_text[static_cast<std::size_t>(column)]; }
    /// For files and scripts, without the marks of the text; null: the text has none.
    [[nodiscard]] QVariant plain(int column) const;
    [[nodiscard]] QVariant sortKey(int column) const;
    [[nodiscard]] QString toolTip(int column) const;
    /// A filter for what this cell says; nullopt where a cell says nothing a filter can ask for.
    [[nodiscard]] std::optional<filter::Filter> filterFor(int column) const;

private:
    inspect::Listener m_listener;
    Freshness m_freshness = Freshness::Steady;
    std::array<QString, Columns> m_text;
    QString m_limitDetail;
    QString m_ownerDetail;
    QString m_addressKey;
    QList<int> m_peaks;
};

} // namespace ls::model
