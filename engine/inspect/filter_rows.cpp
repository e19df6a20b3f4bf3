// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/filter_rows.h"

#include <algorithm>
#include <charconv>

namespace ls::inspect {

using filter::Key;

namespace {

using Number = std::optional<double>;
using Text = std::optional<std::string_view>;

Number onlyOne(double value, std::size_t index) {
    return index == 0 ? Number(value) : std::nullopt;
}

template <typename T>
Number onlyOne(const std::optional<T>& value, std::size_t index) {
    return index == 0 && value ? Number(static_cast<double>(*value)) : std::nullopt;
}

bool hasPorts(SocketFamily family) {
    return family != SocketFamily::Unix;
}

Number portOf(SocketFamily family, const IpEndpoint& end, std::size_t index) {
    return index == 0 && hasPorts(family) && end.port != 0 ? Number(end.port) : std::nullopt;
}

std::optional<filter::Address> addressOf(SocketFamily family, const IpEndpoint& end) {
    if (!hasPorts(family)) {
        return std::nullopt;
    }
    const auto& bytes = end.address.bytes;
    if (!end.address.isV6) {
        return filter::Address::v4(std::uint32_t{bytes[0]} << 24U | std::uint32_t{bytes[1]} << 16U |
                                   std::uint32_t{bytes[2]} << 8U | bytes[3]);
    }
    return filter::Address{bytes};
}

Number ownerNumber(const Owner& owner, Key key, std::size_t index) {
    if (key == Key::User) {
        return onlyOne(owner.uid, index);
    }
    return index < owner.processes.size() ? Number(owner.processes[index].pid) : std::nullopt;
}

/// The unit first, then the container; whichever there are.
Text unitAt(const Owner& owner, std::size_t index) {
    if (!owner.unit.empty() && index-- == 0) {
        return owner.unit;
    }
    return !owner.container.empty() && index == 0 ? Text(owner.container) : std::nullopt;
}

Text ownerText(const Owner& owner, Key key, std::size_t index) {
    switch (key) {
    case Key::Process:
        return index < owner.processes.size() ? Text(owner.processes[index].name) : std::nullopt;
    case Key::Unit:
        return unitAt(owner, index);
    case Key::User:
        return index == 0 && !owner.user.empty() ? Text(owner.user) : std::nullopt;
    default:
        return std::nullopt;
    }
}

bool isInNumber(const filter::Needle& needle, std::uint64_t number) {
    char digits[20];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    return needle.isIn({digits, static_cast<std::size_t>(end - digits)});
}

bool isInOwner(const filter::Needle& needle, const Owner& owner) {
    return needle.isIn(owner.user) || needle.isIn(owner.unit) || needle.isIn(owner.container) ||
           std::any_of(owner.processes.begin(), owner.processes.end(), [&](const ProcessName& process) {
               return needle.isIn(process.name) || isInNumber(needle, static_cast<std::uint64_t>(process.pid));
           });
}

bool isInEndpoint(const filter::Needle& needle, const IpEndpoint& end) {
    const std::string address = end.address.text();
    return needle.isIn((end.address.isV6 ? '[' + address + ']' : address) + ':' +
                       (end.port != 0 ? std::to_string(end.port) : "*"));
}

} // namespace

std::optional<double> ListenerFields::number(Key key, std::size_t index) const {
    const Listener& l = m_listener;
    switch (key) {
    case Key::Fill:
        return onlyOne(l.fill(), index);
    case Key::Depth:
        return onlyOne(l.depth, index);
    case Key::Limit:
        return onlyOne(l.limit, index);
    case Key::Drops:
        return onlyOne(l.drops, index);
    case Key::HalfOpen:
        return hasPorts(l.family) ? onlyOne(l.halfOpen, index) : std::nullopt;
    case Key::Inode:
        return onlyOne(static_cast<double>(l.id.inode), index);
    case Key::State:
        return onlyOne(static_cast<double>(kernel::TcpState::Listen), index);
    case Key::LocalPort:
        return portOf(l.family, l.local, index);
    case Key::User:
    case Key::Pid:
        return ownerNumber(*l.owner, key, index);
    default:
        return std::nullopt;
    }
}

std::optional<std::string_view> ListenerFields::text(Key key, std::size_t index) const {
    if (key == Key::Family) {
        return index == 0 ? Text(familyName(m_listener.family)) : std::nullopt;
    }
    return ownerText(*m_listener.owner, key, index);
}

std::optional<filter::Address> ListenerFields::address(Key key) const {
    return key == Key::Local ? addressOf(m_listener.family, m_listener.local) : std::nullopt;
}

bool ListenerFields::contains(const filter::Needle& needle) const {
    const Listener& l = m_listener;
    return needle.isIn(l.address) || needle.isIn(familyName(l.family)) || isInOwner(needle, *l.owner) ||
           (hasPorts(l.family) && isInEndpoint(needle, l.local));
}

std::optional<double> SocketFields::number(Key key, std::size_t index) const {
    const SocketRow& s = m_socket;
    const bool isListener = s.state == kernel::TcpState::Listen;
    switch (key) {
    case Key::Fill:
        return index == 0 && isListener && s.sendQueue > 0 ? Number(static_cast<double>(s.receiveQueue) / s.sendQueue)
                                                           : std::nullopt;
    case Key::Depth:
        return isListener ? onlyOne(s.receiveQueue, index) : std::nullopt;
    case Key::Limit:
        return isListener ? onlyOne(s.sendQueue, index) : std::nullopt;
    case Key::Inode:
        return onlyOne(static_cast<double>(s.id.inode), index);
    case Key::State:
        return onlyOne(static_cast<double>(s.state), index);
    case Key::LocalPort:
        return portOf(s.family, s.local, index);
    case Key::PeerPort:
        return portOf(s.family, s.remote, index);
    case Key::User:
    case Key::Pid:
        return ownerNumber(*s.owner, key, index);
    default:
        return std::nullopt;
    }
}

std::optional<std::string_view> SocketFields::text(Key key, std::size_t index) const {
    if (key == Key::Family) {
        return index == 0 ? Text(familyName(m_socket.family)) : std::nullopt;
    }
    return ownerText(*m_socket.owner, key, index);
}

std::optional<filter::Address> SocketFields::address(Key key) const {
    return key == Key::Local  ? addressOf(m_socket.family, m_socket.local)
           : key == Key::Peer ? addressOf(m_socket.family, m_socket.remote)
                              : std::nullopt;
}

bool SocketFields::contains(const filter::Needle& needle) const {
    const SocketRow& s = m_socket;
    if (needle.isIn(familyName(s.family)) || needle.isIn(kernel::tcpStateName(s.state)) ||
        isInOwner(needle, *s.owner)) {
        return true;
    }
    return hasPorts(s.family) ? isInEndpoint(needle, s.local) || isInEndpoint(needle, s.remote) : needle.isIn(m_path);
}

} // namespace ls::inspect
