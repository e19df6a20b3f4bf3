// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libmnl/libmnl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>

namespace ls::kernel {

/// The first bytes of `bytes` as a T; what is missing is zero, what is more is left out (kernels append fields).
template <typename T>
requires std::is_trivially_copyable_v<T>
[[nodiscard]] T leading(std::span<const std::byte> bytes) {
    T value{};
    std::memcpy(&value, bytes.data(), std::min(bytes.size(), sizeof value));
    return value;
}

/// Calls `visit(type, value)` for each whole netlink attribute behind the first `offset` bytes. The bytes may be
/// anything; they begin at a multiple of four.
template <typename F>
void forEachAttribute(std::span<const std::byte> bytes, std::size_t offset, F visit) {
    const auto* end = bytes.data() + bytes.size();
    for (const auto* at = bytes.data() + std::min(MNL_ALIGN(offset), bytes.size());;) {
        const auto* attribute = reinterpret_cast<const nlattr*>(at);
        if (!mnl_attr_ok(attribute, static_cast<int>(end - at))) {
            return;
        }
        visit(mnl_attr_get_type(attribute), std::span(static_cast<const std::byte*>(mnl_attr_get_payload(attribute)),
                                                      mnl_attr_get_payload_len(attribute)));
        at = reinterpret_cast<const std::byte*>(mnl_attr_next(attribute));
    }
}

} // namespace ls::kernel
