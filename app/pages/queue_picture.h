// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/live_snapshot.h"

#include <QString>
#include <QWidget>

#include <vector>

class QPainter;

namespace ls::plot {
struct Theme;
}

namespace ls::pages {

/// Where the connections are: clients → SYN → SYN queue → ACK → accept queue → accept() → reactors, with what was
/// spilt on the way and who fell between. Painted anew only when a figure changed.
class QueuePicture final : public QWidget {
    Q_OBJECT

public:
    explicit QueuePicture(QWidget* parent = nullptr);

    void show(const lab::LiveSnapshot& snapshot);
    void clear();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Vessel {
        std::uint64_t depth = 0;
        std::uint64_t capacity = 0;
        friend bool operator==(const Vessel&, const Vessel&) = default;
    };
    struct Shown {
        std::uint64_t clients = 0;
        std::uint64_t connecting = 0;
        Vessel synQueue;
        Vessel acceptQueue;
        std::uint64_t limit = 0;
        std::uint64_t unknown = 0;
        bool arriving = false;
        bool accepting = false;
        QStringList spills;
        QString counters;
        std::vector<std::uint64_t> reactors;
        friend bool operator==(const Shown&, const Shown&) = default;
    };
    /// Left edges of the parts, in order of the way of a connection.
    struct Places;

    void set(Shown shown);
    [[nodiscard]] QString words() const;
    [[nodiscard]] Places places() const;
    void drawClients(QPainter& painter, const plot::Theme& theme, const QRectF& area) const;
    void drawVessel(QPainter& painter, const plot::Theme& theme, const QRectF& area, const Vessel& vessel,
                    const QColor& colour) const;
    void drawCaption(QPainter& painter, const QRectF& under, const QString& text, const QColor& colour) const;
    void drawQueues(QPainter& painter, const plot::Theme& theme, const Places& at) const;
    void drawArrows(QPainter& painter, const plot::Theme& theme, const Places& at) const;
    void drawReactors(QPainter& painter, const plot::Theme& theme, const QRectF& area) const;
    void drawSpills(QPainter& painter, const plot::Theme& theme, const Places& at) const;
    void drawUnknown(QPainter& painter, const plot::Theme& theme, const Places& at) const;

    Shown m_shown;
};

} // namespace ls::pages
