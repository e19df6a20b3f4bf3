// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/inspect/net_namespaces.h"
#include "engine/inspect/snapshot.h"
#include "engine/kernel/sock_diag.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ls::inspect {

/// A listener as the kernel told it, before anything is remembered about it.
struct ListenerReading {
    Listener row; ///< identity, address, depth, limit, drops; no owner yet
    std::uint32_t uid = 0;
    std::optional<std::uint64_t> cgroup;
};

/// One look at all listeners of a namespace.
struct ListenerLook {
    std::vector<ListenerReading> listeners;
    std::vector<kernel::InetRow> halfOpen; ///< the SYN_RECV sockets
    std::vector<Unseen> unseen;
};

/// How often a dump had to be read again.
struct DumpTrouble {
    std::uint64_t interrupted = 0;
    std::uint64_t overruns = 0;
};

/// Runs `dump`, and again while the table changed under it (NLM_F_DUMP_INTR) or the kernel had more than the socket
/// could hold (ENOBUFS), at most three times. `clear` forgets the rows of an attempt. True when the last one was
/// interrupted too.
[[nodiscard]] Result<bool> dumpWhole(const std::function<Result<kernel::DumpOutcome>()>& dump,
                                     const std::function<void()>& clear, DumpTrouble& trouble);

/// Reads the listeners: by sock_diag, else (without the modules) from /proc/net, which knows no limit and no drops. One
/// thread at a time; the handles outlive it.
class ListenerReader final {
public:
    /// `diag` is this reader's own.
    ListenerReader(kernel::SockDiag diag, const NamespaceHandles& handles)
        : m_diag(std::move(diag))
        , m_handles(handles) {}

    [[nodiscard]] Result<ListenerLook> read();
    [[nodiscard]] const DumpTrouble& trouble() const { return m_trouble; }

private:
    [[nodiscard]] Result<> readInet(ListenerLook& look);
    [[nodiscard]] Result<> readUnix(ListenerLook& look);
    void add(const kernel::InetRow& row, bool hasLimit, ListenerLook& look) const;
    void add(const kernel::UnixRow& row, bool hasLimit, ListenerLook& look) const;

    kernel::SockDiag m_diag;
    const NamespaceHandles& m_handles;
    DumpTrouble m_trouble;
};

} // namespace ls::inspect
