// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/filter_error.h"

#include "engine/filter/filter.h"
#include "engine/filter/keys.h"

#include <fmt/format.h>

namespace ls::filter {

namespace {

std::string meant(const std::string& suggestion, const std::string& otherwise) {
    return suggestion.empty() ? otherwise : fmt::format("did you mean '{}'?", suggestion);
}

} // namespace

std::string FilterError::message() const {
    switch (kind) {
    case Kind::OpenQuote:
        return "the quote is never closed";
    case Kind::OpenBracket:
        return "the bracket is never closed";
    case Kind::LoneBracket:
        return "this bracket closes nothing";
    case Kind::MissingTerm:
        return found.empty() ? "the filter ends too early" : fmt::format("'{}' has nothing to work on", found);
    case Kind::MissingKey:
        return fmt::format("there is no field before '{}'", found);
    case Kind::MissingValue:
        return fmt::format("{} is compared with nothing", key);
    case Kind::UnknownKey:
        return fmt::format("'{}' is not a field", found);
    case Kind::UnknownState:
        return fmt::format("'{}' is not a state", found);
    case Kind::WrongOperator:
        return fmt::format("{} has no order, so '{}' cannot be asked of it", key, found);
    case Kind::BadNumber:
        return fmt::format("'{}' is not a number", found);
    case Kind::BadShare:
        return fmt::format("'{}' is not a share of the limit", found);
    case Kind::BadPort:
        return fmt::format("'{}' is not a port", found);
    case Kind::BadAddress:
        return fmt::format("'{}' is not an address", found);
    case Kind::TooDeep:
        return fmt::format("more than {} levels of brackets", kMaxDepth);
    case Kind::TooLong:
        break;
    }
    return fmt::format("the filter is longer than {} bytes", kMaxLength);
}

std::string FilterError::expected() const {
    switch (kind) {
    case Kind::OpenQuote:
        return fmt::format("a second {}", found);
    case Kind::OpenBracket:
        return ")";
    case Kind::MissingTerm:
        return "a text, a comparison or a bracket; a word like 'and' is found as \"and\"";
    case Kind::MissingKey:
    case Kind::UnknownKey:
        return meant(suggestion, "one of " + keyList());
    case Kind::MissingValue:
        return fmt::format("a value; or \"{}\" in quotes to find that text", key);
    case Kind::UnknownState:
        return meant(suggestion, "one of " + stateList());
    case Kind::WrongOperator:
        return "= or !=";
    case Kind::BadNumber:
        return "digits, like 100";
    case Kind::BadShare:
        return "80% or 0.8";
    case Kind::BadPort:
        return "a port from 0 to 65535, like :80, or the name of a service";
    case Kind::BadAddress:
        return "10.0.0.1, 10.0.0.0/8, [::1]:80, [fe80::]/10, *:80 or :80";
    case Kind::LoneBracket:
    case Kind::TooDeep:
    case Kind::TooLong:
        break;
    }
    return "less of it";
}

} // namespace ls::filter
