// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshots.h"

#include <QDir>
#include <QPixmap>
#include <QTimer>

namespace ls {

namespace {

constexpr int kSettleMs = 200; ///< for queued layouts and repaints

} // namespace

Screenshots::Screenshots(MainWindow& window, QString folder)
    : m_window(window)
    , m_folder(std::move(folder)) {
    QDir().mkpath(m_folder);
}

void Screenshots::next() {
    if (++m_page == m_window.pageCount()) {
        emit done(m_allWritten);
        return;
    }
    m_window.showPage(m_page);
    pages::Page* page = &m_window.pageAt(m_page);
    connect(page, &pages::Page::demonstrated, this,
            [this] { QTimer::singleShot(kSettleMs, this, &Screenshots::photograph); });
    page->demonstrate();
}

void Screenshots::photograph() {
    const QString file = QDir(m_folder).filePath(m_window.pageAt(m_page).name() + QStringLiteral(".png"));
    m_allWritten = m_window.grab().save(file) && m_allWritten;
    next();
}

} // namespace ls
