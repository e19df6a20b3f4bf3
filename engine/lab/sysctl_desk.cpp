// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/sysctl_desk.h"

#include <fmt/format.h>

#include <utility>

namespace ls::lab {

using Changes = std::vector<SysctlChange>;

Result<SysctlDesk> SysctlDesk::create(const kernel::SysctlCatalogue& catalogue, netns::SysctlStore& lab,
                                      const netns::SysctlStore& host) {
    SysctlDesk desk(catalogue, lab, host);
    LS_TRY_ASSIGN(const SysctlValues values, readEffective({}, catalogue, lab));
    for (const auto& [key, value] : values) {
        desk.m_table[key] = {value, std::nullopt, value};
    }
    desk.show();
    return desk;
}

/// The row of a key, made from the value in force where the catalogue does not know the key.
Result<LiveSysctl*> SysctlDesk::row(const std::string& key) {
    auto found = m_table.find(key);
    if (found == m_table.end()) {
        LS_TRY_ASSIGN(const std::string value, m_lab->readSysctl(key));
        found = m_table.emplace(key, LiveSysctl{value, std::nullopt, value}).first;
    }
    return &found->second;
}

Result<> SysctlDesk::adopt(const LabSetup& setup) {
    LS_TRY_ASSIGN(const SysctlValues values, readEffective(setup, *m_catalogue, *m_lab));
    for (const auto& [key, value] : values) {
        LS_TRY_ASSIGN(LiveSysctl * entry, row(key));
        entry->value = value;
    }
    for (const SysctlSetting& setting : setup.sysctls) {
        m_table[setting.key].requested = setting.value;
    }
    show();
    return {};
}

/// The kernel has the last word on the value, so it is read back.
Result<> SysctlDesk::write(const std::string& key, const std::string& value, Changes& changes) {
    LS_TRY_ASSIGN(LiveSysctl * entry, row(key));
    LS_TRY(m_lab->writeSysctl(key, value));
    LS_TRY_ASSIGN(std::string inForce, m_lab->readSysctl(key));
    if (inForce != entry->value) {
        const kernel::SysctlEntry* known = m_catalogue->find(key);
        changes.push_back({key, entry->value, inForce, known != nullptr && known->needsListen});
        entry->value = std::move(inForce);
    }
    return {};
}

Result<Changes> SysctlDesk::set(const SysctlSetting& setting) {
    LS_TRY(m_catalogue->validate(setting.key, setting.value));
    Changes changes;
    LS_TRY(write(setting.key, setting.value, changes));
    m_table[setting.key].requested = setting.value;
    show();
    return changes;
}

Result<Changes> SysctlDesk::revert(const std::string& key) {
    const auto found = m_table.find(key);
    if (found == m_table.end()) {
        return failure(ErrorCode::BadInput, fmt::format("{} was not changed", key));
    }
    Changes changes;
    if (found->second.value != found->second.initial) {
        LS_TRY(write(key, found->second.initial, changes));
    }
    found->second.requested.reset();
    show();
    return changes;
}

Result<Changes> SysctlDesk::revertAll() {
    Changes changes;
    for (auto& [key, entry] : m_table) {
        if (entry.value != entry.initial) {
            LS_TRY(write(key, entry.initial, changes));
        }
        entry.requested.reset();
    }
    show();
    return changes;
}

Result<Changes> SysctlDesk::useHost() {
    LabSetup copy;
    copy.hostSysctls = true;
    LS_TRY(applySysctls(copy, *m_catalogue, *m_host, *m_lab));
    LS_TRY_ASSIGN(const SysctlValues values, readEffective(copy, *m_catalogue, *m_lab));
    Changes changes;
    for (const auto& [key, value] : values) {
        LS_TRY_ASSIGN(LiveSysctl * entry, row(key));
        if (value != entry->value) {
            changes.push_back({key, entry->value, value, m_catalogue->find(key)->needsListen});
            entry->value = value;
            entry->requested = value;
        }
    }
    show();
    return changes;
}

SysctlValues SysctlDesk::values() const {
    SysctlValues values;
    for (const auto& [key, entry] : m_table) {
        values[key] = entry.value;
    }
    return values;
}

std::vector<SysctlSetting> SysctlDesk::requested() const {
    std::vector<SysctlSetting> settings;
    for (const auto& [key, entry] : m_table) {
        if (entry.requested) {
            settings.push_back({key, *entry.requested});
        }
    }
    return settings;
}

} // namespace ls::lab
