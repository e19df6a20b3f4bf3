// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/app_settings.h"
#include "app/widgets/export_job.h"
#include "app/widgets/export_source.h"

#include <QDialog>

#include <memory>

class QBoxLayout;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace ls::widgets {

class ExportPlace;
class Segments;

/// The one dialog that every plot and table is exported with. While something is written it shows how far it is, and
/// stays usable; closing it cancels.
class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    ExportDialog(ExportSource source, settings::AppSettings& settings, QWidget* parent = nullptr);

    /// Waits for a job to have stopped.
    void reject() override;

signals:
    void saved(const QString& path);

private:
    enum class Format { Csv, Png, PngDouble, Svg, Pdf };
    using AtEnd = std::function<void()>;

    void addFormats();
    void setUpFields();
    [[nodiscard]] QBoxLayout* makeLowestRow();
    [[nodiscard]] QBoxLayout* makeCopyRow();
    void followFormat();
    void check();
    void save();
    void copyTable(TableFormat format, const QString& what);
    void run(ExportPieces pieces, std::shared_ptr<ExportSink> sink, AtEnd atEnd);
    void onEnded(ExportJob::End end, const AtEnd& atEnd);
    void setWorking(bool working);
    void say(const QString& look, const QString& text, const QString& detail = {});
    void sayProblem(const QString& text, const QString& detail = {});
    void sayDone(const QString& text);
    void sayCopied(const QString& what);

    [[nodiscard]] static QString reasonOf(const Error& error);
    [[nodiscard]] Format format() const;
    [[nodiscard]] ExportTable table() const;
    [[nodiscard]] ExportPieces pieces() const;

    ExportSource m_source;
    settings::AppSettings& m_settings;
    QWidget* m_form; ///< all that is not to be touched while something is written
    QComboBox* m_format;
    Segments* m_range;
    ExportPlace* m_place;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_save;
    std::unique_ptr<ExportJob> m_job; ///< null: nothing is being written
    bool m_closing = false;
};

} // namespace ls::widgets
