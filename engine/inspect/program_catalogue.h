// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ls::inspect {

/// What is known of a server's backlog; texts and figures come from resources/programs.json.
struct Program {
    /// What it takes until a new backlog counts.
    enum class Takes { Reload, Restart };

    std::string name;
    std::vector<std::string> processes;  ///< names of /proc/PID/comm; a * at the end stands for any text
    std::vector<std::string> units;      ///< likewise of systemd units
    std::vector<std::uint32_t> defaults; ///< what it asks for unless told otherwise, newest version first
    bool asksForSomaxconn = false;       ///< it reads net.core.somaxconn, or asks for more than any
    std::string defaultNote;             ///< how a default comes about that is not a plain number
    std::string setting;                 ///< empty: it has none
    std::string file;
    /// {backlog} and {half} (of it) stand for the number; {endpoint}, {address} and {port} are the listener's own, here
    /// and in `file`.
    std::string line;
    std::string unixLine; ///< for a listener of AF_UNIX, where that is another
    std::string apply;    ///< the command, where no unit is known
    Takes takes = Takes::Restart;
    std::string source; ///< the program's own file or manual that says so
};

/// The list of programs whose backlog was looked up in their own documentation or source. Immutable; any thread.
class ProgramCatalogue final {
public:
    [[nodiscard]] static Result<ProgramCatalogue> builtIn();
    [[nodiscard]] static Result<ProgramCatalogue> parse(std::string_view json);

    [[nodiscard]] const std::vector<Program>& programs() const { return m_programs; }
    /// By the process's name, else by its unit; nullptr where neither is known.
    [[nodiscard]] const Program* find(std::string_view process, std::string_view unit) const;

private:
    std::vector<Program> m_programs;
};

} // namespace ls::inspect
