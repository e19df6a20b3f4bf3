// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/inet_row.h"

#include <QFont>
#include <QVariant>

#include <optional>

namespace ls::model {

/// What the cells of several tables have in common.

/// Figures stand at the right, one below the other, words at the left.
[[nodiscard]] QVariant alignmentOf(bool isFigure);
[[nodiscard]] const QFont& figureFont();

/// What the kernel tells of a connection, where it does.
enum class ConnectionFigure { Rtt, Retransmits, BytesReceived, BytesSent };
[[nodiscard]] QString textOf(const std::optional<kernel::ConnectionFigures>& figures, ConnectionFigure which);
[[nodiscard]] QVariant keyOf(const std::optional<kernel::ConnectionFigures>& figures, ConnectionFigure which);

} // namespace ls::model
