// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/export_job.h"

#include <QElapsedTimer>
#include <QTimer>

#include <utility>

namespace ls::widgets {

namespace {

constexpr int kTurnMs = 10;
constexpr int kMostUnderWay = 4; ///< more would only be memory when the disk is slower than we are

} // namespace

Result<> FileSink::write(std::string_view bytes) {
    if (!m_file) {
        LS_TRY_ASSIGN(auto file, record::OutputFile::create(m_target, record::OutputFile::Staging::Hidden));
        m_file.emplace(std::move(file));
    }
    return m_file->write(bytes);
}

Result<> FileSink::commit() {
    LS_TRY(m_file->commit());
    m_file.reset();
    return {};
}

Result<> MemorySink::write(std::string_view bytes) {
    m_bytes.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return {};
}

ExportJob::ExportJob(ExportPieces pieces, std::shared_ptr<ExportSink> sink, QObject* parent)
    : QObject(parent)
    , m_pieces(std::move(pieces))
    , m_sink(std::move(sink)) {
}

ExportJob::~ExportJob() {
    m_stopped = true;
    m_writer.post([this] { m_sink->discard(); });
    m_writer.finish();
}

void ExportJob::start() {
    makeMoreLater();
}

void ExportJob::cancel() {
    if (!m_stopped.exchange(true)) {
        m_writer.post([this] {
            m_sink->discard();
            QMetaObject::invokeMethod(
                this, [this] { end(End::Cancelled); }, Qt::QueuedConnection);
        });
    }
}

void ExportJob::makeMoreLater() {
    if (!m_isMaking && !m_stopped && m_share < 1 && m_underWay < kMostUnderWay) {
        m_isMaking = true;
        QTimer::singleShot(0, this, &ExportJob::makeSome);
    }
}

void ExportJob::makeSome() {
    m_isMaking = false;
    if (m_stopped) {
        return;
    }
    QElapsedTimer clock;
    clock.start();
    QByteArray bytes;
    do {
        const ExportPiece piece = m_pieces();
        bytes += piece.bytes;
        m_share = piece.share;
    } while (m_share < 1 && clock.elapsed() < kTurnMs);
    ++m_underWay;
    m_writer.post([this, bytes, last = m_share >= 1] { write(bytes, last); });
    emit progressed(m_share);
    makeMoreLater();
}

void ExportJob::write(const QByteArray& bytes, bool last) {
    if (m_stopped) {
        return;
    }
    Result<> written = m_sink->write({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (written && last) {
        written = m_sink->commit();
    }
    if (!written) {
        m_stopped = true;
        m_sink->discard();
    }
    QMetaObject::invokeMethod(
        this, [this, written = std::move(written), last] { onWritten(written, last); }, Qt::QueuedConnection);
}

void ExportJob::onWritten(const Result<>& written, bool last) {
    --m_underWay;
    if (!written) {
        m_error = written.error();
        end(End::Failed);
    } else if (last) {
        end(End::Done);
    } else {
        makeMoreLater();
    }
}

void ExportJob::end(End end) {
    if (!std::exchange(m_ended, true)) {
        emit ended(end);
    }
}

} // namespace ls::widgets
