// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bridge/engine_bridge.h"
#include "app/main_window.h"
#include "app/settings/app_settings.h"
#include "app/settings/theme.h"
#include "engine/netns/net_namespace.h"
#include "engine/netns/opener_location.h"
#include "tests/support/temp_dir.h"

#include <QApplication>
#include <QLocale>
#include <QTest>

#include <cstdlib>
#include <memory>

namespace ls::test {

/// The window with one page on the real engine, and settings that are nobody's. A base of a Qt test of that page: the
/// functions begin and end what the test's slots of the same purpose do.
template <typename PageType>
class PageFixture {
protected:
    void setUpTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<settings::Theme>(*qApp);
        m_theme->apply(settings::ThemeChoice::Light);
    }

    /// Skips the test where the kernel refuses a private namespace and nobody demands one.
    static void needNamespace() {
        const auto net = netns::NetNamespace::create(netns::findOpener().value());
        if (!net && std::getenv("LISTENSCOPE_REQUIRE_NAMESPACE") == nullptr) {
            QSKIP(net.error().text.c_str());
        }
        QVERIFY(net.has_value());
    }

    void setUp() {
        m_dir = std::make_unique<TempDir>();
        m_settings =
            std::make_unique<settings::AppSettings>(QString::fromStdString((m_dir->path() / "settings.ini").string()));
        m_engine = std::make_unique<bridge::EngineBridge>(control::Engine::create(netns::findOpener().value()));
    }

    /// Also a second time, with what the first one remembered.
    void showWindow() {
        m_window = std::make_unique<MainWindow>(*m_settings, *m_theme);
        m_window->addPage({PageType::titleText(), QStringLiteral("lab"),
                           [this] { return m_page = new PageType(*m_engine, *m_settings); }});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void tearDown() {
        m_window.reset();
        m_engine.reset();
        m_settings.reset();
        m_dir.reset();
    }

    template <typename T>
    T* part(const char* name = "") {
        const QString wanted = QString::fromLatin1(name);
        T* found = wanted.isEmpty() ? m_page->template findChild<T*>() : m_page->template findChild<T*>(wanted);
        Q_ASSERT(found != nullptr);
        return found;
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        // A dialog that has just closed leaves no window active where there is no window manager.
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), key, modifiers);
    }

    std::unique_ptr<TempDir> m_dir;
    std::unique_ptr<settings::AppSettings> m_settings;
    std::unique_ptr<settings::Theme> m_theme;
    std::unique_ptr<bridge::EngineBridge> m_engine;
    std::unique_ptr<MainWindow> m_window;
    PageType* m_page = nullptr;
};

} // namespace ls::test
