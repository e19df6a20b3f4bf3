// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace ls {

/// What kind of failure this is; the app chooses its words and exit code by it.
enum class ErrorCode {
    SystemCall,   ///< a call failed in a way nobody planned for
    BadInput,     ///< a value the user gave cannot be used
    Refused,      ///< the machine lacks or forbids something; `advice` names the switch
    OpenerGone,   ///< the process that holds the namespace ended
    Protocol,     ///< a peer (opener, kernel) answered something we do not understand
    Timeout,      ///< a deadline passed
    Output,       ///< a file or stream could not be written
    OutputClosed, ///< the reader of our output went away (EPIPE)
};

/// A failure as a value. `text` reads "what failed: why"; `advice`, when set, is what the user can do.
struct [[nodiscard]] Error {
    ErrorCode code = ErrorCode::SystemCall;
    int sysErrno = 0; ///< 0 where no system call was involved
    std::string text;
    std::string advice = {};

    /// Puts `prefix: ` before the text on the way up.
    Error withContext(std::string_view prefix) &&;
};

/// Our own name over today's expected type, so that std::expected can replace it in one place.
template <typename T = void>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

/// `call` is the system call with its arguments as text, e.g. "bind(127.0.0.1:80)"; `err` a copy of errno.
Failure sysFailure(std::string_view call, int err);
Failure failure(ErrorCode code, std::string text, std::string advice = {});

/// "EMFILE" for 24; "errno 4095" for a number without a name.
std::string errnoName(int err);
/// "EMFILE: Too many open files"
std::string describeErrno(int err);

} // namespace ls

/// Leaves the function with the error of `expr` (a Result<void>).
#define LS_TRY(expr)                                                                                                   \
    do {                                                                                                               \
        if (auto lsTryResult = (expr); !lsTryResult) {                                                                 \
            return tl::unexpected(std::move(lsTryResult).error());                                                     \
        }                                                                                                              \
    } while (false)

#define LS_TRY_JOIN2(a, b) a##b
#define LS_TRY_JOIN(a, b) LS_TRY_JOIN2(a, b)

/// `LS_TRY_ASSIGN(auto x, expr)`: x is the value of expr (a Result<T>), or the function returns the error.
#define LS_TRY_ASSIGN(decl, expr)                                                                                      \
    auto LS_TRY_JOIN(lsTryValue, __LINE__) = (expr);                                                                   \
    if (!LS_TRY_JOIN(lsTryValue, __LINE__)) {                                                                          \
        return tl::unexpected(std::move(LS_TRY_JOIN(lsTryValue, __LINE__)).error());                                   \
    }                                                                                                                  \
    decl = std::move(*LS_TRY_JOIN(lsTryValue, __LINE__))
