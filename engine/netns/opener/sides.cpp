// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/netns/opener/sides.h"

#include "engine/netns/opener/wire_links.h"

#include <cerrno>

#include <fcntl.h>
#include <sched.h>

namespace ls::netns::opener {

using protocol::Side;
using protocol::Stage;

namespace {

UniqueFd openCurrent() {
    return UniqueFd(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
}

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

Entry Sides::layWire(const SysctlDirectory& sysctls) {
    Entry entry = addFresh(Side::Clients);
    if (entry.err == 0) {
        entry = addFresh(Side::Wire);
    }
    if (entry.err == 0) {
        entry = joinAll(sysctls);
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

/// In every namespace first what keeps it quiet, then the links from the wire's, then what each stack needs, and last,
/// when all four ends are up, the wait until they carry.
Entry Sides::joinAll(const SysctlDirectory& sysctls) {
    struct Step {
        Stage stage;
        Side where;
        int (*run)(const SysctlDirectory&, Sides&);
    };
    static constexpr std::array kSteps{
        Step{Stage::Quiet, Side::Wire, [](const SysctlDirectory& s, Sides&) { return silenceWire(s); }},
        Step{Stage::Quiet, Side::Clients, [](const SysctlDirectory& s, Sides&) { return silenceStack(s); }},
        Step{Stage::Quiet, Side::Server, [](const SysctlDirectory& s, Sides&) { return silenceStack(s); }},
        Step{Stage::Links, Side::Wire,
             [](const SysctlDirectory&, Sides& all) {
                 return makeLinks(all.descriptorOf(Side::Clients), all.descriptorOf(Side::Server));
             }},
        Step{Stage::Addresses, Side::Clients, [](const SysctlDirectory&, Sides&) { return addressClients(); }},
        Step{Stage::Addresses, Side::Server, [](const SysctlDirectory&, Sides&) { return addressServer(); }},
        Step{Stage::Carrier, Side::Wire, [](const SysctlDirectory&, Sides&) { return awaitCarrier(); }},
        Step{Stage::Carrier, Side::Clients, [](const SysctlDirectory&, Sides&) { return awaitCarrier(); }},
        Step{Stage::Carrier, Side::Server, [](const SysctlDirectory&, Sides&) { return awaitCarrier(); }},
    };
    for (const Step& step : kSteps) {
        int err = enter(step.where);
        if (err == 0) {
            err = step.run(sysctls, *this);
        }
        if (err != 0) {
            return {step.stage, err, m_isolation};
        }
    }
    return {Stage::None, 0, m_isolation};
}

} // namespace ls::netns::opener
