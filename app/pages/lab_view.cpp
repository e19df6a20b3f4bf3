// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/lab_view.h"

#include "app/model/lab_words.h"
#include "app/pages/counters_panel.h"
#include "app/pages/export_choice.h"
#include "app/pages/kernel_panel.h"
#include "app/pages/lab_plots.h"
#include "app/pages/load_panel.h"
#include "app/pages/meaning_panel.h"
#include "app/pages/numbers_panel.h"
#include "app/pages/packets_panel.h"
#include "app/pages/queue_picture.h"
#include "app/pages/server_panel.h"
#include "app/pages/wire_panel.h"
#include "app/widgets/card.h"
#include "app/widgets/notice.h"
#include "app/widgets/record_table.h"

#include <QAction>
#include <QDockWidget>
#include <QFrame>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <utility>

namespace ls::pages {

namespace {

constexpr int kLeftWidth = 310;
constexpr int kRightWidth = 236;
constexpr int kLeastPackets = 320; ///< high, when they are opened
constexpr double kPacketsShare = 0.4;
constexpr int kLeastScrolled = 56;

/// Shows the whole of its panel, except where that is to give way.
class PanelScroll final : public QScrollArea {
public:
    explicit PanelScroll(QWidget* panel) {
        setWidget(panel);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus);
        setMinimumWidth(kRightWidth - 12);
    }

    void setGivingWay(bool givesWay) {
        setMinimumHeight(givesWay ? kLeastScrolled : 0);
        // At once, as far as the dock, not when events are next looked at.
        QWidget* each = this;
        do {
            each = each->parentWidget();
            each->layout()->activate();
        } while (qobject_cast<QDockWidget*>(each) == nullptr);
    }
    [[nodiscard]] QSize sizeHint() const override { return widget()->sizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override { return widget()->minimumSizeHint(); }
};

/// Says so before it is seen: a window that has grown for what did not give way in time stays so.
class AnnouncedDock final : public QDockWidget {
public:
    AnnouncedDock(const QString& title, std::function<void(bool isShown)> announce)
        : QDockWidget(title)
        , m_announce(std::move(announce)) {}

    void setVisible(bool isShown) override {
        m_announce(isShown);
        QDockWidget::setVisible(isShown);
    }

private:
    std::function<void(bool)> m_announce;
};

} // namespace

LabView::LabView(const kernel::SysctlCatalogue& catalogue, const model::LabSeries& series, QWidget* parent)
    : QMainWindow(parent)
    , m_server(new ServerPanel)
    , m_load(new LoadPanel)
    , m_wire(new WirePanel)
    , m_kernel(new KernelPanel(catalogue))
    , m_picture(new QueuePicture)
    , m_plots(new LabPlots(series))
    , m_numbers(new NumbersPanel)
    , m_counters(new CountersPanel)
    , m_meaning(new MeaningPanel)
    , m_packets(new PacketsPanel)
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
    auto* books = new PanelScroll(m_numbers);
    addPanel(right, QStringLiteral("numbers"), tr("The books"), books, Height::Own);
    addPanel(right, QStringLiteral("counters"), tr("Counters that moved"), m_counters, Height::Rest);
    // At first out of sight: there is no wire, and little room.
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_wireDock = addPanel(left, QStringLiteral("wire"), tr("Wire"), m_wire, Height::Own);
    tabifyDockWidget(m_docks[1], m_wireDock);
    m_wireDock->hide();
    m_packetsDock = new AnnouncedDock(tr("Packets"), [books](bool isShown) { books->setGivingWay(isShown); });
    addDock(Qt::BottomDockWidgetArea, QStringLiteral("packets"), m_packetsDock, m_packets, Height::Rest);
    m_packetsDock->hide();
    connect(m_packetsDock->toggleViewAction(), &QAction::triggered, this, &LabView::givePacketsRoom);
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

QDockWidget* LabView::addPanel(Qt::DockWidgetArea area, const QString& name, const QString& title, QWidget* panel,
                               Height height) {
    auto* dock = new QDockWidget(title);
    addDock(area, name, dock, panel, height);
    return dock;
}

void LabView::addDock(Qt::DockWidgetArea area, const QString& name, QDockWidget* dock, QWidget* panel, Height height) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    frame->setSizePolicy(QSizePolicy::Preferred, height == Height::Own ? QSizePolicy::Maximum : QSizePolicy::Preferred);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(panel);
    dock->setObjectName(name);
    dock->setWidget(frame);
    addDockWidget(area, dock);
    m_docks << dock;
}

void LabView::show(const lab::LiveSnapshot& snapshot) {
    m_server->show(snapshot);
    m_load->show(snapshot);
    m_wire->show(snapshot);
    m_packets->setWired(snapshot.setup.isWired());
    m_packets->setCauses(snapshot.causes);
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
    m_wire->showClosed();
    m_packets->clear();
    m_picture->clear();
    m_numbers->clear();
    m_counters->clear();
}

void LabView::offerExports(ExportChoice& exports) {
    m_plots->offerExports(exports);
    m_kernel->offerExport(exports);
    exports.offerTable(&m_counters->table(), QStringLiteral("lab-counters"), [this] { return m_counters->exported(); });
    m_packets->offerExports(exports);
}

QList<QAction*> LabView::dockActions() const {
    QList<QAction*> actions;
    for (QDockWidget* dock : m_docks) {
        actions << dock->toggleViewAction();
    }
    return actions;
}

void LabView::showWirePanel() {
    m_wireDock->show();
    m_wireDock->raise();
}

void LabView::givePacketsRoom() {
    if (m_packetsDock->isVisible() && !m_packetsDock->isFloating()) {
        resizeDocks({m_packetsDock}, {std::max(kLeastPackets, static_cast<int>(height() * kPacketsShare))},
                    Qt::Vertical);
    }
}

void LabView::resetLayout() {
    restoreState(m_firstLayout);
    m_plots->resetLayout();
    m_kernel->resetLayout();
    m_counters->table().resetLayout();
    m_packets->resetLayout();
    resizeDocks({m_docks[0], m_docks[3]}, {kLeftWidth, kRightWidth}, Qt::Horizontal);
    resizeDocks({m_docks[0], m_docks[1], m_docks[2]}, {250, 180, 260}, Qt::Vertical);
    resizeDocks({m_docks[3], m_docks[4], m_docks[5]}, {210, 300, 170}, Qt::Vertical);
}

} // namespace ls::pages
