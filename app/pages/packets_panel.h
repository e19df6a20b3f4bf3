// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/export_source.h"
#include "engine/kernel/drop_causes.h"
#include "engine/wire/packet_log.h"

#include <QVariantMap>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace ls::model {
class WireConnectionModel;
}
namespace ls::plot {
class LadderPicture;
class LadderView;
} // namespace ls::plot
namespace ls::widgets {
class FilterField;
class RecordTable;
class Segments;
} // namespace ls::widgets

namespace ls::pages {

class ExportChoice;

/// What passed over the wire: its connections, worst first, and the ladder of the chosen one. While nobody chose one it
/// is the worst.
class PacketsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit PacketsPanel(QWidget* parent = nullptr);

    /// Where a wire cannot be switched on and no load be started: what is said instead, without a button.
    void describe(const QString& absence, const QString& noPackets);
    /// Whether the laboratory has a wire; without one the panel says how to get one.
    void setWired(bool wired);
    void show(std::shared_ptr<const wire::PacketLog> log);
    /// For the words: what the counters moved for so far.
    void setCauses(const kernel::DropCauses& causes) { m_causes = causes; }
    /// Whether what is shown can be saved as a capture file already.
    void setSavable(bool savable);
    /// Another laboratory is being opened.
    void clear();
    /// The picture stands still; what came meanwhile is shown when it goes on.
    void setPaused(bool paused);

    /// Somebody can see packets here.
    [[nodiscard]] bool wantsPackets() const;
    [[nodiscard]] plot::LadderView& ladder() { return *m_ladder; }
    [[nodiscard]] widgets::RecordTable& table() { return *m_table; }
    [[nodiscard]] widgets::FilterField& filter() { return *m_filter; }
    void offerExports(ExportChoice& exports);
    /// What exported files are called first: "lab" at first.
    void setExportName(const QString& name) { m_exportName = name; }

    [[nodiscard]] QVariantMap choices() const;
    void setChoices(const QVariantMap& choices);
    void resetLayout();

signals:
    void wireWanted();
    void saveWanted();
    void wantsPacketsChanged();
    void exportWanted();
    void copied();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeEmpty();
    QWidget* makePackets();
    QWidget* makeBar();
    QWidget* makeList();
    void connectParts();
    void refresh();
    void followWorst();
    void markShown();
    void onFiltered();
    void choose();
    void showLadder();
    void showCount();
    void showSavable();
    void fillMenu(QMenu& menu);
    [[nodiscard]] std::shared_ptr<const plot::LadderPicture> picture() const; ///< null: no ladder is shown
    void copyText(const plot::LadderPicture& picture);
    void copyImage(const plot::LadderPicture& picture);
    [[nodiscard]] widgets::ExportSource ladderSource() const;

    QStackedWidget* m_stack;
    QLabel* m_absence;
    QPushButton* m_switchOn;
    QString m_noPackets;
    model::WireConnectionModel* m_model;
    widgets::RecordTable* m_table;
    widgets::FilterField* m_filter = nullptr;
    QLabel* m_count;
    plot::LadderView* m_ladder;
    QSplitter* m_splitter;
    widgets::Segments* m_spacing;
    QPushButton* m_follow;
    QPushButton* m_hold;
    QPushButton* m_copy;
    QPushButton* m_save;
    std::shared_ptr<const wire::PacketLog> m_log; ///< shown
    std::shared_ptr<const wire::PacketLog> m_newest;
    kernel::DropCauses m_causes;
    std::optional<wire::ConnectionId> m_shownId;
    QString m_exportName = QStringLiteral("lab");
    bool m_isSavable = true;
    bool m_isPaused = false;
    bool m_isRefreshing = false; ///< the table's choice moves by itself
};

} // namespace ls::pages
