// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/lab_series.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/lab/live_snapshot.h"

#include <QList>
#include <QMainWindow>

class QDockWidget;

namespace ls::widgets {
class Notice;
} // namespace ls::widgets

namespace ls::pages {

class CountersPanel;
class ExportChoice;
class KernelPanel;
class LabPlots;
class LoadPanel;
class MeaningPanel;
class NumbersPanel;
class PacketsPanel;
class QueuePicture;
class ServerPanel;
class WirePanel;

/// The parts of the laboratory's page and their places: picture and plots in the middle, the panels in docks that
/// close, float and are remembered.
class LabView final : public QMainWindow {
    Q_OBJECT

public:
    /// Both outlive the view.
    LabView(const kernel::SysctlCatalogue& catalogue, const model::LabSeries& series, QWidget* parent = nullptr);

    [[nodiscard]] ServerPanel& server() { return *m_server; }
    [[nodiscard]] LoadPanel& load() { return *m_load; }
    [[nodiscard]] WirePanel& wire() { return *m_wire; }
    [[nodiscard]] PacketsPanel& packets() { return *m_packets; }
    [[nodiscard]] KernelPanel& kernel() { return *m_kernel; }
    [[nodiscard]] CountersPanel& counters() { return *m_counters; }
    [[nodiscard]] LabPlots& plots() { return *m_plots; }
    [[nodiscard]] widgets::Notice& notice() { return *m_notice; }

    /// Everything but the plots.
    void show(const lab::LiveSnapshot& snapshot);
    /// Another laboratory is being opened.
    void clear();
    void offerExports(ExportChoice& exports);
    [[nodiscard]] QList<QAction*> dockActions() const;
    /// Brings the wire's panel to the front, wherever it is.
    void showWirePanel();
    void resetLayout();

private:
    QWidget* makeCentre();
    void givePacketsRoom();
    /// Who gets the room that a tall window leaves.
    enum class Height { Own, Rest };
    QDockWidget* addPanel(Qt::DockWidgetArea area, const QString& name, const QString& title, QWidget* panel,
                          Height height);
    void addDock(Qt::DockWidgetArea area, const QString& name, QDockWidget* dock, QWidget* panel, Height height);

    ServerPanel* m_server;
    LoadPanel* m_load;
    WirePanel* m_wire;
    KernelPanel* m_kernel;
    QueuePicture* m_picture;
    LabPlots* m_plots;
    NumbersPanel* m_numbers;
    CountersPanel* m_counters;
    MeaningPanel* m_meaning;
    PacketsPanel* m_packets;
    widgets::Notice* m_notice;
    QList<QDockWidget*> m_docks;
    QDockWidget* m_wireDock = nullptr;
    QDockWidget* m_packetsDock = nullptr;
    QByteArray m_firstLayout;
};

} // namespace ls::pages
