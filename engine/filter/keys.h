// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/row.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ls::filter {

/// What the right side of a comparison is, and so which operators make sense.
enum class ValueKind : std::uint8_t { Number, Share, Port, Text, User, State, Endpoint };

[[nodiscard]] ValueKind valueKindOf(Key key);

/// The key of a word, upper and lower case alike, other names (waiting, process, uid ...) included.
[[nodiscard]] std::optional<Key> keyNamed(std::string_view word);
/// The word that stands for a key in canonical text.
[[nodiscard]] std::string_view nameOf(Key key);
/// The known word that a mistyped one was probably meant to be; empty when none is near.
[[nodiscard]] std::string_view nearestKey(std::string_view word);
/// "depth, dport, ...": for messages and help.
[[nodiscard]] std::string keyList();

/// Bits 1 << number of include/net/tcp_states.h.
using StateSet = std::uint32_t;

/// A state by ss's, the kernel's or netstat's name, or one of ss's groups (ss(8), STATE-FILTER): all, connected,
/// synchronized, bucket, big.
[[nodiscard]] std::optional<StateSet> statesNamed(std::string_view word);
/// The name ss(8) has for a set that statesNamed() returned.
[[nodiscard]] std::string_view nameOf(StateSet states);
[[nodiscard]] std::string_view nearestState(std::string_view word);
[[nodiscard]] std::string stateList();

} // namespace ls::filter
