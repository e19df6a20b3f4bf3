// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/export_source.h"

namespace ls::widgets {

enum class TableFormat {
    Csv,      ///< RFC 4180, the preamble in # lines above the header
    Tabs,     ///< what a spreadsheet takes from the clipboard; no preamble
    Markdown, ///< no preamble
};

/// Some of an export's bytes, and which share of all is made with them: 1 at the end.
struct ExportPiece {
    QByteArray bytes;
    double share = 1;
};
/// Gives the next piece; not called again after the last one.
using ExportPieces = std::function<ExportPiece()>;

[[nodiscard]] ExportPieces piecesOf(ExportTable table, TableFormat format);
[[nodiscard]] ExportPieces piecesOf(QByteArray whole);

} // namespace ls::widgets
