// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/record_delegate.h"

namespace ls::pages {

/// How full a listener's queue is, as a bar: neutral below half, the accent from there, amber from 80 %, red when full.
class FillBarDelegate final : public widgets::RecordDelegate {
public:
    using RecordDelegate::RecordDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// A listener's last minute: the deepest in each second, from zero to the most of the minute.
class SparklineDelegate final : public widgets::RecordDelegate {
public:
    using RecordDelegate::RecordDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace ls::pages
