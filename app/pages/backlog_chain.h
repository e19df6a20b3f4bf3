// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lab/live_snapshot.h"

#include <QWidget>

#include <array>

class QFrame;
class QLabel;

namespace ls::pages {

/// asked → capped by → limit → holds, and which link decides.
class BacklogChain final : public QWidget {
    Q_OBJECT

public:
    explicit BacklogChain(QWidget* parent = nullptr);

    void show(const lab::LiveSnapshot& snapshot);
    /// Before anything is measured.
    void showAsked(int backlog);
    [[nodiscard]] QString text(int link) const;

private:
    struct Link {
        QFrame* frame;
        QLabel* value;
    };

    void set(std::size_t link, const QString& text);
    void highlight(std::size_t link);

    std::array<Link, 4> m_links{};
    std::size_t m_highlighted = 4;
};

} // namespace ls::pages
