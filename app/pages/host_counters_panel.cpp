// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/host_counters_panel.h"

#include "app/model/inspect_words.h"
#include "app/model/words.h"
#include "app/widgets/record_table.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace ls::pages {

namespace {

constexpr int kSettings = 3;

QString orUnknown(const std::optional<std::int64_t>& value) {
    return value ? model::countText(static_cast<double>(*value)) : QStringLiteral("–");
}

} // namespace

HostCountersPanel::HostCountersPanel(QWidget* parent)
    : TablePanel(parent)
    , m_model(new model::HostCounterModel(this))
    , m_table(new widgets::RecordTable) {
    m_table->setObjectName(QStringLiteral("hostCounters"));
    m_table->setAccessibleName(tr("Counters of this machine"));
    m_table->setRecords(m_model, {190, 90, 90, 110, 400});
    auto* figures = new QHBoxLayout;
    figures->setContentsMargins(12, 6, 12, 6);
    figures->setSpacing(26);
    auto* title = new QLabel(tr("Packets of handshakes\ndropped, by cause"));
    title->setObjectName(QStringLiteral("dim"));
    figures->addWidget(title);
    const auto add = [&](std::vector<Figure>& list, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            list.push_back(makeFigure());
            auto* column = new QVBoxLayout;
            column->setSpacing(0);
            column->addWidget(list.back().value);
            column->addWidget(list.back().name);
            figures->addLayout(column);
        }
    };
    add(m_causes, model::dropCauses({}).size());
    figures->addStretch(1);
    add(m_settings, kSettings);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(figures);
    layout->addWidget(m_table, 1);
    clear();
}

HostCountersPanel::Figure HostCountersPanel::makeFigure() {
    Figure figure{new QLabel, new QLabel};
    figure.name->setObjectName(QStringLiteral("dim"));
    return figure;
}

void HostCountersPanel::set(const Figure& figure, const QString& value, bool isLoss, const QString& name,
                            const QString& help) {
    const QString look = isLoss ? QStringLiteral("loss") : QStringLiteral("figure");
    if (figure.value->objectName() != look) {
        figure.value->setObjectName(look);
        figure.value->style()->unpolish(figure.value);
        figure.value->style()->polish(figure.value);
    }
    if (figure.value->text() != value) {
        figure.value->setText(value);
    }
    if (figure.name->text() != name) {
        figure.name->setText(name);
        figure.value->setToolTip(help);
        figure.name->setToolTip(help);
    }
}

void HostCountersPanel::showSnapshot(const inspect::Snapshot& snapshot) {
    showCounters(*snapshot.counters);
}

void HostCountersPanel::showCounters(const inspect::HostCounters& counters) {
    m_model->setCounters(counters);
    const auto causes = model::dropCauses(counters.causes);
    for (std::size_t i = 0; i < causes.size(); ++i) {
        set(m_causes[i], model::countText(static_cast<double>(causes[i].packets)), causes[i].packets > 0,
            causes[i].name, causes[i].meaning);
    }
    set(m_settings[0], orUnknown(counters.somaxconn), false, QStringLiteral("somaxconn"),
        tr("net.core.somaxconn: no listen() after now gets a larger limit"));
    set(m_settings[1], orUnknown(counters.maxSynBacklog), false, QStringLiteral("tcp_max_syn_backlog"),
        tr("Counts only where SYN cookies are off"));
    set(m_settings[2], orUnknown(counters.syncookies), false, QStringLiteral("tcp_syncookies"),
        tr("1: cookies when the SYN queue is full; 0: SYNs are dropped then"));
}

void HostCountersPanel::clear() {
    m_model->clear();
    showCounters({});
}

QString HostCountersPanel::countText() const {
    return tr("%1 counters").arg(model::countText(m_model->rowCount()));
}

} // namespace ls::pages
