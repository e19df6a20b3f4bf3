// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/export_dialog.h"

#include "app/widgets/icon.h"
#include "engine/record/output_file.h"

#include <QBuffer>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace ls::widgets {

namespace {

QByteArray pngOf(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QString endingOf(int format) {
    static const QStringList kEndings{QStringLiteral(".csv"), QStringLiteral(".png"), QStringLiteral(".png"),
                                      QStringLiteral(".svg"), QStringLiteral(".pdf")};
    return kEndings.value(format);
}

QString firstFolder(const settings::AppSettings& settings) {
    const QString remembered = settings.folder();
    return remembered.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : remembered;
}

} // namespace

Result<> writeWhole(const std::filesystem::path& path, std::string_view bytes) {
    LS_TRY_ASSIGN(record::OutputFile file, record::OutputFile::create(path, record::OutputFile::Staging::Hidden));
    LS_TRY(file.write(bytes));
    return file.commit();
}

ExportDialog::ExportDialog(ExportSource source, settings::AppSettings& settings, QWidget* parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_settings(settings)
    , m_format(new QComboBox)
    , m_folder(new QLineEdit(firstFolder(settings)))
    , m_name(new QLineEdit)
    , m_replace(new QCheckBox(tr("Replace the file that is there")))
    , m_message(new QLabel)
    , m_save(new QPushButton(tr("&Save"))) {
    setWindowTitle(tr("Export"));
    setMinimumWidth(520);
    addFormats();
    auto* browse = new QPushButton(tr("&Browse…"));
    auto* folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(browse);
    auto* form = new QFormLayout;
    form->addRow(tr("&Format"), m_format);
    auto* folderLabel = new QLabel(tr("F&older"));
    folderLabel->setBuddy(m_folder);
    form->addRow(folderLabel, folder);
    form->addRow(tr("File &name"), m_name);
    m_folder->setAccessibleName(tr("Folder"));
    m_name->setObjectName(QStringLiteral("exportName"));
    m_folder->setObjectName(QStringLiteral("exportFolder"));
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_replace->setObjectName(QStringLiteral("exportReplace"));
    m_save->setObjectName(QStringLiteral("primary"));
    m_save->setDefault(true);
    m_message->setWordWrap(true);
    m_message->setObjectName(QStringLiteral("problem"));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(m_replace);
    layout->addWidget(m_message);
    setUpCopying(*layout);
    layout->addWidget(buttons);

    connect(browse, &QPushButton::clicked, this, &ExportDialog::chooseFolder);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::check);
    connect(m_name, &QLineEdit::textChanged, this, &ExportDialog::check);
    connect(m_replace, &QCheckBox::toggled, this, &ExportDialog::check);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    followFormat();
}

void ExportDialog::addFormats() {
    const auto offer = [this](bool there, const QString& text, Format format) {
        if (there) {
            m_format->addItem(text, static_cast<int>(format));
        }
    };
    offer(bool(m_source.csv), tr("CSV: all rows, settings in # lines"), Format::Csv);
    offer(bool(m_source.image), tr("PNG: the chart"), Format::Png);
    offer(bool(m_source.image), tr("PNG: the chart, twice the size"), Format::PngDouble);
    offer(bool(m_source.svg), tr("SVG: the chart, for editing"), Format::Svg);
    offer(bool(m_source.pdf), tr("PDF: the chart, for printing"), Format::Pdf);
}

void ExportDialog::setUpCopying(QVBoxLayout& layout) {
    auto* row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("To the clipboard:")));
    const auto offer = [&](bool there, const QString& text, auto copy) {
        if (!there) {
            return;
        }
        auto* button = new QPushButton(icon(QStringLiteral("copy")), text);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, text, copy] {
            copy();
            m_message->setText(tr("Copied: %1.").arg(QString(text).remove(QLatin1Char('&'))));
        });
    };
    offer(bool(m_source.image), tr("&Image"), [this] { QGuiApplication::clipboard()->setImage(m_source.image(1)); });
    offer(bool(m_source.csv), tr("&Data"),
          [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_source.csv())); });
    offer(bool(m_source.markdown), tr("&Markdown"),
          [this] { QGuiApplication::clipboard()->setText(m_source.markdown()); });
    row->addStretch(1);
    layout.addLayout(row);
}

void ExportDialog::chooseFolder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder"), m_folder->text());
    if (!folder.isEmpty()) {
        m_folder->setText(folder);
    }
}

ExportDialog::Format ExportDialog::format() const {
    return static_cast<Format>(m_format->currentData().toInt());
}

void ExportDialog::followFormat() {
    QString name = m_name->text().isEmpty() ? m_source.name : m_name->text();
    static const QStringList kKnown{QStringLiteral("csv"), QStringLiteral("png"), QStringLiteral("svg"),
                                    QStringLiteral("pdf")};
    const QFileInfo file(name);
    if (kKnown.contains(file.suffix())) {
        name.chop(file.suffix().size() + 1);
    }
    m_name->setText(name + endingOf(static_cast<int>(format())));
    check();
}

QString ExportDialog::path() const {
    return QDir(m_folder->text()).filePath(m_name->text().trimmed());
}

void ExportDialog::check() {
    const QString name = m_name->text().trimmed();
    const bool folder = QFileInfo(m_folder->text()).isDir();
    const bool named = !name.isEmpty() && !name.contains(QLatin1Char('/'));
    const bool exists = folder && named && QFileInfo::exists(path());
    m_replace->setVisible(exists);
    m_message->setText(!folder  ? tr("There is no such folder.")
                       : !named ? tr("Give a file name without a slash.")
                       : exists ? tr("A file of this name exists.")
                                : QString());
    m_save->setEnabled(folder && named && (!exists || m_replace->isChecked()));
}

QByteArray ExportDialog::rendered() const {
    switch (format()) {
    case Format::Csv:
        return m_source.csv();
    case Format::Png:
        return pngOf(m_source.image(1));
    case Format::PngDouble:
        return pngOf(m_source.image(2));
    case Format::Svg:
        return m_source.svg();
    case Format::Pdf:
        break;
    }
    return m_source.pdf();
}

void ExportDialog::save() {
    const QString target = path();
    const QByteArray bytes = rendered();
    const auto written = writeWhole(QFile::encodeName(target).toStdString(),
                                    std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (!written) {
        m_message->setText(
            tr("Not saved: %1. Choose another place.").arg(QString::fromStdString(written.error().text)));
        return;
    }
    m_settings.setFolder(m_folder->text());
    emit saved(target);
    accept();
}

} // namespace ls::widgets
