// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QWidget;

namespace ls::widgets {

/// The fields that say where a file goes: folder, name, and leave to replace what is there. That leave is for the one
/// name it was given for. The widgets belong to the form's parent.
class ExportPlace final : public QObject {
    Q_OBJECT

public:
    /// Proposes `name`, or one like it that no file has yet.
    ExportPlace(QFormLayout& form, const QString& folder, const QString& name, QWidget* parent);

    /// ".csv"; exchanges the one that is there.
    void setEnding(const QString& ending);
    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString path() const;
    /// What keeps a file from being written here; empty: nothing.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] bool isReady() const;
    /// Looks again: somebody else may have written a file meanwhile.
    void check();

signals:
    void changed();

private:
    void chooseFolder();
    [[nodiscard]] QString name() const;
    [[nodiscard]] bool isNamed() const;
    [[nodiscard]] bool exists() const;

    QWidget* m_parent;
    QFormLayout& m_form;
    QLineEdit* m_folder;
    QLineEdit* m_name;
    QCheckBox* m_replace;
};

} // namespace ls::widgets
