// SPDX-License-Identifier: GPL-3.0-or-later
//
// listenscope-opener: enters a private user and network namespace and opens sockets and files there for the engine.
// Started by the engine with one end of a SOCK_SEQPACKET pair as descriptor 3; ends when the other end is closed.
#include "engine/base/unique_fd.h"
#include "engine/netns/opener/isolation.h"
#include "engine/netns/opener/sides.h"
#include "engine/netns/opener/sysctl_file.h"
#include "engine/netns/opener/wire_links.h"
#include "engine/netns/opener_protocol.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ls::netns::opener {
namespace {

using namespace protocol;

constexpr int kExitProtocol = 2;

/// The descriptors of one reply; closed as a whole, before Done is sent.
struct Batch {
    std::array<UniqueFd, kMaxBatch> fds;
    std::size_t count = 0;

    void close() {
        for (std::size_t i = 0; i < count; ++i) {
            fds[i].reset();
        }
        count = 0;
    }
};

bool sendReply(const Reply& reply, const Batch* batch = nullptr) {
    iovec data{const_cast<Reply*>(&reply), sizeof reply};
    alignas(cmsghdr) std::array<std::byte, CMSG_SPACE(kMaxBatch * sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    if (batch != nullptr) {
        message.msg_control = control.data();
        message.msg_controllen = CMSG_SPACE(batch->count * sizeof(int));
        cmsghdr* header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(batch->count * sizeof(int));
        auto* out = reinterpret_cast<int*>(CMSG_DATA(header));
        std::transform(batch->fds.begin(), batch->fds.begin() + static_cast<std::ptrdiff_t>(batch->count), out,
                       [](const UniqueFd& fd) { return fd.get(); });
    }
    return ::sendmsg(kOpenerFd, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof reply);
}

/// False on end of file and on anything that is not exactly one request without descriptors. No room is offered for
/// control data, so the kernel discards descriptors sent along and says MSG_CTRUNC.
bool receiveRequest(Request& request, bool& malformed) {
    iovec data{&request, sizeof request};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    ssize_t got = 0;
    do {
        got = ::recvmsg(kOpenerFd, &message, MSG_TRUNC);
    } while (got < 0 && errno == EINTR);
    if (got <= 0) {
        malformed = false;
        return false;
    }
    malformed = got != static_cast<ssize_t>(sizeof request) || (message.msg_flags & MSG_CTRUNC) != 0 ||
                request.magic != kMagic || request.key.back() != '\0' || request.value.back() != '\0';
    return !malformed;
}

/// What socket(2) wants for one kind.
struct SocketType {
    int family;
    int type;
    int protocol;
};

/// nullopt for a kind that does not exist.
std::optional<SocketType> socketType(std::uint32_t kind) {
    switch (static_cast<SocketKind>(kind)) {
    case SocketKind::Tcp4:
        return SocketType{AF_INET, SOCK_STREAM, IPPROTO_TCP};
    case SocketKind::Tcp6:
        return SocketType{AF_INET6, SOCK_STREAM, IPPROTO_TCP};
    case SocketKind::SockDiag:
        return SocketType{AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG};
    case SocketKind::Routes:
        return SocketType{AF_NETLINK, SOCK_RAW, NETLINK_ROUTE};
    }
    return std::nullopt;
}

UniqueFd openSocket(const SocketType& kind) {
    return UniqueFd(::socket(kind.family, kind.type | SOCK_NONBLOCK | SOCK_CLOEXEC, kind.protocol));
}

const char* procPath(ProcFile file) {
    switch (file) {
    case ProcFile::Netstat:
        return "/proc/thread-self/net/netstat";
    case ProcFile::Snmp:
        return "/proc/thread-self/net/snmp";
    case ProcFile::Sockstat:
        return "/proc/thread-self/net/sockstat";
    }
    return nullptr;
}

class Opener final {
public:
    explicit Opener(const Entry& entry)
        : m_entry(entry)
        , m_sides(entry.isolation) {}

    int run() {
        if (!sendReply(doneReply(m_entry)) || m_entry.err != 0) {
            return m_entry.err != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
        }
        Request request;
        bool malformed = false;
        while (receiveRequest(request, malformed)) {
            if (!isKnown(request)) {
                return kExitProtocol;
            }
            if (!answer(request)) {
                return EXIT_SUCCESS;
            }
        }
        return malformed ? kExitProtocol : EXIT_SUCCESS;
    }

private:
    static bool isKnown(const Request& request) {
        if (static_cast<std::size_t>(request.side) >= kSides) {
            return false;
        }
        switch (request.kind) {
        case RequestKind::OpenSockets:
            return socketType(request.what) && request.count >= 1 && request.count <= kMaxBatch;
        case RequestKind::OpenProcFile:
            return procPath(static_cast<ProcFile>(request.what)) != nullptr;
        case RequestKind::OpenWireEnd:
            return request.side != Side::Wire;
        case RequestKind::LayWire:
            return request.what <= static_cast<std::uint32_t>(Link::Tun);
        case RequestKind::NewNamespace:
        case RequestKind::TakeInClients6:
        case RequestKind::OpenNamespace:
        case RequestKind::ReadSysctl:
        case RequestKind::WriteSysctl:
            return true;
        }
        return false;
    }

    /// Where the request is to be carried out.
    static Side placeOf(const Request& request) {
        return request.kind == RequestKind::OpenWireEnd ? Side::Wire : request.side;
    }

    static Reply doneReply(const Entry& entry) {
        Reply reply;
        reply.err = entry.err;
        reply.stage = entry.failedAt;
        reply.isolation = entry.isolation;
        reply.tunErr = entry.tunErr;
        return reply;
    }

    bool answer(const Request& request) {
        if (const int err = m_sides.enter(placeOf(request)); err != 0) {
            return sendReply(doneReply({Stage::NetNamespace, err, m_entry.isolation}));
        }
        switch (request.kind) {
        case RequestKind::NewNamespace:
            m_entry = m_sides.startOver();
            return sendReply(doneReply(m_entry));
        case RequestKind::LayWire:
            return sendReply(doneReply(m_sides.layWire(m_sysctls, static_cast<Link>(request.what))));
        case RequestKind::TakeInClients6:
            return sendReply(doneReply({Stage::Addresses, takeInClients6(m_sysctls), m_entry.isolation}));
        case RequestKind::OpenWireEnd:
            return sendWireEnd(request.side);
        case RequestKind::OpenSockets:
            return sendDescriptors(request.count, [&] { return openSocket(*socketType(request.what)); });
        case RequestKind::OpenProcFile:
            return sendDescriptors(1, [&] {
                return UniqueFd(::open(procPath(static_cast<ProcFile>(request.what)), O_RDONLY | O_CLOEXEC));
            });
        case RequestKind::OpenNamespace:
            return sendDescriptors(1,
                                   [] { return UniqueFd(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)); });
        case RequestKind::ReadSysctl:
        case RequestKind::WriteSysctl:
            return answerSysctl(request);
        }
        return false;
    }

    template <typename Open>
    bool sendDescriptors(std::size_t wanted, Open open) {
        Batch batch;
        Reply done;
        while (batch.count < wanted) {
            UniqueFd fd = open();
            if (!fd.isOpen()) {
                done.err = errno;
                break;
            }
            batch.fds[batch.count++] = std::move(fd);
        }
        if (batch.count > 0) {
            Reply reply;
            reply.kind = ReplyKind::Descriptors;
            reply.count = static_cast<std::uint32_t>(batch.count);
            if (!sendReply(reply, &batch)) {
                return false;
            }
            batch.close();
        }
        return sendReply(done);
    }

    bool sendWireEnd(Side side) {
        const TunDevice& tun = m_sides.tunOf(side);
        if (!tun.frames.isOpen()) {
            return sendDescriptors(1, [&] { return openWireEnd(side); });
        }
        std::array parts{tun.frames.get(), tun.counters.get()};
        std::size_t next = 0;
        return sendDescriptors(parts.size(),
                               [&] { return UniqueFd(::fcntl(parts[next++], F_DUPFD_CLOEXEC, kOpenerFd + 1)); });
    }

    bool answerSysctl(const Request& request) {
        Reply reply;
        const std::string_view key(request.key.data());
        reply.err = request.kind == RequestKind::ReadSysctl ? m_sysctls.read(key, reply.text)
                                                            : m_sysctls.write(key, request.value.data());
        return sendReply(reply);
    }

    Entry m_entry;
    Sides m_sides;
    SysctlDirectory m_sysctls;
};

/// The engine's death ends us even if some other process holds its end of the pair. The parent may have died before the
/// request took effect: then somebody else is our parent now.
void dieWithParent(pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) {
        std::exit(EXIT_SUCCESS);
    }
}

/// Ctrl-C and a closed terminal are for the engine to handle: it still needs us to finish its run.
void leaveSignalsToTheEngine() {
    for (const int number : {SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGPIPE}) {
        ::signal(number, SIG_IGN);
    }
}

} // namespace
} // namespace ls::netns::opener

int main(int argc, char** argv) {
    namespace opener = ls::netns::opener;
    if (argc != 2) {
        std::fputs("listenscope-opener is started by Listenscope; it is of no use by hand.\n", stderr);
        return opener::kExitProtocol;
    }
    opener::leaveSignalsToTheEngine();
    ::syscall(SYS_close_range, static_cast<unsigned>(ls::netns::protocol::kOpenerFd) + 1, ~0U, 0U);
    const opener::Entry entry = opener::enterPrivateNamespaces();
    // After the credentials have changed: that clears the parent-death signal (prctl(2)).
    opener::dieWithParent(static_cast<pid_t>(std::strtol(argv[1], nullptr, 10)));
    return opener::Opener(entry).run();
}
