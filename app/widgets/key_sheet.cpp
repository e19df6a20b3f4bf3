// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/key_sheet.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ls::widgets {

void showKeySheet(const KeyList& keys, QWidget* parent) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("keySheet"));
    dialog->setWindowTitle(QCoreApplication::translate("KeySheet", "Keys"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    int row = 0;
    for (const auto& [key, what] : keys) {
        auto* text = new QLabel(what);
        if (key.isEmpty()) {
            text->setObjectName(QStringLiteral("cardTitle"));
            grid->setRowMinimumHeight(row++, 6);
            grid->addWidget(text, row++, 0, 1, 2);
            continue;
        }
        auto* keyLabel = new QLabel(key);
        keyLabel->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        grid->addWidget(keyLabel, row, 0);
        grid->addWidget(text, row++, 1);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(20, 12, 20, 14);
    layout->addLayout(grid);
    layout->addSpacing(8);
    layout->addWidget(buttons);
    dialog->show();
}

} // namespace ls::widgets
