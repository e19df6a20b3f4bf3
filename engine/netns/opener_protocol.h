// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// What the engine and listenscope-opener say to each other over a SOCK_SEQPACKET pair (unix(7)).
///
/// The opener speaks first (one Done reply: entered, or refused with the stage and errno). Then every request gets
/// exactly one Done reply; requests for descriptors get one Descriptors message (SCM_RIGHTS) before it. The opener
/// closes its own copies before it sends Done: a descriptor may be used only after that, else close() would send no FIN
/// and epoll would keep an entry for a socket nobody owns. Anything the opener does not know ends it.
///
/// Both ends are built together, so the structs cross as they lie in memory.
namespace ls::netns::protocol {

inline constexpr std::uint32_t kMagic = 0x4c53'0002;
inline constexpr int kOpenerFd = 3;           ///< where the opener finds its end of the pair
inline constexpr std::size_t kMaxBatch = 253; ///< SCM_MAX_FD, include/net/scm.h

enum class RequestKind : std::uint32_t {
    NewNamespace = 1,   ///< leave all network namespaces for a fresh one, the server's, with `lo` up
    OpenSockets = 2,    ///< `side`, `what` = SocketKind, `count` = 1…kMaxBatch
    OpenProcFile = 3,   ///< `side`, `what` = ProcFile
    OpenNamespace = 4,  ///< `side`
    ReadSysctl = 5,     ///< `side`, `key`; the value comes back in Reply::text
    WriteSysctl = 6,    ///< `side`, `key`, `value`
    LayWire = 7,        ///< make the clients' and the wire's namespaces beside the server's and join the three;
                        ///< `what` = Link
    OpenWireEnd = 8,    ///< `side` = whose end. Link::Veth: a packet socket at the wire, bound to the link that leads
                        ///< there. Link::Tun: the device's file, and then that side's /proc/net/dev
    TakeInClients6 = 9, ///< `side`: every address of the clients' IPv6 network is its own from now on
};

/// Which of the laboratory's network namespaces. Until a wire is laid there is the server's only; asking for another
/// is answered with ENONET.
enum class Side : std::uint32_t { Server = 0, Clients = 1, Wire = 2 };
inline constexpr std::size_t kSides = 3;

enum class SocketKind : std::uint32_t { Tcp4 = 1, SockDiag = 2, Tcp6 = 3, Routes = 4 };

/// What joins a side to the wire.
enum class Link : std::uint32_t {
    Any = 0,  ///< veth pairs, and TUN devices where those or packet sockets cannot be had
    Veth = 1, ///< a veth pair, whose other end is at the wire
    Tun = 2,  ///< a TUN device that carries Ethernet frames (IFF_TAP): its other end is a file
};

/// Frames that wait in a TUN device until the wire reads them; what comes beyond them is dropped and counted.
inline constexpr std::uint32_t kTunQueue = 16'384;

/// Files of /proc/thread-self/net; opened, they stay with the namespace they were opened in.
enum class ProcFile : std::uint32_t { Netstat = 1, Snmp = 2, Sockstat = 3 };

struct Request {
    std::uint32_t magic = kMagic;
    RequestKind kind = RequestKind::NewNamespace;
    Side side = Side::Server;
    std::uint32_t what = 0;
    std::uint32_t count = 0;
    std::array<char, 128> key{};
    std::array<char, 256> value{};
};

enum class ReplyKind : std::uint32_t { Descriptors = 1, Done = 2 };

/// How far the opener came. A refusal names the first stage that failed.
enum class Stage : std::uint32_t {
    None = 0,
    UserNamespace = 1,
    UserMap = 2,
    NetNamespace = 3,
    LoopbackUp = 4,
    Quiet = 5,     ///< sysctls that keep a namespace's own packets off the wire
    Links = 6,     ///< making the veth pairs, their offloads off
    Addresses = 7, ///< addresses, routes and neighbours
    Carrier = 8,   ///< waiting for the links to carry
    Sockets = 9,   ///< opening a packet socket
    Tun = 10,      ///< making the TUN devices
};

/// What keeps the laboratory apart from the host.
enum class Isolation : std::uint32_t {
    UserAndNet = 1, ///< the normal case, root or not
    NetOnly = 2,    ///< user namespaces are refused here and CAP_SYS_ADMIN is held
};

struct Reply {
    std::uint32_t magic = kMagic;
    ReplyKind kind = ReplyKind::Done;
    std::int32_t err = 0;    ///< errno, 0 = done
    std::int32_t tunErr = 0; ///< errno of the TUN devices that were tried when `stage` failed
    Stage stage = Stage::None;
    Isolation isolation = Isolation::UserAndNet;
    std::uint32_t count = 0; ///< Descriptors: how many travel with this message
    std::array<char, 1024> text{};
};

/// `net(\.[A-Za-z0-9_-]+)+` below net.core, net.ipv4 or net.ipv6; short enough for Request::key. Anything else is
/// refused before the file system is asked.
[[nodiscard]] constexpr bool isLabSysctlKey(std::string_view key) {
    const bool known = key.starts_with("net.core.") || key.starts_with("net.ipv4.") || key.starts_with("net.ipv6.");
    if (!known || key.size() >= Request{}.key.size() || key.ends_with('.')) {
        return false;
    }
    char previous = '.';
    for (const char c : key) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool other = (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!letter && !other && !(c == '.' && previous != '.')) {
            return false;
        }
        previous = c;
    }
    return true;
}

} // namespace ls::netns::protocol
