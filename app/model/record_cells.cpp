// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/record_cells.h"

#include "app/model/socket_words.h"
#include "app/model/words.h"

#include <QFontDatabase>

namespace ls::model {

namespace {

constexpr double kMicroseconds = 1e6;

} // namespace

QVariant alignmentOf(bool isFigure) {
    return QVariant(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
}

const QFont& figureFont() {
    static const QFont kFigures = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    return kFigures;
}

QString textOf(const std::optional<kernel::ConnectionFigures>& figures, ConnectionFigure which) {
    if (!figures) {
        return QStringLiteral("–");
    }
    switch (which) {
    case ConnectionFigure::Rtt:
        return durationText(toSeconds(figures->rtt) * kMicroseconds);
    case ConnectionFigure::Retransmits:
        return countText(figures->retransmits);
    case ConnectionFigure::BytesReceived:
        return bytesText(figures->bytesReceived);
    case ConnectionFigure::BytesSent:
        break;
    }
    return bytesText(figures->bytesAcked);
}

QVariant keyOf(const std::optional<kernel::ConnectionFigures>& figures, ConnectionFigure which) {
    if (!figures) {
        return {};
    }
    switch (which) {
    case ConnectionFigure::Rtt:
        return toSeconds(figures->rtt);
    case ConnectionFigure::Retransmits:
        return figures->retransmits;
    case ConnectionFigure::BytesReceived:
        return qulonglong{figures->bytesReceived};
    case ConnectionFigure::BytesSent:
        break;
    }
    return qulonglong{figures->bytesAcked};
}

} // namespace ls::model
