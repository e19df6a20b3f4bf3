// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/export_place.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace ls::widgets {

namespace {

constexpr std::array kEndings{".csv", ".png", ".svg", ".pdf"};

QString withoutEnding(QString name) {
    const QString ending = QStringLiteral(".") + QFileInfo(name).suffix();
    if (std::any_of(kEndings.begin(), kEndings.end(),
                    [&](const char* each) { return ending == QLatin1String(each); })) {
        name.chop(ending.size());
    }
    return name;
}

/// A name that no file has yet, whatever the format: "queue", "queue-2".
QString freeName(const QString& folder, const QString& wanted) {
    const auto isTaken = [&](const QString& name) {
        return std::any_of(kEndings.begin(), kEndings.end(), [&](const char* ending) {
            return QFileInfo::exists(QDir(folder).filePath(name + QLatin1String(ending)));
        });
    };
    QString name = wanted;
    for (int i = 2; isTaken(name); ++i) {
        name = QStringLiteral("%1-%2").arg(wanted).arg(i);
    }
    return name;
}

} // namespace

ExportPlace::ExportPlace(QFormLayout& form, const QString& folder, const QString& name, QWidget* parent)
    : QObject(parent)
    , m_parent(parent)
    , m_form(form)
    , m_folder(new QLineEdit(folder))
    , m_name(new QLineEdit(freeName(folder, name)))
    , m_replace(new QCheckBox(tr("Replace the file that is there"))) {
    m_folder->setObjectName(QStringLiteral("exportFolder"));
    m_name->setObjectName(QStringLiteral("exportName"));
    m_replace->setObjectName(QStringLiteral("exportReplace"));
    auto* browse = new QPushButton(tr("&Browse…"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_folder, 1);
    row->addWidget(browse);
    auto* label = new QLabel(tr("F&older"));
    label->setBuddy(m_folder);
    form.addRow(label, row);
    form.addRow(tr("File &name"), m_name);
    form.addRow(QString(), m_replace);
    for (const QLineEdit* field : {m_folder, m_name}) {
        connect(field, &QLineEdit::textChanged, m_replace, [this] { m_replace->setChecked(false); });
        connect(field, &QLineEdit::textChanged, this, &ExportPlace::check);
    }
    connect(m_replace, &QCheckBox::toggled, this, &ExportPlace::changed);
    connect(browse, &QPushButton::clicked, this, &ExportPlace::chooseFolder);
    check();
}

void ExportPlace::setEnding(const QString& ending) {
    m_name->setText(withoutEnding(m_name->text()) + ending);
}

QString ExportPlace::folder() const {
    return m_folder->text();
}

QString ExportPlace::name() const {
    return m_name->text().trimmed();
}

QString ExportPlace::path() const {
    return QDir(folder()).filePath(name());
}

bool ExportPlace::isNamed() const {
    return !name().isEmpty() && !name().contains(QLatin1Char('/'));
}

bool ExportPlace::exists() const {
    return isNamed() && QFileInfo::exists(path());
}

QString ExportPlace::problem() const {
    if (!QFileInfo(folder()).isDir()) {
        return tr("There is no such folder.");
    }
    if (!isNamed()) {
        return tr("Give a file name without a slash.");
    }
    return exists() ? tr("A file of this name exists.") : QString();
}

bool ExportPlace::isReady() const {
    return problem().isEmpty() || (exists() && m_replace->isChecked());
}

void ExportPlace::check() {
    m_form.setRowVisible(m_replace, exists());
    emit changed();
}

void ExportPlace::chooseFolder() {
    const QString folder = QFileDialog::getExistingDirectory(m_parent, tr("Folder"), m_folder->text());
    if (!folder.isEmpty()) {
        m_folder->setText(folder);
    }
}

} // namespace ls::widgets
