// SPDX-License-Identifier: GPL-3.0-or-later
//
// without_packet_sockets PROGRAM ARGUMENTS: runs a program where socket(AF_PACKET, …) fails as on a kernel without
// CONFIG_PACKET, by a seccomp filter (seccomp(2)) as service managers set one.
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char** argv) {
    if (argc < 2) {
        return 77;
    }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    constexpr unsigned kFirstArgument = offsetof(seccomp_data, args);
#else
    constexpr unsigned kFirstArgument = offsetof(seccomp_data, args) + 4;
#endif
    std::array filter{
        sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
        sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kFirstArgument),
        sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_PACKET, 0, 1),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EAFNOSUPPORT),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{filter.size(), filter.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        std::perror("prctl(PR_SET_SECCOMP)");
        return 77;
    }
    ::execv(argv[1], argv + 1);
    std::perror(argv[1]);
    return 77;
}
