// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/filter_words.h"

#include "app/model/socket_words.h"
#include "engine/filter/filter.h"
#include "engine/filter/keys.h"

#include <QByteArray>
#include <QCoreApplication>

namespace ls::model {

using filter::FilterError;
using Kind = FilterError::Kind;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

QString message(const FilterError& error) {
    const QString found = textOf(error.found);
    const QString key = textOf(error.key);
    switch (error.kind) {
    case Kind::OpenQuote:
        return Words::tr("The quote is never closed.");
    case Kind::OpenBracket:
        return Words::tr("The bracket is never closed.");
    case Kind::LoneBracket:
        return Words::tr("This bracket closes nothing.");
    case Kind::MissingTerm:
        return found.isEmpty() ? Words::tr("The filter ends too early.")
                               : Words::tr("“%1” has nothing to work on.").arg(found);
    case Kind::MissingKey:
        return Words::tr("There is no field before “%1”.").arg(found);
    case Kind::MissingValue:
        return Words::tr("%1 is compared with nothing.").arg(key);
    case Kind::UnknownKey:
        return Words::tr("“%1” is not a field.").arg(found);
    case Kind::UnknownState:
        return Words::tr("“%1” is not a state.").arg(found);
    case Kind::WrongOperator:
        return Words::tr("%1 has no order, so “%2” cannot be asked of it.").arg(key, found);
    case Kind::BadNumber:
        return Words::tr("“%1” is not a number.").arg(found);
    case Kind::BadShare:
        return Words::tr("“%1” is not a share of the limit.").arg(found);
    case Kind::BadPort:
        return Words::tr("“%1” is not a port.").arg(found);
    case Kind::BadAddress:
        return Words::tr("“%1” is not an address.").arg(found);
    case Kind::TooDeep:
        return Words::tr("More than %1 levels of brackets.").arg(filter::kMaxDepth);
    case Kind::TooLong:
        break;
    }
    return Words::tr("The filter is longer than %1 bytes.").arg(filter::kMaxLength);
}

QString meant(const FilterError& error, const std::string& list) {
    return error.suggestion.empty() ? Words::tr("One of: %1").arg(textOf(list))
                                    : Words::tr("Did you mean “%1”?").arg(textOf(error.suggestion));
}

QString expected(const FilterError& error) {
    switch (error.kind) {
    case Kind::UnknownKey:
    case Kind::MissingKey:
        return meant(error, filter::keyList());
    case Kind::UnknownState:
        return meant(error, filter::stateList());
    case Kind::MissingTerm:
        return Words::tr("Here stands a text, a comparison or a bracket; quotes find a word like \"and\" itself.");
    case Kind::MissingValue:
        return Words::tr("Here stands a value.");
    case Kind::WrongOperator:
        return Words::tr("Use = or !=");
    case Kind::BadNumber:
        return Words::tr("Digits, like 100");
    case Kind::BadShare:
        return Words::tr("Like 80% or 0.8");
    case Kind::BadPort:
        return Words::tr("0 to 65535, like :80, or a service's name");
    case Kind::BadAddress:
        return Words::tr("Like 10.0.0.1, 10.0.0.0/8, [::1]:80 or *:80");
    case Kind::OpenQuote:
    case Kind::OpenBracket:
    case Kind::LoneBracket:
    case Kind::TooDeep:
    case Kind::TooLong:
        break;
    }
    return {};
}

/// How many characters of a line edit (UTF-16) so many bytes of UTF-8 are.
int characters(const QByteArray& text, std::size_t bytes) {
    return static_cast<int>(QString::fromUtf8(text.left(static_cast<qsizetype>(bytes))).size());
}

} // namespace

QString filterProblem(const FilterError& error) {
    const QString rest = expected(error);
    return rest.isEmpty() ? message(error) : message(error) + QLatin1Char(' ') + rest;
}

FilterPlace placeOf(const FilterError& error, const QByteArray& text) {
    const int position = characters(text, error.position);
    return {position, characters(text, error.position + error.length) - position};
}

} // namespace ls::model
