// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/packets_panel.h"

#include "app/model/ladder_rows.h"
#include "app/model/wire_connection_model.h"
#include "app/model/words.h"
#include "app/pages/export_choice.h"
#include "app/plot/ladder_picture.h"
#include "app/plot/ladder_view.h"
#include "app/widgets/filter_field.h"
#include "app/widgets/record_table.h"
#include "app/widgets/segments.h"
#include "engine/wire/ladder_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace ls::pages {

namespace {

QString spacingKey() {
    return QStringLiteral("spacing");
}

QString followKey() {
    return QStringLiteral("follow_worst");
}

QString splitKey() {
    return QStringLiteral("split");
}

const QList<int> kSplit{420, 550};

QPushButton* pushButton(const QString& text, const QString& tip) {
    auto* button = new QPushButton(text);
    button->setToolTip(tip);
    return button;
}

/// One that stays down.
QPushButton* chip(const QString& text, const QString& tip) {
    QPushButton* button = pushButton(text, tip);
    button->setObjectName(QStringLiteral("chip"));
    button->setCheckable(true);
    return button;
}

} // namespace

PacketsPanel::PacketsPanel(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_absence(
          new QLabel(tr("The wire is off. Clients and server speak over loopback, where a handshake is done before "
                        "connect() returns, and no packet can be watched.\n\nSwitched on, each has a network "
                        "stack of its own and every packet passes a wire with a round trip of its own: half-open "
                        "connections, late ACKs and ghosts can be seen one by one.")))
    , m_switchOn(pushButton(tr("Switch the wire on"), tr("Opens the laboratory anew.")))
    , m_noPackets(tr("No packets yet. Start a load (Ctrl+E)."))
    , m_model(new model::WireConnectionModel(this))
    , m_table(new widgets::RecordTable)
    , m_count(new QLabel)
    , m_ladder(new plot::LadderView)
    , m_splitter(new QSplitter)
    , m_spacing(new widgets::Segments({tr("Evenly"), tr("To scale")}))
    , m_follow(chip(tr("Worst"), tr("Show the connection in the worst trouble; a click in the list ends it.")))
    , m_hold(chip(tr("Hold"), tr("Keep list and ladder as they are; the laboratory goes on.")))
    , m_copy(pushButton(tr("Copy as text"), tr("The packets of this connection, as tcpdump would print them")))
    , m_save(pushButton(tr("Save pcap…"), QString())) {
    setObjectName(QStringLiteral("scrolled"));
    m_save->setObjectName(QStringLiteral("savePcap"));
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makePackets());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connectParts();
    clear();
}

QWidget* PacketsPanel::makeEmpty() {
    auto* empty = new QWidget;
    m_absence->setObjectName(QStringLiteral("noWire"));
    m_absence->setWordWrap(true);
    m_absence->setAlignment(Qt::AlignCenter);
    m_switchOn->setObjectName(QStringLiteral("switchWireOn"));
    connect(m_switchOn, &QPushButton::clicked, this, &PacketsPanel::wireWanted);
    auto* layout = new QVBoxLayout(empty);
    layout->setContentsMargins(40, 10, 40, 10);
    layout->setSpacing(12);
    layout->addStretch(1);
    layout->addWidget(m_absence);
    layout->addWidget(m_switchOn, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return empty;
}

QWidget* PacketsPanel::makePackets() {
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeBar());
    column->addWidget(m_ladder, 1);
    m_splitter->setObjectName(QStringLiteral("packetsSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes(kSplit);
    auto* packets = new QWidget;
    auto* layout = new QVBoxLayout(packets);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->addWidget(m_splitter);
    return packets;
}

QWidget* PacketsPanel::makeBar() {
    m_follow->setChecked(true);
    m_spacing->setToolTip(tr("Evenly: every packet takes the same room. To scale: so does every second."));
    m_spacing->setAccessibleName(tr("Spacing of the ladder"));
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_spacing);
    row->addWidget(m_follow);
    row->addWidget(m_hold);
    row->addStretch(1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    return bar;
}

QWidget* PacketsPanel::makeList() {
    m_table->setObjectName(QStringLiteral("wireConnections"));
    m_table->setAccessibleName(tr("Connections on the wire"));
    m_table->setRecords(
        m_model, {116, 100, 100, 104, 64, 86, 50, 64, 70},
        {QStringLiteral("packets"), QStringLiteral("lost"), QStringLiteral("bytes"), QStringLiteral("start_s")});
    m_table->setTextElideMode(Qt::ElideMiddle); // the port is what tells clients apart
    m_filter = new widgets::FilterField(*m_table);
    m_filter->setOnDemand();
    m_count->setObjectName(QStringLiteral("dim"));
    m_count->setAccessibleName(tr("Connections listed"));
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);
    column->addWidget(m_count);
    return list;
}

void PacketsPanel::connectParts() {
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PacketsPanel::choose);
    connect(m_table, &QTableView::clicked, this, &PacketsPanel::choose); // also the row that is current already
    connect(m_table, &QTableView::activated, this, &PacketsPanel::choose);
    connect(m_filter, &widgets::FilterField::aboutToFilter, this, [this] { m_isRefreshing = true; });
    connect(m_filter, &widgets::FilterField::filtered, this, &PacketsPanel::onFiltered);
    connect(m_spacing, &widgets::Segments::chosen, this,
            [this](int choice) { m_ladder->setSpacing(static_cast<plot::LadderSpacing>(choice)); });
    connect(m_follow, &QPushButton::toggled, this, [this](bool follow) {
        if (follow) {
            followWorst();
        }
    });
    connect(m_hold, &QPushButton::toggled, this, &PacketsPanel::refresh);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const auto shown = picture()) {
            copyText(*shown);
        }
    });
    connect(m_save, &QPushButton::clicked, this, &PacketsPanel::saveWanted);
    connect(m_ladder, &plot::LadderView::menuOpening, this, [this](QMenu* menu) { fillMenu(*menu); });
}

void PacketsPanel::describe(const QString& absence, const QString& noPackets) {
    m_absence->setText(absence);
    m_switchOn->hide();
    m_noPackets = noPackets;
    showLadder();
}

void PacketsPanel::setWired(bool wired) {
    m_stack->setCurrentIndex(wired ? 1 : 0);
}

bool PacketsPanel::wantsPackets() const {
    return isVisible();
}

void PacketsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    emit wantsPacketsChanged();
}

void PacketsPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    emit wantsPacketsChanged();
}

void PacketsPanel::clear() {
    m_newest.reset();
    m_log.reset();
    m_hold->setChecked(false); // there is nothing to be held
    m_shownId.reset();
    m_causes = {};
    m_isRefreshing = true;
    m_model->setLog(nullptr);
    m_isRefreshing = false;
    showLadder();
    showCount();
}

void PacketsPanel::show(std::shared_ptr<const wire::PacketLog> log) {
    m_newest = std::move(log);
    refresh();
}

void PacketsPanel::setPaused(bool paused) {
    m_isPaused = paused;
    refresh();
}

void PacketsPanel::refresh() {
    if (m_isPaused || m_hold->isChecked() || !m_newest) {
        return;
    }
    m_log = m_newest;
    m_isRefreshing = true;
    m_model->setLog(m_log);
    m_isRefreshing = false;
    if (m_follow->isChecked() || !m_shownId || m_model->rowOf(*m_shownId) < 0) {
        followWorst();
    }
    showLadder();
    showCount();
}

/// Of those that the filter leaves, in the order shown.
void PacketsPanel::followWorst() {
    int worst = -1;
    const QAbstractItemModel& shown = *m_table->model();
    for (int row = 0; row < shown.rowCount(); ++row) {
        const int record = m_table->recordOf(shown.index(row, 0));
        worst = worst < 0 ? record : std::min(worst, record);
    }
    m_shownId = m_model->connectionAt(worst);
    markShown();
    showLadder();
}

/// In the table, where the filter leaves it.
void PacketsPanel::markShown() {
    const int record = m_shownId ? m_model->rowOf(*m_shownId) : -1;
    const QAbstractItemModel& shown = *m_table->model();
    QModelIndex place;
    for (int row = 0; record >= 0 && row < shown.rowCount() && !place.isValid(); ++row) {
        place = m_table->recordOf(shown.index(row, 0)) == record ? shown.index(row, 0) : QModelIndex();
    }
    m_isRefreshing = true;
    m_table->setCurrentIndex(place);
    m_isRefreshing = false;
}

void PacketsPanel::onFiltered() {
    m_isRefreshing = false;
    if (m_follow->isChecked() && m_table->model()->rowCount() > 0) {
        followWorst();
    } else {
        markShown();
    }
    showCount();
}

/// By the user.
void PacketsPanel::choose() {
    const int record = m_table->recordOf(m_table->currentIndex());
    if (m_isRefreshing || record < 0) {
        return;
    }
    m_shownId = m_model->connectionAt(record);
    m_follow->setChecked(false);
    showLadder();
}

void PacketsPanel::showLadder() {
    auto ladder = m_log && m_shownId ? m_log->ladder(*m_shownId) : std::nullopt;
    m_copy->setEnabled(ladder.has_value());
    showSavable();
    m_ladder->setEmptyText(m_noPackets);
    m_ladder->setLadder(std::move(ladder), m_causes);
}

void PacketsPanel::setSavable(bool savable) {
    m_isSavable = savable;
    showSavable();
}

void PacketsPanel::showSavable() {
    m_save->setEnabled(m_isSavable && m_log && m_log->packetCount() > 0);
    m_save->setToolTip(m_isSavable ? tr("The headers of the newest packets of all connections, as a capture file for "
                                        "tcpdump and Wireshark")
                                   : tr("The packets can be saved when the run has ended."));
}

void PacketsPanel::showCount() {
    if (!m_log) {
        m_count->clear();
        return;
    }
    const auto all = static_cast<double>(m_model->total());
    const auto listed = static_cast<double>(m_model->rowCount());
    const auto left = static_cast<double>(m_table->model()->rowCount());
    const QString packets = model::countText(static_cast<double>(m_log->packetCount()));
    if (left < listed) {
        m_count->setText(
            tr("%1 of %2 connections, %3 packets").arg(model::countText(left), model::countText(all), packets));
        return;
    }
    m_count->setText(all > listed ? tr("the worst %1 of %2 connections, %3 packets")
                                        .arg(model::countText(listed), model::countText(all), packets)
                                  : tr("%1 connections, %2 packets").arg(model::countText(all), packets));
}

// To be taken away. --------------------------------------------------------------------------------------------------

/// Taken when a menu or a dialog opens: the laboratory goes on meanwhile, and may end.
std::shared_ptr<const plot::LadderPicture> PacketsPanel::picture() const {
    return m_ladder->ladder() ? std::make_shared<const plot::LadderPicture>(*m_ladder) : nullptr;
}

void PacketsPanel::fillMenu(QMenu& menu) {
    const auto shown = picture();
    const bool has = shown != nullptr;
    menu.addAction(tr("Copy as text"), this, [this, shown] { copyText(*shown); })->setEnabled(has);
    menu.addAction(tr("Copy image"), this, [this, shown] { copyImage(*shown); })->setEnabled(has);
    menu.addAction(tr("Export…"), this, &PacketsPanel::exportWanted)->setEnabled(has);
    menu.addAction(tr("Save pcap…"), this, &PacketsPanel::saveWanted)->setEnabled(m_save->isEnabled());
}

void PacketsPanel::copyText(const plot::LadderPicture& picture) {
    QGuiApplication::clipboard()->setText(QString::fromStdString(wire::tcpdumpText(picture.ladder())));
    emit copied();
}

void PacketsPanel::copyImage(const plot::LadderPicture& picture) {
    QGuiApplication::clipboard()->setImage(picture.image(1));
    emit copied();
}

widgets::ExportSource PacketsPanel::ladderSource() const {
    const auto shown = picture();
    widgets::ExportSource source;
    source.name = m_exportName + QStringLiteral("-ladder");
    source.table = [shown](widgets::ExportRange) {
        return widgets::smallTable(model::ladderHeader(),
                                   shown ? model::ladderRows(shown->ladder()) : QList<QStringList>());
    };
    if (shown) {
        source.image = [shown](int scale) { return shown->image(scale); };
        source.svg = [shown] { return shown->svg(); };
        source.pdf = [shown] { return shown->pdf(); };
    }
    return source;
}

void PacketsPanel::offerExports(ExportChoice& exports) {
    exports.offer(m_ladder, [this] { return ladderSource(); });
    connect(this, &PacketsPanel::exportWanted, &exports, &ExportChoice::wanted);
    exports.offerTable(
        m_table, [this] { return m_exportName + QStringLiteral("-wire-connections"); },
        [this] { return m_table->exported(); });
}

QVariantMap PacketsPanel::choices() const {
    return {{spacingKey(), m_spacing->current()},
            {followKey(), m_follow->isChecked()},
            {splitKey(), QString::fromLatin1(m_splitter->saveState().toBase64())}};
}

void PacketsPanel::setChoices(const QVariantMap& choices) {
    m_spacing->setCurrent(choices.value(spacingKey()).toInt() == 1 ? 1 : 0);
    m_ladder->setSpacing(static_cast<plot::LadderSpacing>(m_spacing->current()));
    m_follow->setChecked(choices.value(followKey(), true).toBool());
    m_splitter->restoreState(QByteArray::fromBase64(choices.value(splitKey()).toString().toLatin1()));
}

void PacketsPanel::resetLayout() {
    m_table->resetLayout();
    m_splitter->setSizes(kSplit);
}

} // namespace ls::pages
