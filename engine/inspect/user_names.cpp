// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/user_names.h"

#include <vector>

#include <pwd.h>

namespace ls::inspect {

namespace {

constexpr std::size_t kLargestEntry = 64 * 1024;

std::string lookUp(std::uint32_t uid) {
    passwd entry{};
    passwd* found = nullptr;
    std::vector<char> buffer(4096);
    while (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == ERANGE && buffer.size() < kLargestEntry) {
        buffer.resize(buffer.size() * 2);
    }
    return found != nullptr ? found->pw_name : std::to_string(uid);
}

} // namespace

const std::string& UserNames::name(std::uint32_t uid) {
    auto known = m_names.find(uid);
    if (known == m_names.end()) {
        known = m_names.emplace(uid, lookUp(uid)).first;
    }
    return known->second;
}

} // namespace ls::inspect
