// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/export_source.h"

#include <QObject>

#include <functional>
#include <vector>

class QAbstractItemView;
class QWidget;

namespace ls::pages {

/// What a page with several plots and tables exports: the one that had the focus last, which a right click gives too.
class ExportChoice final : public QObject {
    Q_OBJECT

public:
    using Make = std::function<widgets::ExportSource()>;

    using QObject::QObject;

    /// First: before all that were offered until now.
    enum class Standing { First, Last };

    /// The first one counts until another has had the focus.
    void offer(QWidget* widget, Make make, Standing standing = Standing::Last);
    /// The same, and "Export…" among the table's actions, which its context menu shows.
    void offerTable(QAbstractItemView* table, const QString& name, std::function<widgets::ExportTable()> make,
                    Standing standing = Standing::Last);
    /// With a name that is asked for each time.
    void offerTable(QAbstractItemView* table, std::function<QString()> name, std::function<widgets::ExportTable()> make,
                    Standing standing = Standing::Last);
    [[nodiscard]] widgets::ExportSource source() const;

signals:
    /// From a context menu.
    void wanted();

private:
    struct Offer {
        QWidget* widget;
        Make make;
    };

    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] const Offer& chosen() const;

    std::vector<Offer> m_offers;
    QObject* m_focusedLast = nullptr; ///< compared only
};

} // namespace ls::pages
