// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/export_choice.h"

#include "app/plot/plot_picture.h"

#include <QAbstractItemView>
#include <QAction>
#include <QEvent>

#include <algorithm>
#include <utility>

namespace ls::pages {

namespace {

/// As it stands on screen.
QImage imageOf(QWidget& widget, int scale) {
    QImage image(widget.size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    widget.render(&image);
    image.setDevicePixelRatio(1);
    return image;
}

} // namespace

void ExportChoice::offer(QWidget* widget, Make make, Standing standing) {
    m_offers.insert(standing == Standing::First ? m_offers.begin() : m_offers.end(), {widget, std::move(make)});
    widget->installEventFilter(this);
}

void ExportChoice::offerTable(QAbstractItemView* table, const QString& name, std::function<widgets::ExportTable()> make,
                              Standing standing) {
    offerTable(
        table, [name] { return name; }, std::move(make), standing);
}

void ExportChoice::offerTable(QAbstractItemView* table, std::function<QString()> nameOf,
                              std::function<widgets::ExportTable()> make, Standing standing) {
    const auto sourceOfTable = [table, nameOf = std::move(nameOf), make = std::move(make)] {
        const QString name = nameOf();
        widgets::ExportSource source;
        source.name = name;
        source.image = [table](int scale) { return imageOf(*table, scale); };
        const auto paint = [table](QPaintDevice& device) { table->render(&device); };
        source.svg = [table, name, paint] { return plot::svgOf(name, table->size(), paint); };
        source.pdf = [table, name, paint] { return plot::pdfOf(name, table->size(), paint); };
        source.table = [make](widgets::ExportRange) { return make(); };
        return source;
    };
    offer(table, sourceOfTable, standing);
    auto* action = new QAction(tr("Export…"), table);
    connect(action, &QAction::triggered, this, &ExportChoice::wanted);
    table->addAction(action);
}

widgets::ExportSource ExportChoice::source() const {
    return chosen().make();
}

/// What was hidden since gives way to the first that is to be seen.
const ExportChoice::Offer& ExportChoice::chosen() const {
    const auto focused = [this](const Offer& offer) { return offer.widget == m_focusedLast; };
    const auto visible = [](const Offer& offer) { return offer.widget->isVisible(); };
    const auto last = std::find_if(m_offers.begin(), m_offers.end(), focused);
    const auto first = std::find_if(m_offers.begin(), m_offers.end(), visible);
    if (last != m_offers.end() && (visible(*last) || first == m_offers.end())) {
        return *last;
    }
    return first != m_offers.end() ? *first : m_offers.front();
}

bool ExportChoice::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        m_focusedLast = watched;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace ls::pages
