// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/sysctl_snippets.h"
#include "app/model/sysctl_table_model.h"

#include <QWidget>

#include <memory>

class QAction;
class QLabel;

namespace ls::widgets {
class FilterField;
class RecordTable;
} // namespace ls::widgets

namespace ls::pages {

/// The laboratory's sysctls, edited in place.
class KernelPanel final : public QWidget {
    Q_OBJECT

public:
    /// The catalogue outlives the panel.
    explicit KernelPanel(const kernel::SysctlCatalogue& catalogue, QWidget* parent = nullptr);

    void show(const std::shared_ptr<const lab::LiveSysctls>& values, int backlog);
    void showClosed();
    [[nodiscard]] QByteArray layoutState() const;
    void setLayoutState(const QByteArray& state);
    void resetLayout();
    [[nodiscard]] widgets::FilterField& filter() { return *m_filter; }

signals:
    void changeWanted(const std::string& key, const std::string& value);
    void revertWanted(const std::string& key);
    void revertAllWanted();
    void hostValuesWanted();
    void copied();

private:
    void setUpTable();
    QWidget* makeButtons();
    void showRow();
    void say(const QString& look, const QString& text);
    void showProblem(const QString& problem);
    void revertRow();
    void copy(model::SnippetFormat format);
    void enableButtons();

    model::SysctlTableModel* m_model;
    widgets::RecordTable* m_table;
    widgets::FilterField* m_filter = nullptr;
    QLabel* m_help;
    QAction* m_revert = nullptr;
    QAction* m_revertAll = nullptr;
    QAction* m_host = nullptr;
    int m_backlog = 0;
};

} // namespace ls::pages
