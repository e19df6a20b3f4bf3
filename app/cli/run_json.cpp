// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_json.h"

#include "engine/base/parse.h"
#include "engine/base/version.h"
#include "engine/kernel/kernel_version.h"
#include "engine/lab/run_document.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace ls::cli {

using Json = nlohmann::ordered_json;

namespace {

Json fieldJson(const sweep::Field& field) {
    switch (field.kind) {
    case sweep::Field::Kind::Nothing:
        return nullptr;
    case sweep::Field::Kind::Truth:
        return field.text == "true";
    case sweep::Field::Kind::Number:
        return Json::parse(field.text);
    case sweep::Field::Kind::Names: {
        Json names = Json::array();
        for (const std::string_view name : split(field.text, ' ')) {
            if (!name.empty()) {
                names.push_back(name);
            }
        }
        return names;
    }
    }
    return nullptr;
}

/// A swept value as what it looks like: 128 is a number, "2000/s" a text.
Json valueJson(const std::string& text) {
    std::int64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() ? Json(number) : Json(text);
}

Json rowJson(const std::vector<sweep::Knob>& knobs, const sweep::SweepRow& row) {
    Json object{{"run", row.run}, {"repeat", row.repeat}};
    for (std::size_t i = 0; i < knobs.size(); ++i) {
        object[knobs[i].name] = valueJson(row.values[i]);
    }
    for (const auto& [name, field] : row.fields) {
        object[name] = fieldJson(field);
    }
    return object;
}

/// Texts from outside (file names on the command line) may not be UTF-8; they are shown as well as they can be.
std::string dump(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

std::string labJson(const lab::RunResult& result) {
    return dump(lab::runDocument(result));
}

std::string sweepJson(const sweep::SweepPlan& plan, const sweep::SweepResult& result, const std::string& command) {
    Json rows = Json::array();
    for (const sweep::SweepRow& row : result.rows) {
        rows.push_back(rowJson(plan.knobs, row));
    }
    const sweep::Recommendation& advice = result.recommendation;
    const Json document{{"version", kVersion},
                        {"kernel", kernel::runningKernelRelease()},
                        {"command", command},
                        {"seed", plan.seed},
                        {"interrupted", result.interrupted},
                        {"rows", std::move(rows)},
                        {"recommendation",
                         {{"name", advice.name},
                          {"value", advice.value ? valueJson(*advice.value) : Json(nullptr)},
                          {"reason", advice.reason}}}};
    return dump(document);
}

} // namespace ls::cli
