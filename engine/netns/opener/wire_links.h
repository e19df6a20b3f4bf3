// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/unique_fd.h"
#include "engine/netns/opener/sysctl_file.h"
#include "engine/netns/opener_protocol.h"

/// The steps that join the laboratory's namespaces, each for the namespace this process is in. 0 or an errno. What they
/// keep up: nothing but the run's own TCP segments crosses the wire.
namespace ls::netns::opener {

inline constexpr const char* kToWire = "wire"; ///< the interface of each stack that leads to the wire

/// No IP at all: frames are taken by packet sockets only.
[[nodiscard]] int silenceWire(const SysctlDirectory& sysctls);
/// No link-local addresses, router solicitations, source checks or forwarding. Before the links are made.
[[nodiscard]] int silenceStack(const SysctlDirectory& sysctls);

/// From the wire's namespace: a veth pair to each of the two, all four ends with their offloads off and up on this
/// side.
[[nodiscard]] int makeLinks(int clientsNamespace, int serverNamespace);

/// Bring the link up and give the stack its addresses, its routes across the wire and its one neighbour.
[[nodiscard]] int addressClients();
[[nodiscard]] int addressServer();

/// Every address of the clients' IPv6 network is local in this namespace, as all of 127.0.0.0/8 is: of IPv6 there is
/// one loopback address only. EAFNOSUPPORT on a kernel without IPv6.
[[nodiscard]] int takeInClients6(const SysctlDirectory& sysctls);

/// Until every link of this namespace can send.
[[nodiscard]] int awaitCarrier();

/// Whether this kernel gives packet sockets to us: 0 or an errno.
[[nodiscard]] int tryPacketSocket();
/// From the wire's namespace: a packet socket (packet(7)) bound to the link that leads to `side`, which sees what comes
/// from there and not what it sends itself. Not open with errno set on failure.
[[nodiscard]] UniqueFd openWireEnd(protocol::Side side);

} // namespace ls::netns::opener
