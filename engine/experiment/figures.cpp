// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/figures.h"

#include "engine/base/unique_fd.h"
#include "engine/kernel/tcp_counters.h"
#include "engine/kernel/tcp_state.h"
#include "engine/lab/run_document.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

#include <fcntl.h>

namespace ls::experiment {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view kCounters = "counters.";
constexpr std::string_view kStates = "states.";
constexpr std::string_view kSysctls = "sysctls.";

/// A document with every key that a run can have (those of a wire too), and nothing in it.
Json emptyDocument() {
    lab::RunResult result;
    result.listeners.emplace_back();
    result.wire.emplace();
    return lab::runDocument(result);
}

/// What stands under a path, or nullptr. A key may hold dots itself (net.core.somaxconn): the whole rest is tried
/// first.
const Json* stepInto(const Json& object, std::string_view& path) {
    const auto whole = object.find(path);
    if (whole != object.end()) {
        path = {};
        return &*whole;
    }
    const std::size_t dot = path.find('.');
    const auto found = object.find(path.substr(0, dot));
    if (found == object.end()) {
        return nullptr;
    }
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    return &*found;
}

/// What the document leaves out because it is zero.
bool isZeroWhenAbsent(std::string_view path) {
    return path.starts_with(kCounters) || path.starts_with(kStates) || path.starts_with("clients.failed.") ||
           path.starts_with("clients.not_started.");
}

Failure noFigure(std::string_view path) {
    return failure(ErrorCode::BadInput, fmt::format("a run has no figure '{}'", path),
                   "the names are those of 'listenscope-cli lab --json'");
}

Result<Value> numberInText(const std::string& text, std::string_view path) {
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
        return failure(ErrorCode::BadInput, fmt::format("{} is the text '{}', not a number", path, text));
    }
    return number;
}

Result<Value> toValue(const Json& found, std::string_view path) {
    if (found.is_null()) {
        return std::monostate();
    }
    if (found.is_boolean()) {
        return found.get<bool>();
    }
    if (found.is_number()) {
        return found.get<double>();
    }
    if (found.is_string()) {
        return numberInText(found.get<std::string>(), path);
    }
    return failure(ErrorCode::BadInput, fmt::format("{} is a group of figures", path), "name one of them");
}

Result<Value> read(const Json& document, std::string_view rest, std::string_view path);

Result<Value> readList(const Json& list, std::string_view rest, std::string_view path) {
    std::vector<double> numbers;
    for (const Json& element : list) {
        LS_TRY_ASSIGN(const Value value, read(element, rest, path));
        if (const auto* number = std::get_if<double>(&value)) {
            numbers.push_back(*number);
        } else {
            return failure(ErrorCode::BadInput, fmt::format("{} is not a list of numbers", path));
        }
    }
    return numbers;
}

Result<Value> read(const Json& document, std::string_view rest, std::string_view path) {
    const Json* at = &document;
    while (at->is_object() && !rest.empty()) {
        at = stepInto(*at, rest);
        if (at == nullptr) {
            return noFigure(path);
        }
    }
    if (at->is_array()) {
        return readList(*at, rest, path);
    }
    return rest.empty() ? toValue(*at, path) : Result<Value>(noFigure(path));
}

Result<> checkState(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    const std::string_view side = path.substr(0, dot);
    const std::string_view state = path.substr(dot + 1);
    bool known = false;
    for (std::size_t i = 1; i < kernel::kTcpStates; ++i) {
        known = known || kernel::tcpStateName(static_cast<kernel::TcpState>(i)) == state;
    }
    if (!known || (side != "states.server" && side != "states.client")) {
        return failure(ErrorCode::BadInput, fmt::format("a run has no figure '{}'", path),
                       "give states.server.STATE or states.client.STATE with the kernel's name, e.g. SYN_RECV");
    }
    return {};
}

} // namespace

Result<FigureName> resolveFigure(std::string_view text, const std::vector<std::string>& runs) {
    const std::size_t dot = text.find('.');
    const auto named = std::find(runs.begin(), runs.end(), text.substr(0, dot));
    if (named != runs.end() && dot != std::string_view::npos) {
        return FigureName{static_cast<std::size_t>(named - runs.begin()), std::string(text.substr(dot + 1))};
    }
    if (runs.size() == 1) {
        return FigureName{0, std::string(text)};
    }
    std::string all;
    for (const std::string& run : runs) {
        all += (all.empty() ? "" : ", ") + run;
    }
    return failure(ErrorCode::BadInput, fmt::format("'{}' does not begin with the name of a run", text),
                   fmt::format("the runs are {}", all));
}

Result<> checkFigure(std::string_view path, const CounterNames& counters) {
    if (path.starts_with(kCounters)) {
        if (counters.empty() || counters.contains(path.substr(kCounters.size()))) {
            return {};
        }
        return failure(ErrorCode::BadInput,
                       fmt::format("this kernel has no counter '{}'", path.substr(kCounters.size())),
                       "the names are those of nstat without Tcp and TcpExt");
    }
    if (path.starts_with(kStates)) {
        return checkState(path);
    }
    if (isZeroWhenAbsent(path) || path.starts_with(kSysctls)) {
        return {};
    }
    const auto found = readFigure(emptyDocument(), path);
    return found ? Result<>() : Result<>(tl::unexpected(found.error()));
}

bool isFigureGroup(std::string_view word) {
    return emptyDocument().contains(word);
}

Result<Value> readFigure(const Json& document, std::string_view path) {
    auto found = read(document, path, path);
    if (!found && isZeroWhenAbsent(path)) {
        return 0.0;
    }
    return found;
}

CounterNames runningCounters() {
    UniqueFd netstat(::open("/proc/thread-self/net/netstat", O_RDONLY | O_CLOEXEC));
    UniqueFd snmp(::open("/proc/thread-self/net/snmp", O_RDONLY | O_CLOEXEC));
    if (!netstat.isOpen() || !snmp.isOpen()) {
        return {};
    }
    CounterNames names;
    if (const auto values = kernel::TcpCounters(std::move(netstat), std::move(snmp)).read()) {
        for (const auto& [name, value] : *values) {
            names.insert(name);
        }
    }
    return names;
}

} // namespace ls::experiment
