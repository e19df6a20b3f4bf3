// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/app_settings.h"
#include "engine/base/result.h"

#include <QDialog>
#include <QImage>

#include <filesystem>
#include <functional>
#include <string_view>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ls::widgets {

/// What a page offers to be taken away. Called only while the dialog is open; a function that is not set is not
/// offered.
struct ExportSource {
    QString name; ///< the proposed file name, without ending
    std::function<QByteArray()> csv;
    std::function<QString()> markdown;
    std::function<QImage(int scale)> image;
    std::function<QByteArray()> svg;
    std::function<QByteArray()> pdf;
};

/// The file at `path` becomes `bytes` only when all of them are written.
[[nodiscard]] Result<> writeWhole(const std::filesystem::path& path, std::string_view bytes);

/// The one dialog that every page exports with.
class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    ExportDialog(ExportSource source, settings::AppSettings& settings, QWidget* parent = nullptr);

signals:
    void saved(const QString& path);

private:
    enum class Format { Csv, Png, PngDouble, Svg, Pdf };

    void addFormats();
    void setUpCopying(QVBoxLayout& layout);
    void chooseFolder();
    void followFormat();
    void check();
    void save();
    [[nodiscard]] Format format() const;
    [[nodiscard]] QString path() const;
    [[nodiscard]] QByteArray rendered() const;

    ExportSource m_source;
    settings::AppSettings& m_settings;
    QComboBox* m_format;
    QLineEdit* m_folder;
    QLineEdit* m_name;
    QCheckBox* m_replace;
    QLabel* m_message;
    QPushButton* m_save;
};

} // namespace ls::widgets
