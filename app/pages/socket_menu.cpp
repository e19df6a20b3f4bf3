// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/socket_menu.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace ls::pages {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(SocketMenu)
};

} // namespace

void addSocketActions(QMenu& menu, const std::optional<filter::Filter>& filter, const QString& ssCommand,
                      const std::function<void(const filter::Filter& by, bool exclude)>& narrow) {
    if (filter && !filter->isEmpty()) {
        const QString text = QString::fromStdString(filter->text()).replace(QLatin1Char('&'), QStringLiteral("&&"));
        QObject::connect(menu.addAction(Words::tr("Apply as filter: %1").arg(text)), &QAction::triggered, &menu,
                         [narrow, by = *filter] { narrow(by, false); });
        QObject::connect(menu.addAction(Words::tr("Exclude: %1").arg(text)), &QAction::triggered, &menu,
                         [narrow, by = *filter] { narrow(by, true); });
        menu.addSeparator();
    }
    if (!ssCommand.isEmpty()) {
        QAction* copy = menu.addAction(Words::tr("Copy the ss command that shows this"));
        copy->setObjectName(QStringLiteral("copyCommand"));
        QObject::connect(copy, &QAction::triggered, &menu,
                         [ssCommand] { QGuiApplication::clipboard()->setText(ssCommand); });
    }
}

} // namespace ls::pages
