// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/kernel/sysctl_catalogue.h"
#include "engine/lab/live_snapshot.h"
#include "engine/lab/sysctl_setup.h"
#include "engine/netns/sysctl_store.h"

#include <memory>
#include <string>
#include <vector>

namespace ls::lab {

/// One value that was changed.
struct SysctlChange {
    std::string key;
    std::string from;
    std::string to;
    bool needsListen = false; ///< open listeners do not know of it yet
};

/// Changes a live laboratory's sysctls and knows what they were. One thread; catalogue and stores outlive it.
class SysctlDesk final {
public:
    /// Reads the values of the fresh namespace; before anything is written.
    [[nodiscard]] static Result<SysctlDesk> create(const kernel::SysctlCatalogue& catalogue, netns::SysctlStore& lab,
                                                   const netns::SysctlStore& host);

    /// What the setup wrote before the listeners were opened.
    [[nodiscard]] Result<> adopt(const LabSetup& setup);

    // What changed, in order; ErrorCode::BadInput where a value cannot be used.
    [[nodiscard]] Result<std::vector<SysctlChange>> set(const SysctlSetting& setting);
    [[nodiscard]] Result<std::vector<SysctlChange>> revert(const std::string& key);
    [[nodiscard]] Result<std::vector<SysctlChange>> revertAll();
    [[nodiscard]] Result<std::vector<SysctlChange>> useHost();

    [[nodiscard]] const std::shared_ptr<const LiveSysctls>& table() const { return m_shown; }
    [[nodiscard]] SysctlValues values() const;
    /// What was asked for, as a setup would ask for it.
    [[nodiscard]] std::vector<SysctlSetting> requested() const;

private:
    SysctlDesk(const kernel::SysctlCatalogue& catalogue, netns::SysctlStore& lab, const netns::SysctlStore& host)
        : m_catalogue(&catalogue)
        , m_lab(&lab)
        , m_host(&host) {}

    [[nodiscard]] Result<LiveSysctl*> row(const std::string& key);
    [[nodiscard]] Result<> write(const std::string& key, const std::string& value, std::vector<SysctlChange>& changes);
    void show() { m_shown = std::make_shared<const LiveSysctls>(m_table); }

    const kernel::SysctlCatalogue* m_catalogue;
    netns::SysctlStore* m_lab;
    const netns::SysctlStore* m_host;
    LiveSysctls m_table;
    std::shared_ptr<const LiveSysctls> m_shown;
};

} // namespace ls::lab
