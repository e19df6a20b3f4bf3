// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/row.h"

#include "engine/filter/fold.h"

#include <algorithm>

namespace ls::filter {

namespace {

constexpr std::array<std::uint8_t, 12> kMappedV4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

} // namespace

Address Address::v4(std::uint32_t hostOrder) {
    Address address;
    std::copy(kMappedV4.begin(), kMappedV4.end(), address.bytes.begin());
    for (std::size_t i = 0; i < 4; ++i) {
        address.bytes[12 + i] = static_cast<std::uint8_t>(hostOrder >> (24 - 8 * i));
    }
    return address;
}

bool Address::isV4() const {
    return std::equal(kMappedV4.begin(), kMappedV4.end(), bytes.begin());
}

Needle::Needle(std::string_view text)
    : m_text(text)
    , m_folded(folded(text)) {
}

bool Needle::isIn(std::string_view text) const {
    const auto found = std::search(text.begin(), text.end(), m_folded.begin(), m_folded.end(),
                                   [](char has, char wanted) { return folded(has) == wanted; });
    return m_folded.empty() || found != text.end();
}

} // namespace ls::filter
