// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/capture_dialog.h"

#include <QCoreApplication>
#include <QFileDialog>

#include <utility>

namespace ls::pages {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(CaptureDialog)
};

} // namespace

void askWhereToSaveCapture(QWidget& page, const settings::AppSettings& settings, const QString& name,
                           std::function<void(std::filesystem::path)> save) {
    auto* dialog = new QFileDialog(&page, Words::tr("Save the packets of the wire"), settings.folder(),
                                   Words::tr("Capture files (*.pcap)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pcap"));
    dialog->selectFile(name + QStringLiteral(".pcap"));
    QObject::connect(dialog, &QFileDialog::fileSelected, &page,
                     [save = std::move(save)](const QString& file) { save(file.toStdString()); });
    dialog->open();
}

} // namespace ls::pages
