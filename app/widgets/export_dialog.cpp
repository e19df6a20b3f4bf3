// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/export_dialog.h"

#include "app/widgets/icon.h"
#include "app/widgets/segments.h"

#include <QBuffer>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace ls::widgets {

namespace {

constexpr int kSteps = 1000; ///< of the progress bar

/// By number of the format: what is remembered, and the ending of the file.
constexpr std::array<std::pair<const char*, const char*>, 5> kFormats{
    {{"csv", ".csv"}, {"png", ".png"}, {"png2", ".png"}, {"svg", ".svg"}, {"pdf", ".pdf"}}};

template <typename Format>
QString wordOf(Format format) {
    return QString::fromLatin1(kFormats[static_cast<std::size_t>(format)].first);
}

template <typename Format>
QString endingOf(Format format) {
    return QString::fromLatin1(kFormats[static_cast<std::size_t>(format)].second);
}

QString withoutEnding(QString name) {
    for (const auto& [word, ending] : kFormats) {
        if (name.endsWith(QLatin1String(ending))) {
            name.chop(static_cast<qsizetype>(qstrlen(ending)));
            break;
        }
    }
    return name;
}

QByteArray pngOf(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QString firstFolder(const settings::AppSettings& settings) {
    const QString remembered = settings.folder();
    return remembered.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : remembered;
}

/// A name that no file has yet, whatever the format: "queue", "queue-2".
QString freeName(const QString& folder, const QString& wanted) {
    const auto isTaken = [&](const QString& name) {
        return std::any_of(kFormats.begin(), kFormats.end(), [&](const auto& format) {
            return QFileInfo::exists(QDir(folder).filePath(name + QLatin1String(format.second)));
        });
    };
    QString name = wanted;
    for (int i = 2; isTaken(name); ++i) {
        name = QStringLiteral("%1-%2").arg(wanted).arg(i);
    }
    return name;
}

} // namespace

ExportDialog::ExportDialog(ExportSource source, settings::AppSettings& settings, QWidget* parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_settings(settings)
    , m_form(new QWidget)
    , m_format(new QComboBox)
    , m_range(new Segments({tr("Visible range"), tr("Everything")}))
    , m_folder(new QLineEdit(firstFolder(settings)))
    , m_name(new QLineEdit(freeName(m_folder->text(), m_source.name)))
    , m_replace(new QCheckBox(tr("Replace the file that is there")))
    , m_message(new QLabel)
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton(tr("&Cancel")))
    , m_save(new QPushButton(tr("&Save"))) {
    setWindowTitle(tr("Export"));
    setMinimumWidth(520);
    addFormats();
    setUpFields();
    auto* fields = new QFormLayout;
    fields->addRow(tr("&Format"), m_format);
    fields->addRow(tr("Time"), m_range);
    fields->setRowVisible(m_range, m_source.hasRange);
    QBoxLayout* folder = makeFolderRow();
    auto* folderLabel = new QLabel(tr("F&older"));
    folderLabel->setBuddy(m_folder);
    fields->addRow(folderLabel, folder);
    fields->addRow(tr("File &name"), m_name);
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(10);
    form->addLayout(fields);
    form->addWidget(m_replace);
    form->addLayout(makeCopyRow());

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(m_form);
    layout->addWidget(m_message);
    layout->addLayout(makeProgressRow());
    layout->addWidget(buttons);
    setWorking(false);
    followFormat();
}

void ExportDialog::addFormats() {
    const auto offer = [this](bool there, const QString& text, Format format) {
        if (there) {
            m_format->addItem(text, static_cast<int>(format));
            if (wordOf(format) == m_settings.exportFormat()) {
                m_format->setCurrentIndex(m_format->count() - 1);
            }
        }
    };
    offer(bool(m_source.table), tr("CSV: the data, settings in # lines"), Format::Csv);
    offer(bool(m_source.image), tr("PNG: the picture"), Format::Png);
    offer(bool(m_source.image), tr("PNG: the picture, twice the size"), Format::PngDouble);
    offer(bool(m_source.svg), tr("SVG: the picture, for editing"), Format::Svg);
    offer(bool(m_source.pdf), tr("PDF: the picture, for printing"), Format::Pdf);
}

void ExportDialog::setUpFields() {
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_range->setAccessibleName(tr("Time"));
    m_range->setToolTip(tr("Of the data, for CSV and for copying. A picture is always what is to be seen."));
    m_folder->setObjectName(QStringLiteral("exportFolder"));
    m_folder->setAccessibleName(tr("Folder"));
    m_name->setObjectName(QStringLiteral("exportName"));
    m_replace->setObjectName(QStringLiteral("exportReplace"));
    m_message->setObjectName(QStringLiteral("problem"));
    m_message->setWordWrap(true);
    m_save->setObjectName(QStringLiteral("primary"));
    m_save->setDefault(true);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
    for (const QLineEdit* field : {m_folder, m_name}) {
        connect(field, &QLineEdit::textChanged, m_replace, [this] { m_replace->setChecked(false); });
        connect(field, &QLineEdit::textChanged, this, &ExportDialog::check);
    }
    connect(m_replace, &QCheckBox::toggled, this, &ExportDialog::check);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
}

QBoxLayout* ExportDialog::makeFolderRow() {
    auto* browse = new QPushButton(tr("&Browse…"));
    connect(browse, &QPushButton::clicked, this, &ExportDialog::chooseFolder);
    auto* row = new QHBoxLayout;
    row->addWidget(m_folder, 1);
    row->addWidget(browse);
    return row;
}

/// Its room is always there, so that the dialog does not jump.
QBoxLayout* ExportDialog::makeProgressRow() {
    m_progress->setRange(0, kSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(QStringLiteral("exportCancel"));
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_job->cancel(); });
    auto* row = new QHBoxLayout;
    for (QWidget* part : {static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_cancel)}) {
        QSizePolicy policy = part->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        part->setSizePolicy(policy);
    }
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    return row;
}

QBoxLayout* ExportDialog::makeCopyRow() {
    auto* row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("To the clipboard:")));
    const auto offer = [&](bool there, const QString& text, auto copy) {
        if (there) {
            auto* button = new QPushButton(icon(QStringLiteral("copy")), text);
            row->addWidget(button);
            connect(button, &QPushButton::clicked, this,
                    [copy, what = QString(text).remove(QLatin1Char('&'))] { copy(what); });
        }
    };
    offer(bool(m_source.image), tr("&Image"), [this](const QString& what) {
        QGuiApplication::clipboard()->setImage(m_source.image(1));
        sayCopied(what);
    });
    offer(bool(m_source.table), tr("&Data"), [this](const QString& what) { copyTable(TableFormat::Tabs, what); });
    offer(m_source.markdown || m_source.table, tr("&Markdown"), [this](const QString& what) {
        if (m_source.markdown) {
            QGuiApplication::clipboard()->setText(m_source.markdown());
            sayCopied(what);
        } else {
            copyTable(TableFormat::Markdown, what);
        }
    });
    row->addStretch(1);
    return row;
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
    m_name->setText(withoutEnding(m_name->text()) + endingOf(format()));
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
    say(!folder  ? tr("There is no such folder.")
        : !named ? tr("Give a file name without a slash.")
        : exists ? tr("A file of this name exists.")
                 : QString());
    m_save->setEnabled(folder && named && (!exists || m_replace->isChecked()));
}

ExportTable ExportDialog::table() const {
    const bool all = !m_source.hasRange || m_range->current() == 1;
    return m_source.table(all ? ExportRange::Everything : ExportRange::Visible);
}

ExportPieces ExportDialog::pieces() const {
    switch (format()) {
    case Format::Csv:
        return piecesOf(table(), TableFormat::Csv);
    case Format::Png:
        return piecesOf(pngOf(m_source.image(1)));
    case Format::PngDouble:
        return piecesOf(pngOf(m_source.image(2)));
    case Format::Svg:
        return piecesOf(m_source.svg());
    case Format::Pdf:
        break;
    }
    return piecesOf(m_source.pdf());
}

void ExportDialog::save() {
    const QString target = path();
    if (QFileInfo::exists(target) && !m_replace->isChecked()) {
        check(); // somebody else has written it since
        return;
    }
    run(pieces(), std::make_shared<FileSink>(QFile::encodeName(target).toStdString()), [this, target] {
        m_settings.setFolder(m_folder->text());
        m_settings.setExportFormat(wordOf(format()));
        emit saved(target);
        accept();
    });
}

void ExportDialog::copyTable(TableFormat format, const QString& what) {
    auto memory = std::make_shared<MemorySink>();
    run(piecesOf(table(), format), memory, [this, memory, what] {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(memory->bytes()));
        sayCopied(what);
    });
}

void ExportDialog::run(ExportPieces pieces, std::shared_ptr<ExportSink> sink, AtEnd atEnd) {
    m_job = std::make_unique<ExportJob>(std::move(pieces), std::move(sink));
    connect(m_job.get(), &ExportJob::progressed, m_progress,
            [this](double share) { m_progress->setValue(static_cast<int>(share * kSteps)); });
    connect(m_job.get(), &ExportJob::ended, this,
            [this, atEnd = std::move(atEnd)](ExportJob::End end) { onEnded(end, atEnd); });
    setWorking(true);
    m_job->start();
}

void ExportDialog::onEnded(ExportJob::End end, const AtEnd& atEnd) {
    const Error error = m_job->error();
    m_job.release()->deleteLater(); // it is who calls
    setWorking(false);
    check();
    if (end == ExportJob::End::Done) {
        atEnd();
    } else if (end == ExportJob::End::Failed) {
        say(tr("Not saved: %1. Choose another place.").arg(reasonOf(error)), QString::fromStdString(error.text));
    } else {
        say(tr("Cancelled. Nothing was written."));
    }
    if (m_closing) {
        QDialog::reject();
    }
}

/// In plain words; the tool's own are in the tooltip.
QString ExportDialog::reasonOf(const Error& error) {
    switch (error.sysErrno) {
    case ENOSPC:
    case EDQUOT:
        return tr("the disk is full");
    case EACCES:
    case EPERM:
        return tr("writing is not allowed there");
    case EROFS:
        return tr("the disk can only be read");
    default:
        return QString::fromStdString(error.text);
    }
}

void ExportDialog::setWorking(bool working) {
    m_form->setEnabled(!working);
    m_progress->setValue(0);
    m_progress->setVisible(working);
    m_cancel->setVisible(working);
    if (working) {
        m_save->setEnabled(false);
        say({});
    }
}

void ExportDialog::say(const QString& text, const QString& detail) {
    m_message->setText(text);
    m_message->setToolTip(detail);
}

void ExportDialog::sayCopied(const QString& what) {
    say(tr("Copied: %1.").arg(what));
}

void ExportDialog::reject() {
    if (m_job) {
        m_closing = true;
        m_job->cancel();
    } else {
        QDialog::reject();
    }
}

} // namespace ls::widgets
