// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/row.h"
#include "engine/inspect/listener.h"
#include "engine/inspect/socket_row.h"

namespace ls::inspect {

/// A listener as a filter sees it. Made for one question: the listener outlives it.
class ListenerFields final : public filter::Row {
public:
    explicit ListenerFields(const Listener& listener)
        : m_listener(listener) {}

    [[nodiscard]] std::optional<double> number(filter::Key key, std::size_t index) const override;
    [[nodiscard]] std::optional<std::string_view> text(filter::Key key, std::size_t index) const override;
    [[nodiscard]] std::optional<filter::Address> address(filter::Key key) const override;
    [[nodiscard]] bool contains(const filter::Needle& needle) const override;

private:
    const Listener& m_listener;
};

/// A socket as a filter sees it; likewise. `path`: of a UNIX socket, empty if it has none.
class SocketFields final : public filter::Row {
public:
    SocketFields(const SocketRow& socket, std::string_view path)
        : m_socket(socket)
        , m_path(path) {}

    [[nodiscard]] std::optional<double> number(filter::Key key, std::size_t index) const override;
    [[nodiscard]] std::optional<std::string_view> text(filter::Key key, std::size_t index) const override;
    [[nodiscard]] std::optional<filter::Address> address(filter::Key key) const override;
    [[nodiscard]] bool contains(const filter::Needle& needle) const override;

private:
    const SocketRow& m_socket;
    std::string_view m_path;
};

} // namespace ls::inspect
