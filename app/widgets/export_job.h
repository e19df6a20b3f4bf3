// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/export_text.h"
#include "engine/base/result.h"
#include "engine/record/output_file.h"
#include "engine/record/writer_thread.h"

#include <QObject>

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>

namespace ls::widgets {

/// Where an export goes. Used on the job's writer thread, until the job has ended.
class ExportSink {
public:
    ExportSink() = default;
    virtual ~ExportSink() = default;
    ExportSink(const ExportSink&) = delete;
    ExportSink& operator=(const ExportSink&) = delete;

    [[nodiscard]] virtual Result<> write(std::string_view bytes) = 0;
    /// All is written.
    [[nodiscard]] virtual Result<> commit() = 0;
    /// As if nothing had been written.
    virtual void discard() = 0;
};

/// A file that is replaced only by a whole one. ErrorCode::Output.
class FileSink final : public ExportSink {
public:
    explicit FileSink(std::filesystem::path target)
        : m_target(std::move(target)) {}

    Result<> write(std::string_view bytes) override;
    Result<> commit() override;
    void discard() override { m_file.reset(); }

private:
    std::filesystem::path m_target;
    std::optional<record::OutputFile> m_file;
};

class MemorySink final : public ExportSink {
public:
    Result<> write(std::string_view bytes) override;
    Result<> commit() override { return {}; }
    void discard() override { m_bytes.clear(); }
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Carries an export to its sink. The pieces are made on the UI thread, some milliseconds per turn of the event loop;
/// another thread writes them, since a disk may be slow.
class ExportJob final : public QObject {
    Q_OBJECT

public:
    enum class End { Done, Cancelled, Failed };

    ExportJob(ExportPieces pieces, std::shared_ptr<ExportSink> sink, QObject* parent = nullptr);
    /// Cancels.
    ~ExportJob() override;

    void start();
    /// ended() follows. A job whose last byte is just being written may still be done.
    void cancel();
    /// Why it failed.
    [[nodiscard]] const Error& error() const { return m_error; }

signals:
    void progressed(double share);
    /// Once, after start().
    void ended(ls::widgets::ExportJob::End end);

private:
    void makeSome();
    void makeMoreLater();
    void write(const QByteArray& bytes, bool last); ///< on the writer's thread
    void onWritten(const Result<>& written, bool last);
    void end(End end);

    ExportPieces m_pieces;
    std::shared_ptr<ExportSink> m_sink;
    double m_share = 0;
    int m_underWay = 0; ///< pieces that are made and not yet written
    bool m_isMaking = false;
    bool m_ended = false;
    Error m_error;
    std::atomic<bool> m_stopped = false;
    record::WriterThread m_writer; ///< last: it uses the others
};

} // namespace ls::widgets
