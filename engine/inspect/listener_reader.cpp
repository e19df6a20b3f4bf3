// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/listener_reader.h"

#include "engine/base/text_file.h"
#include "engine/kernel/proc_sockets.h"

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
    LS_TRY(readInet(AF_INET, look));
    LS_TRY(readInet(AF_INET6, look));
    LS_TRY(readUnix(look));
    return look;
}

Result<> ListenerReader::readInet(std::uint8_t family, ListenerLook& look) {
    const std::size_t listeners = look.listeners.size();
    const std::size_t halfOpen = look.halfOpen.size();
    const kernel::InetQuery query{family, IPPROTO_TCP, kListenersAndHalfOpen, kernel::kShowMemory, 0};
    auto whole =
        dumpWhole([&] { return m_diag.dumpInet(query, [&](const kernel::InetRow& row) { add(row, true, look); }); },
                  [&] {
                      look.listeners.resize(listeners);
                      look.halfOpen.resize(halfOpen);
                  },
                  m_trouble);
    if (whole) {
        return {};
    }
    if (whole.error().code != ErrorCode::Refused) {
        return tl::unexpected(std::move(whole).error());
    }
    if (family == AF_INET) {
        look.unseen.push_back({"limits and drops of TCP listeners", whole.error().text, whole.error().advice});
    }
    return readProcInet(family == AF_INET ? m_handles.tcp : m_handles.tcp6, look);
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
    return readProcUnix(look);
}

Result<> ListenerReader::readProcInet(const UniqueFd& file, ListenerLook& look) const {
    if (!file.isOpen()) {
        return {}; // no IPv6 on this machine
    }
    LS_TRY_ASSIGN(const std::string text, readTextFile(file.get()));
    LS_TRY_ASSIGN(const std::vector<kernel::InetRow> rows, kernel::parseProcInet(text));
    for (const kernel::InetRow& row : rows) {
        if ((kListenersAndHalfOpen & kernel::stateBit(row.state)) != 0) {
            add(row, false, look);
        }
    }
    return {};
}

Result<> ListenerReader::readProcUnix(ListenerLook& look) const {
    LS_TRY_ASSIGN(const std::string text, readTextFile(m_handles.unixSockets.get()));
    LS_TRY_ASSIGN(const std::vector<kernel::UnixRow> rows, kernel::parseProcUnix(text));
    for (const kernel::UnixRow& row : rows) {
        if (row.state == TcpState::Listen) {
            add(row, false, look);
        }
    }
    return {};
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
