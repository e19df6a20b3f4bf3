// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/netns/sysctl_store.h"

#include <map>
#include <string>
#include <vector>

namespace ls::test {

/// A namespace's or host's sysctls in memory.
class FakeSysctls final : public netns::SysctlStore {
public:
    using Values = std::map<std::string, std::string, std::less<>>;

    explicit FakeSysctls(Values initial)
        : values(std::move(initial)) {}

    Result<std::string> readSysctl(std::string_view key) const override {
        const auto found = values.find(key);
        if (found == values.end()) {
            return failure(ErrorCode::BadInput, std::string(key) + ": no such key");
        }
        return found->second;
    }
    Result<> writeSysctl(std::string_view key, std::string_view value) override {
        if (key == refused) {
            return failure(ErrorCode::Refused, std::string(key) + ": not writable");
        }
        writes.emplace_back(key);
        values.insert_or_assign(std::string(key), std::string(value));
        return {};
    }

    Values values;
    std::vector<std::string> writes;
    std::string refused;
};

} // namespace ls::test
