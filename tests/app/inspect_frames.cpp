// SPDX-License-Identifier: GPL-3.0-or-later
// How long the page with all sockets holds up the UI. For measuring; not run as a test.
// usage: inspect_frames [PAIRS of connections, 10000] [SECONDS, 20]
#include "app/bridge/engine_bridge.h"
#include "app/main_window.h"
#include "app/model/socket_table_model.h"
#include "app/pages/inspect_page.h"
#include "app/pages/inspect_tables.h"
#include "app/pages/sockets_panel.h"
#include "app/settings/theme.h"
#include "app/widgets/record_table.h"
#include "engine/base/descriptor_limit.h"
#include "engine/netns/opener_location.h"
#include "tests/support/listening.h"
#include "tests/support/temp_dir.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// Times every event that the loop hands out; nested ones count with the outer.
class TimedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (!isMeasuring || m_depth > 0) {
            return QApplication::notify(receiver, event);
        }
        ++m_depth;
        const char* const className = receiver->metaObject()->className(); // it may be gone afterwards
        const int type = event->type();
        QElapsedTimer timer;
        timer.start();
        const bool result = QApplication::notify(receiver, event);
        --m_depth;
        held.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (held.back() > longest) {
            longest = held.back();
            longestIn = fmt::format("{}, event {}", className, type);
        }
        return result;
    }

    bool isMeasuring = false;
    std::vector<double> held; ///< ms
    double longest = 0;
    std::string longestIn;

private:
    int m_depth = 0;
};

double percentile(std::vector<double>& values, double share) {
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

/// More than a process may hold with both ends would not be held: each holder is a process of its own.
constexpr std::size_t kPairsOfAHolder = 8'000;
constexpr int kChurnMs = 100; ///< a hundredth of the connections is replaced as often

/// Holds `pairs` connections to an address of its own and replaces some, until nobody has the other end of `alive`.
[[noreturn]] void hold(std::size_t pairs, const std::string& address, int ready, int alive) {
    using namespace ls;
    const UniqueFd listener = test::listenAt(test::Place::v4(address), 4000);
    std::vector<UniqueFd> sockets;
    for (std::size_t i = 0; i < pairs; ++i) {
        sockets.push_back(test::connectTo(test::Place::of(listener.get())));
        sockets.emplace_back(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    }
    if (::write(ready, "", 1) != 1) {
        ::_exit(EXIT_FAILURE);
    }
    pollfd parent{alive, POLLIN, 0};
    for (std::size_t next = 0; ::poll(&parent, 1, kChurnMs) == 0;) {
        for (std::size_t i = 0; i < pairs / 100; ++i, next = (next + 2) % sockets.size()) {
            sockets[next] = test::connectTo(test::Place::of(listener.get()));
            sockets[next + 1] = UniqueFd(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        }
    }
    ::_exit(EXIT_SUCCESS);
}

/// Connections held by processes of their own, all there once it is made.
class HeldConnections final {
public:
    explicit HeldConnections(std::size_t pairs) {
        std::array<int, 2> ready{};
        std::array<int, 2> alive{};
        if (::pipe2(ready.data(), O_CLOEXEC) != 0 || ::pipe2(alive.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("pipe2");
        }
        const ls::UniqueFd readyEnd(ready[0]);
        ls::UniqueFd readyTold(ready[1]);
        const ls::UniqueFd aliveSeen(alive[0]);
        m_alive = ls::UniqueFd(alive[1]);
        for (std::size_t left = pairs; left > 0; left -= std::min(left, kPairsOfAHolder)) {
            const std::size_t share = std::min(left, kPairsOfAHolder);
            m_holders.push_back(::fork());
            if (m_holders.back() == 0) {
                m_alive.reset();
                hold(share, fmt::format("127.0.0.{}", m_holders.size()), readyTold.get(), aliveSeen.get());
            }
        }
        readyTold.reset();
        for (std::size_t i = 0; i < m_holders.size(); ++i) {
            char told = 0;
            if (::read(readyEnd.get(), &told, 1) != 1) {
                throw std::runtime_error("a holder of connections ended");
            }
        }
    }
    ~HeldConnections() {
        m_alive.reset();
        for (const pid_t holder : m_holders) {
            ::waitpid(holder, nullptr, 0);
        }
    }
    HeldConnections(const HeldConnections&) = delete;
    HeldConnections& operator=(const HeldConnections&) = delete;

private:
    ls::UniqueFd m_alive;
    std::vector<pid_t> m_holders;
};

} // namespace

int main(int argc, char** argv) {
    using namespace ls;
    raiseDescriptorLimit();
    const HeldConnections connections(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10'000);
    TimedApplication app(argc, argv);
    const int seconds = argc > 2 ? std::atoi(argv[2]) : 20;
    const test::TempDir dir;
    settings::AppSettings settings(QString::fromStdString((dir.path() / "settings.ini").string()));
    settings::Theme theme(app);
    theme.apply(settings::ThemeChoice::Light);

    bridge::EngineBridge engine(control::Engine::create(netns::findOpener().value()));
    MainWindow window(settings, theme);
    pages::InspectPage* page = nullptr;
    window.addPage({pages::InspectPage::titleText(), QStringLiteral("inspect"),
                    [&] { return page = new pages::InspectPage(engine, settings); }});
    window.resize(1920, 1080);
    window.show();
    page->findChild<pages::InspectTables*>()->choose(pages::InspectTables::Sockets);
    auto* panel = page->findChild<pages::SocketsPanel*>();
    panel->table().sortByColumn(static_cast<int>(model::SocketColumn::ReceiveQueue), Qt::DescendingOrder);

    std::size_t tables = 0;
    QObject::connect(&panel->model(), &model::SocketTableModel::shown, &app, [&] { ++tables; });
    QTimer::singleShot(4000, &app, [&] { app.isMeasuring = true; });
    QTimer::singleShot(4000 + seconds * 1000, &app, &QApplication::quit);
    QApplication::exec();
    app.isMeasuring = false;
    std::vector<double> frames;
    std::copy_if(app.held.begin(), app.held.end(), std::back_inserter(frames), [](double ms) { return ms > 0.5; });
    const auto& quality = page->snapshot()->quality;
    fmt::print("sockets {}, tables shown {:.1f}/s, looks {:.1f}/s, engine {:.1f} % of a core\n", panel->model().total(),
               static_cast<double>(tables) / (seconds + 4), quality.rateHz, quality.cpuShare * 100);
    fmt::print("events over 0.5 ms: {}; p50 {:.2f} ms, p99 {:.2f} ms, longest {:.2f} ms ({})\n", frames.size(),
               percentile(frames, 0.5), percentile(frames, 0.99), app.longest, app.longestIn);
    return EXIT_SUCCESS;
}
