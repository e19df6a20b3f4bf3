// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/services.h"

#include <array>
#include <string>

#include <arpa/inet.h>
#include <netdb.h>

namespace ls::filter {

std::optional<std::uint16_t> portOfService(std::string_view name) {
    servent entry{};
    servent* found = nullptr;
    std::array<char, 4096> buffer{};
    const std::string terminated(name);
    if (::getservbyname_r(terminated.c_str(), nullptr, &entry, buffer.data(), buffer.size(), &found) != 0 ||
        found == nullptr) {
        return std::nullopt;
    }
    return ntohs(static_cast<std::uint16_t>(found->s_port));
}

} // namespace ls::filter
