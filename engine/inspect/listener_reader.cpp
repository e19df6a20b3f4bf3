// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/listener_reader.h"

#include "engine/inspect/proc_tables.h"

#include <utility>

#include <sys/socket.h>

namespace ls::inspect {

using kernel::TcpState;

namespace {

constexpr int kAttempts = 3;
constexpr std::uint32_t kListenersAndHalfOpen =
    kernel::stateBit(TcpState::Listen) | kernel::stateBit(TcpState::SynRecv);

void setQueue(Listener& row, std::uint32_t depth, std::uint32_t limit, bool hasLimit) {
    row.depth = depth;
    if (hasLimit) {
        row.limit = limit;
        row.capacity = std::uint64_t{limit} + 1;
    }
}

} // namespace

Result<bool> dumpWhole(const std::function<Result<kernel::DumpOutcome>()>& dump, const std::function<void()>& clear,
                       DumpTrouble& trouble) {
    for (int attempt = 1;; ++attempt) {
        clear();
        auto outcome = dump();
        const bool overrun = !outcome && outcome.error().sysErrno == ENOBUFS;
        if (!outcome && !overrun) {
            return tl::unexpected(std::move(outcome).error());
        }
        const bool interrupted = outcome && outcome->interrupted;
        trouble.overruns += overrun ? 1 : 0;
        trouble.interrupted += interrupted ? 1 : 0;
        if (!overrun && !interrupted) {
            return false;
        }
        if (attempt == kAttempts) {
            return overrun ? Result<bool>(tl::unexpected(std::move(outcome).error())) : true;
        }
    }
}

Result<ListenerLook> ListenerReader::read() {
    ListenerLook look;
    LS_TRY(readInet(look));
    LS_TRY(readUnix(look));
    return look;
}

Result<> ListenerReader::readInet(ListenerLook& look) {
    const kernel::InetQuery query{AF_UNSPEC, IPPROTO_TCP, kListenersAndHalfOpen, kernel::kShowMemory, 0};
    auto whole =
        dumpWhole([&] { return m_diag.dumpInet(query, [&](const kernel::InetRow& row) { add(row, true, look); }); },
                  [&] {
                      look.listeners.clear();
                      look.halfOpen.clear();
                  },
                  m_trouble);
    if (whole) {
        return {};
    }
    if (whole.error().code != ErrorCode::Refused) {
        return tl::unexpected(std::move(whole).error());
    }
    look.unseen.push_back({"limits and drops of TCP listeners", whole.error().text, whole.error().advice});
    return forEachProcInet(m_handles, IPPROTO_TCP, [&](const kernel::InetRow& row) {
        if ((kListenersAndHalfOpen & kernel::stateBit(row.state)) != 0) {
            add(row, false, look);
        }
    });
}

Result<> ListenerReader::readUnix(ListenerLook& look) {
    const std::size_t listeners = look.listeners.size();
    auto whole = dumpWhole(
        [&] {
            return m_diag.dumpUnix(kernel::stateBit(TcpState::Listen),
                                   [&](kernel::UnixRow&& row) { add(row, true, look); });
        },
        [&] { look.listeners.resize(listeners); }, m_trouble);
    if (whole) {
        return {};
    }
    if (whole.error().code != ErrorCode::Refused) {
        return tl::unexpected(std::move(whole).error());
    }
    look.unseen.push_back({"queues of UNIX listeners", whole.error().text, whole.error().advice});
    return forEachProcUnix(m_handles, [&](const kernel::UnixRow& row) {
        if (row.state == TcpState::Listen) {
            add(row, false, look);
        }
    });
}

void ListenerReader::add(const kernel::InetRow& row, bool hasLimit, ListenerLook& look) const {
    if (row.state == TcpState::SynRecv) {
        look.halfOpen.push_back(row);
        return;
    }
    ListenerReading reading;
    Listener& listener = reading.row;
    listener.id = {row.cookie, row.inode, m_handles.inode};
    listener.family = row.local.address.isV6 ? SocketFamily::Tcp6 : SocketFamily::Tcp;
    listener.local = row.local;
    listener.interface = row.interface;
    listener.address = row.local.address.text();
    if (row.interface != 0) {
        listener.address += "%" + interfaceName(m_handles.interfaces, row.interface);
    }
    listener.isV6Only = row.isV6Only;
    setQueue(listener, row.receiveQueue, row.sendQueue, hasLimit);
    if (row.drops) {
        listener.drops = *row.drops;
    }
    reading.uid = row.uid;
    reading.cgroup = row.cgroup;
    look.listeners.push_back(std::move(reading));
}

void ListenerReader::add(const kernel::UnixRow& row, bool hasLimit, ListenerLook& look) const {
    ListenerReading reading;
    reading.row.id = {row.cookie, row.inode, m_handles.inode};
    reading.row.family = SocketFamily::Unix;
    reading.row.address = row.path;
    setQueue(reading.row, row.receiveQueue, row.sendQueue, hasLimit);
    reading.uid = row.uid.value_or(0);
    look.listeners.push_back(std::move(reading));
}

} // namespace ls::inspect
