// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"

#include <QObject>
#include <QString>

namespace ls {

/// Lets one page after the other show something real and writes its picture to a folder; then done().
class Screenshots final : public QObject {
    Q_OBJECT

public:
    Screenshots(MainWindow& window, QString folder);
    void begin() { next(); }

signals:
    void done(bool allWritten);

private:
    void next();
    void photograph();

    MainWindow& m_window;
    QString m_folder;
    int m_page = -1;
    bool m_allWritten = true;
};

} // namespace ls
