// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace ls::cli {

/// SIGINT and SIGTERM as a readable descriptor. Create it in main() before any thread starts: threads inherit the mask.
/// After the first signal both get their ordinary meaning back, so that a second one ends a program that hangs.
class SignalWatch final {
public:
    [[nodiscard]] static Result<SignalWatch> create();

    /// Borrowed.
    [[nodiscard]] int fd() const { return m_signals.get(); }
    /// Takes the first signal off and restores the default action.
    void acknowledge();

    /// While it lives both signals end the program as they would without a watch, one that came before it too: around
    /// what may wait for ever while nothing has been measured yet, as opening a FIFO without a reader (fifo(7)).
    /// Begin no thread meanwhile: it would inherit the mask.
    class Ordinary final {
    public:
        Ordinary();
        ~Ordinary();
        Ordinary(const Ordinary&) = delete;
        Ordinary& operator=(const Ordinary&) = delete;
    };

private:
    explicit SignalWatch(UniqueFd signals)
        : m_signals(std::move(signals)) {}

    UniqueFd m_signals;
};

} // namespace ls::cli
