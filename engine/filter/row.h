// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ls::filter {

/// What a comparison can speak of. The words a user types for them are in keys.h.
enum class Key : std::uint8_t {
    Fill,      ///< number: depth / limit, 1 = full
    Depth,     ///< number: connections waiting for accept()
    Limit,     ///< number: effective backlog
    Drops,     ///< number
    HalfOpen,  ///< number
    Process,   ///< text, one value for each process that holds the socket
    Pid,       ///< number, likewise
    Unit,      ///< text: systemd unit or container
    User,      ///< text: name; number: uid
    Family,    ///< text: "tcp", "tcp6", "unix", "udp", "udp6"
    Inode,     ///< number
    State,     ///< number of include/net/tcp_states.h: 1 ESTABLISHED ... 10 LISTEN ... 13 BOUND_INACTIVE
    LocalPort, ///< number: sport
    PeerPort,  ///< number: dport
    Port,      ///< sport or dport; never asked of a row
    Local,     ///< address: src
    Peer,      ///< address: dst
};

/// An IP address in network byte order; an IPv4 one as ::ffff:a.b.c.d.
struct Address {
    std::array<std::uint8_t, 16> bytes{};

    [[nodiscard]] static Address v4(std::uint32_t hostOrder);
    [[nodiscard]] bool isV4() const; ///< also true of an IPv6 socket's v4-mapped address

    friend bool operator==(const Address&, const Address&) = default;
};

/// A text to look for, upper and lower case alike (ASCII letters only).
class Needle {
public:
    explicit Needle(std::string_view text);

    [[nodiscard]] bool isIn(std::string_view text) const;
    [[nodiscard]] const std::string& text() const { return m_text; } ///< as the user wrote it

private:
    std::string m_text;
    std::string m_folded;
};

/// What a filter looks at: a listener, a socket, a line of a table. A key with several values (processes) answers
/// index 0, 1, ... until nullopt, every other key only index 0. nullopt says "unknown, or there is no such thing here".
class Row {
public:
    Row() = default;
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    virtual ~Row() = default;

    [[nodiscard]] virtual std::optional<double> number(Key key, std::size_t index) const = 0;
    [[nodiscard]] virtual std::optional<std::string_view> text(Key key, std::size_t index) const = 0;
    /// Local or Peer.
    [[nodiscard]] virtual std::optional<Address> address(Key key) const = 0;
    /// Whether any text that the row shows has the needle in it.
    [[nodiscard]] virtual bool contains(const Needle& needle) const = 0;
};

} // namespace ls::filter
