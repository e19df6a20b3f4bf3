// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/lab_view.h"

#include "app/model/lab_words.h"
#include "app/pages/counters_panel.h"
#include "app/pages/kernel_panel.h"
#include "app/pages/lab_plots.h"
#include "app/pages/load_panel.h"
#include "app/pages/meaning_panel.h"
#include "app/pages/numbers_panel.h"
#include "app/pages/queue_picture.h"
#include "app/pages/server_panel.h"
#include "app/widgets/card.h"
#include "app/widgets/notice.h"
#include "app/widgets/record_table.h"

#include <QAction>
#include <QDockWidget>
#include <QFrame>
#include <QVBoxLayout>

namespace ls::pages {

namespace {

constexpr int kLeftWidth = 310;
constexpr int kRightWidth = 236;

} // namespace

LabView::LabView(const kernel::SysctlCatalogue& catalogue, const model::LabSeries& series, QWidget* parent)
    : QMainWindow(parent)
    , m_server(new ServerPanel)
    , m_load(new LoadPanel)
    , m_kernel(new KernelPanel(catalogue))
    , m_picture(new QueuePicture)
    , m_plots(new LabPlots(series))
    , m_numbers(new NumbersPanel)
    , m_counters(new CountersPanel)
    , m_meaning(new MeaningPanel)
    , m_notice(new widgets::Notice) {
    setWindowFlags(Qt::Widget);
    setObjectName(QStringLiteral("labArea"));
    setContextMenuPolicy(Qt::NoContextMenu);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCentralWidget(makeCentre());
    const auto left = Qt::LeftDockWidgetArea;
    const auto right = Qt::RightDockWidgetArea;
    addPanel(left, QStringLiteral("server"), tr("Server"), m_server, Height::Own);
    addPanel(left, QStringLiteral("load"), tr("Load"), m_load, Height::Own);
    addPanel(left, QStringLiteral("kernel"), tr("Kernel · this laboratory only"), m_kernel, Height::Rest);
    addPanel(right, QStringLiteral("meaning"), tr("What this means"), m_meaning, Height::Own);
    addPanel(right, QStringLiteral("numbers"), tr("The books"), m_numbers, Height::Own);
    addPanel(right, QStringLiteral("counters"), tr("Counters that moved"), m_counters, Height::Rest);
    m_firstLayout = saveState();
    resetLayout();
}

QWidget* LabView::makeCentre() {
    auto* card = new widgets::Card(tr("Where the connections are"));
    card->body()->addWidget(m_picture);
    for (QWidget* sign : m_plots->makeSigns()) {
        card->addToHeader(sign);
    }
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(2, 0, 2, 0);
    layout->setSpacing(6);
    layout->addWidget(m_notice);
    layout->addWidget(card);
    layout->addWidget(m_plots, 1);
    return centre;
}

void LabView::addPanel(Qt::DockWidgetArea area, const QString& name, const QString& title, QWidget* panel,
                       Height height) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    frame->setSizePolicy(QSizePolicy::Preferred, height == Height::Own ? QSizePolicy::Maximum : QSizePolicy::Preferred);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(panel);
    auto* dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(frame);
    addDockWidget(area, dock);
    m_docks << dock;
}

void LabView::show(const lab::LiveSnapshot& snapshot) {
    m_server->show(snapshot);
    m_load->show(snapshot);
    m_kernel->show(snapshot.sysctls, static_cast<int>(snapshot.backlogAsked));
    m_picture->show(snapshot);
    m_numbers->show(snapshot);
    m_counters->show(snapshot.counters);
    m_meaning->show(model::situationOf(snapshot));
}

void LabView::clear() {
    m_notice->hide();
    m_server->showClosed();
    m_load->showClosed();
    m_picture->clear();
    m_numbers->clear();
    m_counters->clear();
}

QList<QAction*> LabView::dockActions() const {
    QList<QAction*> actions;
    for (QDockWidget* dock : m_docks) {
        actions << dock->toggleViewAction();
    }
    return actions;
}

void LabView::resetLayout() {
    restoreState(m_firstLayout);
    m_plots->resetLayout();
    m_kernel->resetLayout();
    m_counters->table().resetLayout();
    resizeDocks({m_docks[0], m_docks[3]}, {kLeftWidth, kRightWidth}, Qt::Horizontal);
    resizeDocks({m_docks[0], m_docks[1], m_docks[2]}, {250, 180, 260}, Qt::Vertical);
    resizeDocks({m_docks[3], m_docks[4], m_docks[5]}, {210, 300, 170}, Qt::Vertical);
}

} // namespace ls::pages
