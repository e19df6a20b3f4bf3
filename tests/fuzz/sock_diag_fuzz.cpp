// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever bytes a netlink socket gives, a dump ends, and no row is read beyond them.
#include "engine/kernel/sock_diag.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include <linux/netlink.h>
#include <sanitizer/asan_interface.h>

namespace {

using namespace ls;
using namespace ls::kernel;

/// The input cut into datagrams: a length of four bytes before each, as in tests/data; what is too short is the last
/// one. The sequence number of the request is put in where a header stands, or every message would be skipped.
class InputTransport final : public NetlinkTransport {
public:
    explicit InputTransport(std::span<const std::uint8_t> input)
        : m_left(input) {}

    Result<> send(std::span<const std::byte> datagram) override {
        nlmsghdr header{};
        std::memcpy(&header, datagram.data(), sizeof header);
        m_sequence = header.nlmsg_seq;
        return {};
    }

    Result<std::size_t> receive(std::span<std::byte> buffer) override {
        if (m_left.empty()) {
            return sysFailure("recv(netlink)", ENOBUFS);
        }
        const std::size_t size = std::min(nextSize(), buffer.size());
        // The buffer is larger than the datagram: what lies behind it may not be read either.
        ASAN_UNPOISON_MEMORY_REGION(buffer.data(), buffer.size());
        std::memcpy(buffer.data(), m_left.data(), size);
        ASAN_POISON_MEMORY_REGION(buffer.data() + size, buffer.size() - size);
        m_left = m_left.subspan(size);
        putSequence(buffer.first(size));
        return size;
    }

private:
    std::size_t nextSize() {
        std::uint32_t size = 0;
        if (m_left.size() < sizeof size) {
            return m_left.size();
        }
        std::memcpy(&size, m_left.data(), sizeof size);
        m_left = m_left.subspan(sizeof size);
        return std::min<std::size_t>(size, m_left.size());
    }

    void putSequence(std::span<std::byte> datagram) const {
        for (std::size_t at = 0; at + sizeof(nlmsghdr) <= datagram.size();) {
            nlmsghdr header{};
            std::memcpy(&header, datagram.data() + at, sizeof header);
            header.nlmsg_seq = m_sequence;
            std::memcpy(datagram.data() + at, &header, sizeof header);
            at += (std::max<std::size_t>(header.nlmsg_len, sizeof header) + 3) & ~std::size_t{3}; // NLMSG_ALIGN wraps
        }
    }

    std::span<const std::uint8_t> m_left;
    std::uint32_t m_sequence = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    SockDiag diag(std::make_unique<InputTransport>(std::span(data, size)));
    std::size_t rows = 0;
    std::uint64_t sum = 0; // every byte of a row is read
    const auto outcome = diag.dumpTcp(IpFamily::V4, kAllTcpStates, [&](const inet_diag_msg& message) {
        const TcpRow row = toTcpRow(message);
        sum += static_cast<std::uint64_t>(row.local.port) + row.receiveQueue + tcpStateName(row.state).size();
        ++rows;
    });
    fuzz::require(!outcome || outcome->rows == rows, "the rows are counted as they come");
    fuzz::require(rows * sizeof(inet_diag_msg) <= size, "no row without its bytes");
    return sum == ~std::uint64_t{0} ? 1 : 0;
}
