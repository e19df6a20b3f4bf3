// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"

#include <QColor>
#include <QObject>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace ls::plot {

/// Seconds since the clock of the run started.
struct TimeRange {
    double from = 0;
    double to = 1;

    [[nodiscard]] double span() const { return to - from; }
    [[nodiscard]] bool contains(double time) const { return from <= time && time <= to; }
    friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// A marked region, e.g. "burst between samples".
struct TimeBand {
    double from = 0;
    double to = 0;
    QColor colour; ///< an invalid one: the theme's warning
    QString label = {};
};

/// A moment the user marked.
struct TimeMarker {
    double time = 0;
    QString label;
};

enum class Cursor { A, B };

/// The common time axis of all plots of a page: zoom one and all zoom; the crosshair, the two cursors, bands and
/// markers are common too. While it follows, the newest data stay in view; looking at the past ends that until
/// reset() or until the view reaches the present again. Pausing stops the picture, not the collection.
/// The page pushes its values into the histories and calls advanceTo() once per frame; every visible plot then
/// replots once. UI thread.
class TimeAxisGroup final : public QObject {
    Q_OBJECT
public:
    explicit TimeAxisGroup(QObject* parent = nullptr);

    void advanceTo(Nanoseconds now);
    /// A new run: its clock starts at zero, marks and cursors of the old one go.
    void restart();
    /// What is shown at first and after a reset.
    void setDefaultSpan(double seconds);

    [[nodiscard]] TimeRange range() const { return m_range; }
    [[nodiscard]] double now() const { return m_now; }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] bool isPaused() const { return m_paused; }

    void setRange(TimeRange range);
    /// factor < 1 shows less. `anchor` stays where it is, or the present while following.
    void zoom(double factor, double anchor);
    void move(double seconds);
    void reset();
    /// Everything since the start.
    void showAll();
    void setPaused(bool paused);

    [[nodiscard]] std::optional<double> cursor(Cursor which) const {
        return m_cursors[static_cast<std::size_t>(which)];
    }
    void setCursor(Cursor which, std::optional<double> time);
    /// Where the mouse or the keyboard's crosshair is, in whichever plot.
    [[nodiscard]] std::optional<double> hover() const { return m_hover; }
    void setHover(std::optional<double> time);
    [[nodiscard]] bool isCrosshairOn() const { return m_crosshair; }
    void setCrosshairOn(bool on);

    void setBands(std::vector<TimeBand> bands);
    void addMarker(TimeMarker marker);
    void clearMarkers();
    [[nodiscard]] const std::vector<TimeBand>& bands() const { return m_bands; }
    [[nodiscard]] const std::vector<TimeMarker>& markers() const { return m_markers; }

signals:
    /// The picture is out of date: another range, newer data in view, other marks.
    void frameNeeded();
    /// Only what lies above the picture changed: crosshair, cursors.
    void overlayChanged();
    void followingChanged(bool following);
    void pausedChanged(bool paused);

private:
    void applyRange(TimeRange range, bool following);
    [[nodiscard]] TimeRange followed(double span) const;

    double m_now = 0;
    double m_defaultSpan = 10;
    TimeRange m_range;
    bool m_following = true;
    bool m_paused = false;
    bool m_crosshair = false;
    std::array<std::optional<double>, 2> m_cursors;
    std::optional<double> m_hover;
    std::vector<TimeBand> m_bands;
    std::vector<TimeMarker> m_markers;
};

} // namespace ls::plot
