// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/export_dialog.h"

#include "app/widgets/export_place.h"
#include "app/widgets/icon.h"
#include "app/widgets/segments.h"

#include <QBuffer>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QStyle>
#include <QVBoxLayout>

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

QByteArray pngOf(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QString firstFolder(const settings::AppSettings& settings) {
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    for (const QString& folder : {settings.folder(), documents}) {
        if (QFileInfo(folder).isDir()) {
            return folder;
        }
    }
    return QDir::homePath();
}

} // namespace

ExportDialog::ExportDialog(ExportSource source, settings::AppSettings& settings, QWidget* parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_settings(settings)
    , m_form(new QWidget)
    , m_format(new QComboBox)
    , m_range(new Segments({tr("Visible range"), tr("Everything")}))
    , m_message(new QLabel)
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton(tr("&Cancel")))
    , m_save(new QPushButton(tr("&Save"))) {
    setWindowTitle(tr("Export"));
    setMinimumWidth(520);
    addFormats();
    setUpFields();
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(10);
    auto* fields = new QFormLayout;
    form->addLayout(fields);
    fields->addRow(tr("&Format"), m_format);
    fields->addRow(tr("Time"), m_range);
    fields->setRowVisible(m_range, m_source.hasRange);
    m_place = new ExportPlace(*fields, firstFolder(settings), m_source.name, this);
    connect(m_place, &ExportPlace::changed, this, &ExportDialog::check);
    form->addLayout(makeCopyRow());

    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(m_form);
    layout->addWidget(m_message);
    layout->addLayout(makeLowestRow());
    // Enter saves, wherever the focus is but on another button.
    for (QPushButton* button : findChildren<QPushButton*>()) {
        button->setAutoDefault(button == m_save);
    }
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
    m_message->setWordWrap(true);
    m_save->setObjectName(QStringLiteral("primary"));
    m_save->setDefault(true);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
}

/// Beside the buttons there is always room for the progress: the dialog does not jump.
QBoxLayout* ExportDialog::makeLowestRow() {
    m_progress->setRange(0, kSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(QStringLiteral("exportCancel"));
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_job->cancel(); });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    auto* row = new QHBoxLayout;
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addStretch();
    row->addWidget(buttons);
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

ExportDialog::Format ExportDialog::format() const {
    return static_cast<Format>(m_format->currentData().toInt());
}

void ExportDialog::followFormat() {
    m_place->setEnding(endingOf(format()));
    check();
}

void ExportDialog::check() {
    sayProblem(m_place->problem());
    m_save->setEnabled(m_place->isReady());
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
    m_place->check();
    if (!m_place->isReady()) {
        return; // somebody else has written it since
    }
    const QString target = m_place->path();
    run(pieces(), std::make_shared<FileSink>(QFile::encodeName(target).toStdString()), [this, target] {
        m_settings.setFolder(m_place->folder());
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
        sayProblem(tr("Not saved: %1. Choose another place.").arg(reasonOf(error)), QString::fromStdString(error.text));
    } else {
        sayDone(tr("Cancelled. Nothing was written."));
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
        sayDone({});
    }
}

/// The object's name is its look.
void ExportDialog::say(const QString& look, const QString& text, const QString& detail) {
    m_message->setObjectName(look);
    m_message->setText(text);
    m_message->setToolTip(detail);
    m_message->style()->unpolish(m_message);
    m_message->style()->polish(m_message);
}

void ExportDialog::sayProblem(const QString& text, const QString& detail) {
    say(QStringLiteral("problem"), text, detail);
}

void ExportDialog::sayDone(const QString& text) {
    say(QStringLiteral("dim"), text);
}

void ExportDialog::sayCopied(const QString& what) {
    sayDone(tr("Copied: %1.").arg(what));
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
