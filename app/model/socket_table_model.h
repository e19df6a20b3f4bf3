// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/socket_sieve.h"

#include <QAbstractTableModel>
#include <QString>
#include <QThreadPool>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace ls::model {

/// All sockets of the machine. It filters and sorts itself, on a thread beside the UI's: what is shown follows a moment
/// later, and tens of thousands of sockets do not hold up a frame. UI thread.
class SocketTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit SocketTableModel(QObject* parent = nullptr);
    ~SocketTableModel() override;

    /// The newest wins where the sieve is slower than the tables come.
    void setTable(std::shared_ptr<const inspect::SocketTable> table);
    void setFilter(filter::Filter filter);
    void clear();
    /// Any other column than those there are: as they come.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    [[nodiscard]] const inspect::SocketRow& socket(int row) const { return line(row).socket; }
    [[nodiscard]] std::string_view pathOf(int row) const { return m_view->pathOf(socket(row)); }
    [[nodiscard]] std::size_t total() const { return m_view->total; }
    [[nodiscard]] std::optional<filter::Filter> filterFor(const QModelIndex& cell) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void shown(); ///< another view is in place

private:
    static constexpr auto kColumns = static_cast<int>(SocketColumn::Count);
    using Texts = std::array<QString, static_cast<std::size_t>(SocketColumn::Count)>;

    void ask();
    void show(std::shared_ptr<const SocketView> view);
    [[nodiscard]] const SocketView::Line& line(int row) const;
    [[nodiscard]] const Texts& textsOf(int row) const;
    [[nodiscard]] static QString headerHelp(SocketColumn column);
    [[nodiscard]] QModelIndexList placesIn(const SocketView& next, const QModelIndexList& old) const;

    std::shared_ptr<const SocketView> m_view;
    int m_rows = 0; ///< as many as lines, but for a moment while they change
    std::shared_ptr<const inspect::SocketTable> m_table;
    SocketSieve::Wish m_wish;
    std::shared_ptr<SocketSieve> m_sieve; ///< the worker's while it works
    bool m_working = false;
    bool m_again = false;
    std::uint64_t m_generation = 0;                 ///< of clear(): what was asked for before it is not shown after it
    mutable std::unordered_map<int, Texts> m_texts; ///< of the rows that were looked at
    QThreadPool m_pool;                             ///< ends first
};

} // namespace ls::model
