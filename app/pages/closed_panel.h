// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/closed_log_model.h"
#include "app/pages/table_panel.h"

namespace ls::pages {

/// The connections that have ended, as the kernel told of them.
class ClosedPanel final : public TablePanel {
    Q_OBJECT

public:
    /// The log outlives the panel.
    explicit ClosedPanel(model::ClosedLogModel& log, QWidget* parent = nullptr);

    [[nodiscard]] widgets::RecordTable& table() override { return *m_table; }
    [[nodiscard]] QString countText() const override;

private:
    widgets::RecordTable* m_table;
};

} // namespace ls::pages
