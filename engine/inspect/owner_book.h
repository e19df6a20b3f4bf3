// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inspect/cgroup_names.h"
#include "engine/inspect/owner.h"
#include "engine/inspect/process_index.h"
#include "engine/inspect/user_names.h"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ls::inspect {

/// A socket whose owner is wanted, with what the kernel told about it.
struct OwnerQuestion {
    std::uint64_t inode = 0;
    std::uint32_t uid = 0;
    std::optional<std::uint64_t> cgroup; ///< kernel::InetRow::cgroup
};

/// By inode. Immutable once shared.
using OwnerTable = std::unordered_map<std::uint64_t, OwnerRef>;

/// How /proc hides processes: "2" or "invisible" of a mount option hidepid=, "" where it hides none (proc(5)).
/// `mountInfo`: the text of /proc/self/mountinfo.
[[nodiscard]] std::string_view hidepidOption(std::string_view mountInfo);

/// Puts user, processes, unit and container together. It reads many files and may ask a directory service, so never on
/// a thread that must not wait. One thread at a time.
class OwnerBook final {
public:
    OwnerBook();

    /// Adds the answers to `table`.
    void answer(std::span<const OwnerQuestion> questions, OwnerTable& table);
    /// Looks at every process again and brings every answer of `table` up to date; sockets that nobody holds any more
    /// are left out.
    [[nodiscard]] OwnerTable refreshed(const OwnerTable& table);

    [[nodiscard]] const ProcessIndex& index() const { return m_index; }

private:
    /// Sockets that are alike in all of this have the same owner.
    struct Kind {
        std::uint32_t uid = 0;
        std::uint64_t cgroup = 0;
        std::vector<pid_t> holders;

        friend auto operator<=>(const Kind&, const Kind&) = default;
        [[nodiscard]] bool isOf(const OwnerQuestion& question, std::span<const pid_t> its) const;
    };

    void answerAll(std::span<const OwnerQuestion> questions, OwnerTable& table);
    [[nodiscard]] Owner makeOwner(const OwnerQuestion& question, std::span<const pid_t> holders);
    void explainAbsence(Owner& owner) const;

    ProcessIndex m_index;
    CgroupNames m_cgroups;
    UserNames m_users;
    std::string m_hidepid;
    std::unordered_map<std::uint64_t, OwnerQuestion> m_asked; ///< of those in the table
};

/// The owner of a socket that no process holds: TIME_WAIT and pending handshakes.
[[nodiscard]] const OwnerRef& ownerOfNobody();

} // namespace ls::inspect
