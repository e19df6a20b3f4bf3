// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/program_catalogue.h"

#include "engine/inspect/program_catalogue_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ls::inspect {

namespace {

using Json = nlohmann::json;

void takeDefaults(const Json& list, Program& program) {
    for (const Json& value : list) {
        if (value.is_string()) {
            program.asksForSomaxconn = true;
        } else {
            program.defaults.push_back(value.get<std::uint32_t>());
        }
    }
}

Program toProgram(const Json& item) {
    Program program;
    program.name = item.at("program");
    program.processes = item.at("processes");
    program.units = item.at("units");
    takeDefaults(item.at("defaults"), program);
    program.defaultNote = item.value("default_note", "");
    program.setting = item.at("setting");
    program.file = item.at("file");
    program.line = item.at("line");
    program.unixLine = item.value("unix_line", "");
    program.apply = item.at("apply");
    program.takes = item.at("takes") == "reload" ? Program::Takes::Reload : Program::Takes::Restart;
    program.source = item.at("source");
    return program;
}

bool isNamed(std::string_view text, const std::vector<std::string>& names) {
    return !text.empty() && std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return name.ends_with('*') ? text.starts_with(name.substr(0, name.size() - 1)) : text == name;
    });
}

} // namespace

Result<ProgramCatalogue> ProgramCatalogue::builtIn() {
    return parse(kProgramCatalogueText);
}

Result<ProgramCatalogue> ProgramCatalogue::parse(std::string_view json) try {
    ProgramCatalogue catalogue;
    for (const Json& item : Json::parse(json)) {
        catalogue.m_programs.push_back(toProgram(item));
    }
    return catalogue;
} catch (const Json::exception& error) {
    return failure(ErrorCode::BadInput, fmt::format("program catalogue: {}", error.what()));
}

const Program* ProgramCatalogue::find(std::string_view process, std::string_view unit) const {
    const auto byProcess = std::find_if(m_programs.begin(), m_programs.end(),
                                        [&](const Program& program) { return isNamed(process, program.processes); });
    if (byProcess != m_programs.end()) {
        return &*byProcess;
    }
    const auto byUnit = std::find_if(m_programs.begin(), m_programs.end(),
                                     [&](const Program& program) { return isNamed(unit, program.units); });
    return byUnit != m_programs.end() ? &*byUnit : nullptr;
}

} // namespace ls::inspect
