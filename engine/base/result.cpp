// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/result.h"

#include <fmt/format.h>

#include <cstring>
#include <utility>

namespace ls {

Error Error::withContext(std::string_view prefix) && {
    text = fmt::format("{}: {}", prefix, text);
    return std::move(*this);
}

Failure sysFailure(std::string_view call, int err) {
    return Failure(Error{ErrorCode::SystemCall, err, fmt::format("{}: {}", call, describeErrno(err))});
}

Failure failure(ErrorCode code, std::string text, std::string advice) {
    return Failure(Error{code, 0, std::move(text), std::move(advice)});
}

std::string errnoName(int err) {
    const char* name = ::strerrorname_np(err);
    return name != nullptr ? name : fmt::format("errno {}", err);
}

std::string describeErrno(int err) {
    const char* words = ::strerrordesc_np(err);
    return words != nullptr ? fmt::format("{}: {}", errnoName(err), words) : errnoName(err);
}

} // namespace ls
