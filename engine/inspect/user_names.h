// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace ls::inspect {

/// uid → user name (getpwuid_r(3)), asked once each. A directory service may take its time to answer, so never on a
/// thread that must not wait. One thread at a time.
class UserNames final {
public:
    /// The number as text where the uid has no name.
    [[nodiscard]] const std::string& name(std::uint32_t uid);

private:
    std::map<std::uint32_t, std::string> m_names;
};

} // namespace ls::inspect
