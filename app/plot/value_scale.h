// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ls::plot {

/// The vertical range of a plot: from zero to a round number above the data until the user zooms or moves it. It grows
/// at once and shrinks late, so that a live picture does not breathe.
class ValueScale final {
public:
    struct Range {
        double low = 0;
        double high = 1;
    };

    /// The least range shown, e.g. 5 for a count that is mostly zero.
    void setFloor(double floor) { m_floor = floor; }
    /// Called for every frame with the extremes in view.
    void follow(double low, double high);

    void zoom(double factor, double anchor);
    void show(Range range);
    void move(double delta);
    void reset() { m_manual = false; }

    [[nodiscard]] bool isManual() const { return m_manual; }
    [[nodiscard]] Range range() const { return m_range; }

private:
    Range m_range;
    double m_floor = 1;
    bool m_manual = false;
};

/// The next of 1, 1.2, 1.6, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten that is not below `value`.
[[nodiscard]] double roundUp(double value);

} // namespace ls::plot
