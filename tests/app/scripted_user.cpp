// SPDX-License-Identifier: GPL-3.0-or-later
// A user who never rests: works the real window with keyboard and mouse for a while, at random but repeatably, and
// prints how much memory the program holds. For the sanitizers and for long runs.
//
//   scripted_user [SECONDS [SEED]]
#include "app/pages/lab_plots.h"
#include "engine/base/descriptor_limit.h"
#include "tests/support/desktop_program.h"
#include "tests/support/resident_memory.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <fmt/format.h>

#include <array>
#include <random>

namespace {

using namespace ls;

constexpr int kPauseMs = 120; ///< between two actions; a user is no faster
constexpr int kReportMs = 60'000;
constexpr unsigned kPages = 3;

class ScriptedUser final {
public:
    ScriptedUser(MainWindow& window, unsigned seed)
        : m_window(window)
        , m_random(seed) {}

    /// One action; how often each happens is its weight.
    void act() {
        struct Habit {
            int weight;
            void (ScriptedUser::*action)();
        };
        static constexpr std::array<Habit, 10> kHabits{{
            {30, &ScriptedUser::moveSlider},
            {20, &ScriptedUser::startOrStop},
            {15, &ScriptedUser::stopOrGoOnAccepting},
            {8, &ScriptedUser::typeBacklog},
            {8, &ScriptedUser::zoom},
            {6, &ScriptedUser::pause},
            {5, &ScriptedUser::changeSysctl},
            {4, &ScriptedUser::mark},
            {2, &ScriptedUser::restart},
            {2, &ScriptedUser::changePage},
        }};
        int choice = static_cast<int>(m_random() % 100);
        for (const Habit& habit : kHabits) {
            if ((choice -= habit.weight) < 0) {
                (this->*habit.action)();
                ++m_actions;
                return;
            }
        }
    }

    [[nodiscard]] unsigned actions() const { return m_actions; }

private:
    [[nodiscard]] QWidget* page() const { return &m_window.pageAt(m_page); }

    template <typename T>
    T* part(const char* name) {
        return page()->findChild<T*>(QString::fromLatin1(name));
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier) {
        QTest::keyClick(&m_window, key, modifiers);
    }

    void moveSlider() {
        if (auto* slider = page()->findChild<QSlider*>(); slider != nullptr && slider->isEnabled()) {
            static constexpr std::array kKeys{Qt::Key_Left, Qt::Key_Right, Qt::Key_PageUp, Qt::Key_PageDown};
            const Qt::Key key = kKeys[m_random() % kKeys.size()];
            for (unsigned i = 0; i <= m_random() % 6; ++i) {
                QTest::keyClick(slider, key);
            }
        }
    }

    void startOrStop() { press(Qt::Key_E); }
    void pause() { press(Qt::Key_Space); }
    void mark() { press(Qt::Key_M); }
    void restart() { press(Qt::Key_R); }

    void stopOrGoOnAccepting() {
        if (auto* button = part<QPushButton>("stopAccepting"); button != nullptr && button->isEnabled()) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }

    void typeBacklog() {
        if (auto* box = part<QSpinBox>("backlog")) {
            box->selectAll();
            QTest::keyClicks(box, QString::number(m_random() % 2000));
            QTest::keyClick(box, Qt::Key_Return);
        }
    }

    void zoom() {
        const auto plots = page()->findChildren<plot::LinkedPlot*>();
        if (!plots.isEmpty()) {
            static constexpr std::array kKeys{Qt::Key_Plus, Qt::Key_Minus, Qt::Key_0, Qt::Key_Left, Qt::Key_Home};
            QTest::keyClick(plots.at(static_cast<int>(m_random() % static_cast<unsigned>(plots.size()))),
                            kKeys[m_random() % kKeys.size()]);
        }
    }

    void changeSysctl() {
        if (auto* table = part<QTableView>("sysctls")) {
            auto* model = table->model();
            const int row = static_cast<int>(m_random() % static_cast<unsigned>(model->rowCount()));
            const int value = static_cast<int>(m_random() % 5000); // often out of range: refused with a reason
            for (int column = 0; column < model->columnCount(); ++column) {
                if (model->flags(model->index(row, column)).testFlag(Qt::ItemIsEditable)) {
                    model->setData(model->index(row, column), QString::number(value), Qt::EditRole);
                }
            }
        }
    }

    /// A sweep begins or is broken off; the laboratory is opened again; this machine's sockets are looked at.
    void changePage() {
        m_page = static_cast<int>(m_random() % kPages);
        m_window.showPage(m_page);
        press(Qt::Key_E);
    }

    MainWindow& m_window;
    std::mt19937 m_random;
    int m_page = 1; ///< the laboratory
    unsigned m_actions = 0;
};

void report(const QElapsedTimer& clock, const ScriptedUser& user) {
    fmt::print("{:>6} s {:>7} actions {:>8.1f} MB\n", clock.elapsed() / 1000, user.actions(),
               test::residentMegabytes());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    raiseDescriptorLimit();
    QApplication app(argc, argv);
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 60;
    const unsigned seed = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1;
    if (seconds <= 0) {
        fmt::print(stderr, "usage: scripted_user [SECONDS [SEED]]\n");
        return 2;
    }
    test::DesktopProgram program(app);
    const pages::LabPage& lab = program.showLab();
    ScriptedUser user(program.window(), seed);
    QElapsedTimer clock;
    clock.start();
    QTimer pace;
    QObject::connect(&pace, &QTimer::timeout, &app, [&] { user.act(); });
    QTimer reports;
    QObject::connect(&reports, &QTimer::timeout, &app, [&] { report(clock, user); });
    QObject::connect(&program.engine(), &bridge::EngineBridge::liveStarted, &app, [&] {
        if (!pace.isActive()) {
            report(clock, user);
            pace.start(kPauseMs);
            reports.start(kReportMs);
        }
    });
    QTimer::singleShot(std::chrono::seconds(seconds), &app, &QApplication::quit);
    program.show();
    QApplication::exec();
    report(clock, user);
    return user.actions() > 0 && lab.snapshot() != nullptr ? EXIT_SUCCESS : EXIT_FAILURE;
}
