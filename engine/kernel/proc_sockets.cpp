// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernel/proc_sockets.h"

#include "engine/base/parse.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <optional>

#include <sys/socket.h>

namespace ls::kernel {

namespace {

/// Words of a line, taken from the front.
class Words final {
public:
    explicit Words(std::string_view line)
        : m_rest(line) {}

    std::string_view next(std::string_view separators = " ") {
        const std::size_t begin = std::min(m_rest.find_first_not_of(separators), m_rest.size());
        m_rest.remove_prefix(begin);
        const std::string_view word = m_rest.substr(0, m_rest.find_first_of(separators));
        m_rest.remove_prefix(word.size());
        return word;
    }

    template <typename T>
    bool number(T& value, int base, std::string_view separators = " ") {
        const std::string_view word = next(separators);
        const auto parsed = std::from_chars(word.data(), word.data() + word.size(), value, base);
        return !word.empty() && parsed.ec == std::errc() && parsed.ptr == word.data() + word.size();
    }

    /// All that is left, without the space before it.
    std::string_view rest() { return m_rest.empty() ? m_rest : m_rest.substr(1); }

private:
    std::string_view m_rest;
};

/// "0100007F": words of 32 bits, each printed as a number of this machine (tcp4_seq_show(), tcp6_seq_show()).
bool readAddress(std::string_view hex, IpAddress& address) {
    if (hex.size() != 8 && hex.size() != 32) {
        return false;
    }
    address.isV6 = hex.size() == 32;
    for (std::size_t i = 0; i < hex.size() / 8; ++i) {
        std::uint32_t word = 0;
        const char* begin = hex.data() + 8 * i;
        const auto parsed = std::from_chars(begin, begin + 8, word, 16);
        if (parsed.ec != std::errc() || parsed.ptr != begin + 8) {
            return false;
        }
        std::memcpy(address.bytes.data() + 4 * i, &word, 4);
    }
    return true;
}

bool readEndpoint(Words& words, IpEndpoint& endpoint) {
    return readAddress(words.next(" :"), endpoint.address) && words.number(endpoint.port, 16, " :");
}

/// "sl: local rem st tx:rx tr:when retrnsmt uid timeout inode …"
std::optional<InetRow> inetRow(std::string_view line) {
    Words words(line);
    words.next(); // sl
    InetRow row;
    unsigned state = 0;
    if (!readEndpoint(words, row.local) || !readEndpoint(words, row.remote) || !words.number(state, 16) ||
        !words.number(row.sendQueue, 16, " :") || !words.number(row.receiveQueue, 16, " :")) {
        return std::nullopt;
    }
    words.next(); // tr:when
    if (!words.number(row.retransmits, 16) || !words.number(row.uid, 10)) {
        return std::nullopt;
    }
    words.next(); // timeout
    if (!words.number(row.inode, 10)) {
        return std::nullopt;
    }
    row.state = static_cast<TcpState>(state < kTcpStates ? state : 0);
    return row;
}

/// "Num: RefCount Protocol Flags Type St Inode Path"; flag 00010000 is SO_ACCEPTCON (proc(5)).
std::optional<UnixRow> unixRow(std::string_view line) {
    constexpr unsigned kAcceptsConnections = 0x10000;
    constexpr unsigned kConnected = 3; // SS_CONNECTED
    Words words(line);
    words.next();
    words.next();
    words.next();
    unsigned flags = 0;
    unsigned state = 0;
    UnixRow row;
    if (!words.number(flags, 16) || !words.number(row.type, 16) || !words.number(state, 16) ||
        !words.number(row.inode, 10)) {
        return std::nullopt;
    }
    row.path = words.rest();
    row.state = (flags & kAcceptsConnections) != 0 ? TcpState::Listen
                : state == kConnected              ? TcpState::Established
                                                   : TcpState::Close;
    return row;
}

template <typename Row, typename F>
Result<std::vector<Row>> parseLines(std::string_view text, std::string_view file, F parse) {
    std::vector<Row> rows;
    std::size_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
        if (number++ == 0 || line.empty()) {
            continue; // the first line names the columns
        }
        auto row = parse(line);
        if (!row) {
            return failure(ErrorCode::Protocol, fmt::format("{}, line {}: not understood", file, number));
        }
        rows.push_back(*std::move(row));
    }
    return rows;
}

} // namespace

Result<std::vector<InetRow>> parseProcInet(std::string_view text) {
    return parseLines<InetRow>(text, "/proc/net/tcp", inetRow);
}

Result<std::vector<UnixRow>> parseProcUnix(std::string_view text) {
    return parseLines<UnixRow>(text, "/proc/net/unix", unixRow);
}

} // namespace ls::kernel
