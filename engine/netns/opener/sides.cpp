// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener/sides.h"

#include "engine/netns/opener/wire_links.h"
#include "engine/netns/wire_addresses.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sched.h>

namespace ls::netns::opener {

using protocol::Link;
using protocol::Side;
using protocol::Stage;

namespace {

UniqueFd openCurrent() {
    return UniqueFd(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
}

struct Step {
    Stage stage;
    Side where;
    int (*run)(const SysctlDirectory&);
};

/// What keeps a namespace quiet, before it has links.
constexpr std::array kQuiet{
    Step{Stage::Quiet, Side::Wire, silenceWire},
    Step{Stage::Quiet, Side::Clients, silenceStack},
    Step{Stage::Quiet, Side::Server, silenceStack},
};
/// What the stacks need, and the wait until all links carry.
constexpr std::array kUse{
    Step{Stage::Addresses, Side::Clients, [](const SysctlDirectory&) { return addressClients(); }},
    Step{Stage::Addresses, Side::Server, [](const SysctlDirectory&) { return addressServer(); }},
    Step{Stage::Carrier, Side::Wire, [](const SysctlDirectory&) { return awaitCarrier(); }},
    Step{Stage::Carrier, Side::Clients, [](const SysctlDirectory&) { return awaitCarrier(); }},
    Step{Stage::Carrier, Side::Server, [](const SysctlDirectory&) { return awaitCarrier(); }},
};

} // namespace

Sides::Sides(protocol::Isolation isolation)
    : m_isolation(isolation) {
    fd(Side::Server) = openCurrent();
}

Entry Sides::startOver() {
    const Entry entry = enterFreshNetNamespace(m_isolation);
    if (entry.err != 0) {
        return entry;
    }
    dropWire();
    m_current = Side::Server;
    fd(Side::Server) = openCurrent();
    return entry;
}

void Sides::dropWire() {
    fd(Side::Clients).reset();
    fd(Side::Wire).reset();
    m_tuns = {};
}

int Sides::enter(Side side) {
    if (side == m_current) {
        return 0;
    }
    if (!fd(side).isOpen()) {
        return ENONET;
    }
    if (::setns(fd(side).get(), CLONE_NEWNET) != 0) {
        return errno;
    }
    m_current = side;
    return 0;
}

Entry Sides::addFresh(Side side) {
    const Entry entry = enterFreshNetNamespace(m_isolation);
    if (entry.err == 0) {
        m_current = side;
        fd(side) = openCurrent();
    }
    return entry;
}

Entry Sides::layWire(const SysctlDirectory& sysctls, Link link) {
    Entry entry = addFresh(Side::Clients);
    if (entry.err == 0) {
        entry = addFresh(Side::Wire);
    }
    if (entry.err == 0) {
        entry = joinAll(sysctls, link);
    }
    const int back = enter(Side::Server);
    if (entry.err == 0 && back != 0) {
        entry = {Stage::NetNamespace, back, m_isolation};
    }
    if (entry.err != 0) {
        dropWire();
    }
    return entry;
}

Entry Sides::joinAll(const SysctlDirectory& sysctls, Link link) {
    const auto runAll = [&](const auto& steps) {
        for (const Step& step : steps) {
            int err = enter(step.where);
            if (err == 0) {
                err = step.run(sysctls);
            }
            if (err != 0) {
                return Entry{step.stage, err, m_isolation};
            }
        }
        return done();
    };
    Entry entry = runAll(kQuiet);
    if (entry.err == 0) {
        entry = joinBy(link);
    }
    return entry.err != 0 ? entry : runAll(kUse);
}

Entry Sides::joinBy(Link link) {
    if (link == Link::Tun) {
        const int err = makeTuns();
        return err != 0 ? Entry{Stage::Tun, err, m_isolation} : done();
    }
    Entry entry = makeVethPairs();
    if (entry.err != 0 && link == Link::Any) {
        entry.tunErr = makeTuns();
        return entry.tunErr != 0 ? entry : done();
    }
    return entry;
}

Entry Sides::makeVethPairs() {
    if (const int err = enter(Side::Wire); err != 0) {
        return {Stage::NetNamespace, err, m_isolation};
    }
    if (const int err = tryPacketSocket(); err != 0) {
        return {Stage::Sockets, err, m_isolation};
    }
    const int err = makeLinks(fd(Side::Clients).get(), fd(Side::Server).get());
    return err != 0 ? Entry{Stage::Links, err, m_isolation} : done();
}

int Sides::makeTuns() {
    int err = 0;
    for (const auto& [side, address] :
         {std::pair(Side::Clients, kClientsLinkAddress), std::pair(Side::Server, kServerLinkAddress)}) {
        err = err != 0 ? err : enter(side);
        err = err != 0 ? err : makeTunDevice(kToWire, address, m_tuns[static_cast<std::size_t>(side)]);
    }
    return err;
}

} // namespace ls::netns::opener
