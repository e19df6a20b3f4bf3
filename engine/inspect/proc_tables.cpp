// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/proc_tables.h"

#include "engine/base/text_file.h"
#include "engine/kernel/proc_sockets.h"

#include <string>
#include <vector>

#include <netinet/in.h>

namespace ls::inspect {

namespace {

constexpr std::size_t kMostTable = std::size_t{1} << 30; ///< some 150 bytes for each socket

} // namespace

Result<> forEachProcInet(const NamespaceHandles& handles, int protocol,
                         const std::function<void(const kernel::InetRow&)>& visit) {
    const bool isTcp = protocol == IPPROTO_TCP;
    for (const UniqueFd* file : {isTcp ? &handles.tcp : &handles.udp, isTcp ? &handles.tcp6 : &handles.udp6}) {
        if (!file->isOpen()) {
            continue; // no IPv6 on this machine
        }
        LS_TRY_ASSIGN(const std::string text, readTextFile(file->get(), kMostTable));
        LS_TRY_ASSIGN(const std::vector<kernel::InetRow> rows, kernel::parseProcInet(text));
        for (const kernel::InetRow& row : rows) {
            visit(row);
        }
    }
    return {};
}

Result<> forEachProcUnix(const NamespaceHandles& handles, const std::function<void(const kernel::UnixRow&)>& visit) {
    LS_TRY_ASSIGN(const std::string text, readTextFile(handles.unixSockets.get(), kMostTable));
    LS_TRY_ASSIGN(const std::vector<kernel::UnixRow> rows, kernel::parseProcUnix(text));
    for (const kernel::UnixRow& row : rows) {
        visit(row);
    }
    return {};
}

} // namespace ls::inspect
