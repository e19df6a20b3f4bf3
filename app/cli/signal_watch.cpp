// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/signal_watch.h"

#include <csignal>

#include <sys/signalfd.h>

namespace ls::cli {

namespace {

sigset_t endingSignals() {
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGINT);
    ::sigaddset(&set, SIGTERM);
    return set;
}

/// For the calling thread.
void change(int how) {
    const sigset_t set = endingSignals();
    ::pthread_sigmask(how, &set, nullptr);
}

} // namespace

Result<SignalWatch> SignalWatch::create() {
    const sigset_t set = endingSignals();
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    UniqueFd signals(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
    const int err = errno;
    if (!signals.isOpen()) {
        return sysFailure("signalfd(SIGINT, SIGTERM)", err);
    }
    return SignalWatch(std::move(signals));
}

void SignalWatch::acknowledge() {
    signalfd_siginfo info{};
    while (::read(m_signals.get(), &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    }
    change(SIG_UNBLOCK);
}

SignalWatch::Ordinary::Ordinary() {
    change(SIG_UNBLOCK);
}

SignalWatch::Ordinary::~Ordinary() {
    change(SIG_BLOCK);
}

} // namespace ls::cli
