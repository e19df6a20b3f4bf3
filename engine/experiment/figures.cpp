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
constexpr std::string_view kFailed = "clients.failed.";
constexpr std::string_view kNotStarted = "clients.not_started.";

/// A document with every key that a run can have, and nothing in it.
Json emptyDocument(bool isWired) {
    lab::RunResult result;
    result.listeners.emplace_back();
    if (isWired) {
        result.wire.emplace();
    }
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
    return path.starts_with(kCounters) || path.starts_with(kStates) || path.starts_with(kFailed) ||
           path.starts_with(kNotStarted);
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

Result<> checkCounter(std::string_view name, const CounterNames& counters) {
    if (counters.empty() || counters.contains(name)) {
        return {};
    }
    return failure(ErrorCode::BadInput, fmt::format("this kernel has no counter '{}'", name),
                   "the names are those of nstat without Tcp and TcpExt");
}

bool isErrno(std::string_view name) {
    constexpr int kBeyond = 200; // Linux has them up to 133 (asm-generic/errno.h)
    for (int err = 1; err < kBeyond; ++err) {
        if (errnoName(err) == name) {
            return true;
        }
    }
    return false;
}

/// Why connect() failed, or could not be begun; a client whose turn never came is named by how the run ended.
Result<> checkReason(std::string_view name, bool isStart) {
    if (isErrno(name) || (isStart && (name == "duration" || name == "interrupted" || name == "opener"))) {
        return {};
    }
    return failure(ErrorCode::BadInput, fmt::format("'{}' is not the name of an error", name),
                   "give it as errno(3) does, e.g. EADDRNOTAVAIL");
}

/// A run's document has the keys of the catalogue and those that the run sets, and a figure is a number.
Result<> checkSysctl(std::string_view key, const FigureContext& context) {
    const kernel::SysctlEntry* const known = context.catalogue.find(key);
    const auto& set = context.plan.sysctls;
    const auto& steps = context.plan.sysctlSteps;
    if (known == nullptr && std::none_of(set.begin(), set.end(), [&](const auto& each) { return each.key == key; }) &&
        std::none_of(steps.begin(), steps.end(), [&](const auto& step) { return step.setting.key == key; })) {
        return failure(ErrorCode::BadInput, fmt::format("a run does not tell '{}'", key),
                       "give a key that it sets with --sysctl, or one that matters to listen queues");
    }
    if (known != nullptr && known->type != kernel::SysctlType::Switch && known->type != kernel::SysctlType::Integer) {
        return failure(ErrorCode::BadInput, fmt::format("{} is not one number", key));
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

Result<> checkFigure(std::string_view path, const FigureContext& context) {
    if (path.starts_with(kCounters)) {
        return checkCounter(path.substr(kCounters.size()), context.counters);
    }
    if (path.starts_with(kStates)) {
        return checkState(path);
    }
    if (path.starts_with(kFailed) || path.starts_with(kNotStarted)) {
        return checkReason(path.substr(path.rfind('.') + 1), path.starts_with(kNotStarted));
    }
    if (path.starts_with(kSysctls)) {
        return checkSysctl(path.substr(kSysctls.size()), context);
    }
    if (readFigure(emptyDocument(context.plan.isWired()), path)) {
        return {};
    }
    if (readFigure(emptyDocument(true), path)) {
        return failure(ErrorCode::BadInput, fmt::format("only a run with a wire has the figure '{}'", path),
                       "give the run a wire, e.g. with --rtt");
    }
    return noFigure(path);
}

bool isFigureGroup(std::string_view word) {
    return emptyDocument(true).contains(word);
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
