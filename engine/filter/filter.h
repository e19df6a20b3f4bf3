// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/filter/expression.h"
#include "engine/filter/filter_error.h"
#include "engine/filter/services.h"

#include <tl/expected.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace ls::filter {

// The language of the Inspect page's filter box and of `listenscope-cli inspect` and `check`.
//
//   filter     = [ any ] ;                                    an empty filter holds for every row
//   any        = all { ( "or" | "||" | "|" ) all } ;
//   all        = one { [ "and" | "&&" | "&" ] one } ;         terms side by side must all hold
//   one        = ( "not" | "!" ) one | "(" any ")" | comparison | text ;
//   comparison = key operator value
//              | ( "state" | "sport" | "dport" | "port" | "src" | "dst" ) value ;        means =
//   operator   = "=" | "==" | "!=" | "<" | "<=" | ">" | ">="
//              | "eq" | "ne" | "neq" | "lt" | "le" | "leq" | "gt" | "ge" | "geq" ;
//   key        = "fill" | "depth" | "waiting" | "limit" | "drops" | "half_open" | "proc" | "process" | "pid" | "unit"
//              | "user" | "uid" | "family" | "inode" | "state" | "sport" | "dport" | "port" | "src" | "dst" ;
//   value      = word | quoted ;
//   text       = word | quoted ;
//   word       = one or more bytes other than blanks, ( ) & | ! = < > " ' ;
//   quoted     = '"' ... '"' | "'" ... "'" ;                  a backslash takes the next byte as it is
//
// Words of the language are the same in upper and lower case. "not" binds closest, then "and", then "or".
//
//   text           holds if anything the row shows has it in it, upper and lower case alike (ASCII letters).
//   fill           a share of the limit: 80% or 0.8; a whole number above 2 is refused as a slip for %.
//   depth limit drops half_open pid inode    numbers.
//   proc unit family    names, compared whole and without regard to case; * and ? in a word without quotes stand for
//                       any text and any one byte. A unit is also found without its ".service".
//   user           a name like these, or digits: the uid.
//   state          by the name of ss (syn-recv), the kernel (SYN_RECV) or one of ss's groups: all, connected,
//                  synchronized, bucket, big.
//   sport dport    local and peer port, :80, 80 or a service's name (:http); port is either of the two.
//   src dst        local and peer address, with a prefix, a port, or both: 10.0.0.0/8, 10.0.0.1:80, [::1]:80,
//                  [fe80::]/10, [fe80::/10]:80, *:80, :80. An IPv4 value finds v4-mapped addresses too; an IPv6 one
//                  finds IPv6 only.
//
// A row that does not know a field (no process visible, no port on a UNIX socket) matches no comparison of it, != as
// little as =; `not proc = nginx` holds there, `proc != nginx` does not. Of a field with several values (processes, the
// two of port) any may pass; != demands that there is one and that none is equal.

inline constexpr std::size_t kMaxLength = 4096; ///< bytes
inline constexpr std::size_t kMaxDepth = 64;    ///< brackets and nots within each other

/// A filter that is ready to use. A value: cheap to copy, and any thread may use it.
class Filter {
public:
    /// Holds for every row.
    Filter();
    explicit Filter(Expression expression);

    /// `services` turns the name of a service into a port; called only for names.
    [[nodiscard]] static tl::expected<Filter, FilterError> parse(std::string_view text,
                                                                 const ServiceLookup& services = portOfService);

    /// A comparison built by a program, e.g. from the cell under the mouse. `value` is taken as it is: * is no pattern.
    [[nodiscard]] static tl::expected<Filter, FilterError> comparing(Key key, Operator op, std::string_view value);
    /// Looks for `text` anywhere, whatever is in it.
    [[nodiscard]] static Filter containing(std::string_view text);

    [[nodiscard]] bool matches(const Row& row) const { return holds(*m_expression, row); }
    [[nodiscard]] bool isEmpty() const;

    /// "Apply as filter": what both let through.
    [[nodiscard]] Filter with(const Filter& other) const;
    /// "Exclude": what this lets through and `other` does not; rows that do not know the field stay. Excluding
    /// the empty filter changes nothing.
    [[nodiscard]] Filter without(const Filter& other) const;

    /// Canonical text, which parse() reads back to the same filter unless it has grown beyond kMaxLength.
    [[nodiscard]] std::string text() const { return textOf(*m_expression); }

private:
    std::shared_ptr<const Expression> m_expression;
};

} // namespace ls::filter
