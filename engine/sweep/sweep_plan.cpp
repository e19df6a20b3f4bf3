// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sweep/sweep_plan.h"

#include "engine/base/parse.h"
#include "engine/lab/plan_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <random>

namespace ls::sweep {

namespace {

constexpr std::size_t kMaxValues = 10'000;
constexpr std::size_t kMaxPoints = 100'000;

/// A number with what stands behind it: "100/s" is 100 and "/s".
struct Quantity {
    std::int64_t number = 0;
    std::string_view unit;
};

std::optional<Quantity> parseQuantity(std::string_view text) {
    Quantity quantity;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, quantity.number);
    if (parsed.ec != std::errc() || quantity.number < 0) {
        return std::nullopt;
    }
    quantity.unit = std::string_view(parsed.ptr, static_cast<std::size_t>(end - parsed.ptr));
    return quantity;
}

/// How the values of a range follow each other.
struct Spacing {
    std::int64_t step = 1;
    double factor = 0; ///< > 1: each value is the one before times this; 0: equal steps
};

Result<Spacing> parseSpacing(std::string_view text) {
    const auto parts = split(text, '/');
    const double base = parts.front() == "log2" ? 2 : parts.front() == "log10" ? 10 : 0;
    if (base == 0 && parts.size() == 1) {
        LS_TRY_ASSIGN(const std::int64_t step, parseInteger(text, 1, std::numeric_limits<std::int64_t>::max()));
        return Spacing{step, 0};
    }
    if (base == 0 || parts.size() > 2) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not a spacing", text),
                       "give a step, log2, log10, log2/N or log10/N");
    }
    std::int64_t perFactor = 1;
    if (parts.size() == 2) {
        LS_TRY_ASSIGN(perFactor, parseInteger(parts[1], 1, 1000));
    }
    return Spacing{1, std::pow(base, 1.0 / static_cast<double>(perFactor))};
}

std::vector<std::int64_t> linear(std::int64_t first, std::int64_t last, std::int64_t step) {
    std::vector<std::int64_t> values;
    for (std::int64_t value = first; value < last && values.size() <= kMaxValues;
         value += std::min(step, last - value)) {
        values.push_back(value);
    }
    values.push_back(last);
    return values;
}

std::vector<std::int64_t> logarithmic(std::int64_t first, std::int64_t last, double factor) {
    std::vector<std::int64_t> values{first};
    for (int i = 1; values.back() < last; ++i) {
        const double exact = static_cast<double>(first) * std::pow(factor, i);
        const std::int64_t value = exact >= static_cast<double>(last) ? last : std::llround(exact);
        if (value > values.back()) {
            values.push_back(value);
        }
    }
    return values;
}

Failure badRange(std::string_view text) {
    return failure(ErrorCode::BadInput, fmt::format("'{}' is not a range", text),
                   "give e.g. 1..100, 0..100:10 or 1..4096:log2");
}

Result<std::vector<std::string>> parseRange(std::string_view text) {
    const std::size_t dots = text.find("..");
    const std::size_t colon = text.find(':');
    const auto first = parseQuantity(text.substr(0, dots));
    const auto last = parseQuantity(text.substr(dots + 2, colon == std::string_view::npos ? colon : colon - dots - 2));
    if (!first || !last || first->number > last->number || (!first->unit.empty() && first->unit != last->unit)) {
        return badRange(text);
    }
    Spacing spacing;
    if (colon != std::string_view::npos) {
        LS_TRY_ASSIGN(spacing, parseSpacing(text.substr(colon + 1)));
    }
    if (spacing.factor > 0 && first->number == 0) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' starts at 0", text), "a log range starts at 1 or above");
    }
    const auto numbers = spacing.factor > 0 ? logarithmic(first->number, last->number, spacing.factor)
                                            : linear(first->number, last->number, spacing.step);
    std::vector<std::string> values;
    for (const std::int64_t number : numbers) {
        values.push_back(fmt::format("{}{}", number, last->unit));
    }
    return values;
}

/// A number below `bound`, the same on every platform (std::uniform_int_distribution is not).
std::size_t draw(std::mt19937_64& random, std::size_t bound) {
    constexpr auto kMax = std::mt19937_64::max();
    const std::uint64_t usable = kMax - kMax % bound;
    std::uint64_t value = random();
    while (value >= usable) {
        value = random();
    }
    return static_cast<std::size_t>(value % bound);
}

void shuffle(std::vector<SweepPoint>& points, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (std::size_t i = points.size(); i > 1; --i) {
        std::swap(points[i - 1], points[draw(random, i)]);
    }
}

Result<> checkKnobs(const SweepPlan& plan) {
    if (plan.knobs.empty() || plan.knobs.size() > 2) {
        return failure(ErrorCode::BadInput, fmt::format("{} settings to vary", plan.knobs.size()),
                       "give one, or two for a grid");
    }
    if (plan.knobs.size() == 2 && plan.knobs[0].name == plan.knobs[1].name) {
        return failure(ErrorCode::BadInput, fmt::format("{} is varied twice", plan.knobs[0].name),
                       "give two different settings for a grid");
    }
    std::size_t points = plan.repeats;
    for (const Knob& knob : plan.knobs) {
        const auto options = lab::planOptions();
        const auto option =
            std::find_if(options.begin(), options.end(), [&](const lab::PlanOption& o) { return o.name == knob.name; });
        if (option != options.end() && option->repeatable) {
            return failure(ErrorCode::BadInput, fmt::format("{} cannot be varied", knob.name),
                           "vary a sysctl by its own name, e.g. net.core.somaxconn=64,128");
        }
        points *= knob.values.size();
    }
    if (points > kMaxPoints) {
        return failure(ErrorCode::BadInput, fmt::format("{} runs", points),
                       fmt::format("at most {} in a sweep", kMaxPoints));
    }
    return {};
}

} // namespace

Result<Knob> parseKnob(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size()) {
        return failure(ErrorCode::BadInput, fmt::format("'{}' is not NAME=VALUES", text),
                       "give e.g. backlog=1..1024:log2");
    }
    Knob knob{std::string(text.substr(0, equals)), {}};
    const std::string_view list = text.substr(equals + 1);
    if (list.find("..") != std::string_view::npos) {
        LS_TRY_ASSIGN(knob.values, parseRange(list));
    } else {
        for (const std::string_view value : split(list, ',')) {
            knob.values.emplace_back(value);
        }
    }
    if (knob.values.size() > kMaxValues) {
        return failure(ErrorCode::BadInput, fmt::format("{}: more than {} values", knob.name, kMaxValues),
                       "use a larger step or log2");
    }
    std::vector<std::string> sorted = knob.values;
    std::sort(sorted.begin(), sorted.end());
    if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end()) {
        return failure(ErrorCode::BadInput, fmt::format("{}: {} stands twice", knob.name, *twice),
                       "use --repeat to measure a value again");
    }
    return knob;
}

/// Each option of a wire lays one, whatever its value.
bool isWired(const SweepPlan& plan) {
    lab::RunPlan first = plan.base;
    for (const Knob& knob : plan.knobs) {
        if (!knob.values.empty()) {
            [[maybe_unused]] const auto applied = lab::applyOption(first, knob.name, knob.values.front());
        }
    }
    return first.isWired();
}

Result<lab::RunPlan> planAt(const SweepPlan& plan, const std::vector<std::string>& values,
                            const kernel::SysctlCatalogue& catalogue) {
    lab::RunPlan run = plan.base;
    for (std::size_t i = 0; i < plan.knobs.size() && i < values.size(); ++i) {
        const std::string& name = plan.knobs[i].name;
        auto applied = lab::applyOption(run, name, values[i]);
        if (!applied) {
            return tl::unexpected(std::move(applied).error().withContext(name));
        }
    }
    LS_TRY(lab::checkPlan(run, catalogue));
    return run;
}

Result<std::vector<SweepPoint>> expand(const SweepPlan& plan, const kernel::SysctlCatalogue& catalogue) {
    LS_TRY(checkKnobs(plan));
    std::vector<SweepPoint> points;
    const Knob none{"", {""}};
    const Knob& outer = plan.knobs.front();
    const Knob& inner = plan.knobs.size() == 2 ? plan.knobs.back() : none;
    for (const std::string& first : outer.values) {
        for (const std::string& second : inner.values) {
            std::vector<std::string> values{first};
            if (plan.knobs.size() == 2) {
                values.push_back(second);
            }
            LS_TRY_ASSIGN(lab::RunPlan run, planAt(plan, values, catalogue));
            SweepPoint point{0, std::move(values), std::move(run)};
            for (unsigned repeat = 0; repeat < plan.repeats; ++repeat) {
                point.repeat = repeat;
                points.push_back(point);
            }
        }
    }
    shuffle(points, plan.seed);
    return points;
}

} // namespace ls::sweep
