// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plot/plot_theme.h"
#include "app/plot/series_style.h"
#include "app/plot/time_axis_group.h"
#include "app/plot/value_scale.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QCPAxisRect;
class QMenu;
class QCustomPlot;

namespace ls::plot {

class PlotHeader;
class PlotMarks;
class PlotNavigation;
class PlotOverlay;

/// One plot of a page, on the page's common time axis: header with title, legend and unit, navigation, crosshair,
/// cursors, marks, theme, export. A subclass draws the data. Replots itself when the group asks for a frame, at most
/// once per turn of the event loop and only while it is visible. UI thread.
class LinkedPlot : public QWidget {
    Q_OBJECT
public:
    LinkedPlot(TimeAxisGroup* group, QWidget* parent);
    ~LinkedPlot() override;

    void setTitle(const QString& title);
    void setUnit(const QString& unit);
    /// On the lowest plot of a page; off on the others.
    void setTimeLabelsVisible(bool visible);
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] const Theme& theme() const { return *m_theme; }
    [[nodiscard]] TimeAxisGroup* group() const { return m_group; }
    /// For plot_export: everything that is drawn.
    [[nodiscard]] QCustomPlot& canvas() const { return *m_canvas; }
    [[nodiscard]] PlotOverlay& overlay() const { return *m_overlay; }

    /// Something other than the data changed; the group's frames care for those.
    void invalidate();

    /// The data as rows of text, for CSV and the clipboard: what is stored of `range` at the resolution it is kept.
    [[nodiscard]] virtual QStringList dataHeader() const = 0;
    virtual void visitData(TimeRange range, const std::function<void(const QStringList&)>& visit) const = 0;
    /// From the first to the last value.
    [[nodiscard]] virtual TimeRange dataRange() const = 0;
    void copyVisibleData() const;
    void copyImage() const;

    // For the navigation, in the canvas' coordinates.
    [[nodiscard]] QRect plotArea() const;
    [[nodiscard]] double timeAt(double x) const;
    [[nodiscard]] double secondsPerPixel() const;
    void setPointer(std::optional<QPointF> position);
    void setZoomRectangle(std::optional<QRectF> rectangle);
    bool toggleEntryAt(QPointF position);
    /// What the "+2" of the legend stands for, as text; empty elsewhere.
    [[nodiscard]] QString textAt(QPointF position) const;
    /// Without an anchor zero, or the lower end, stays.
    virtual void zoomValues(double factor, std::optional<double> anchorY);
    virtual void zoomValuesTo(double lowY, double highY);
    virtual void moveValues(double pixels);
    virtual void resetValues();
    [[nodiscard]] virtual bool hasOwnValues() const { return m_scale.isManual(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// From the context menu; the page has the dialog.
    void exportRequested();

protected:
    /// Before every replot. Sets the value range.
    virtual void prepare() = 0;
    /// The legend, with the values at `time` or the newest ones.
    [[nodiscard]] virtual std::vector<LegendEntry> entries(std::optional<double> time) const = 0;
    virtual void toggleEntry(int) {}
    virtual void themeChanged() {}
    /// A box of words in the picture that no other may cover; an empty one if there is none.
    [[nodiscard]] virtual QRectF wordsInPicture() const { return {}; }

    [[nodiscard]] QCPAxisRect* axisRect() const { return m_area; }
    [[nodiscard]] ValueScale& scale() { return m_scale; }
    void applyScale();
    /// For a plot that has its title elsewhere and neither axes nor grid.
    void setBare();

    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void setupCanvas();
    void setupParts();
    void prepareReplot();
    void replotOverlay();
    void applyMetrics();
    void applyTheme();
    void updateAccessibleName();
    void addEntries(QMenu& menu, std::size_t first);

    TimeAxisGroup* m_group;
    QCustomPlot* m_canvas;
    QCPAxisRect* m_area = nullptr;
    PlotHeader* m_header = nullptr;
    PlotOverlay* m_overlay = nullptr;
    PlotMarks* m_marks = nullptr;
    PlotNavigation* m_navigation = nullptr;
    std::unique_ptr<Theme> m_theme;
    ValueScale m_scale;
    QString m_title;
    QString m_unit;
    bool m_timeLabels = true;
    bool m_bare = false;
};

} // namespace ls::plot
