// SPDX-License-Identifier: GPL-3.0-or-later
// Any text is a filter or an error inside the text; a filter's canonical text means the same as the filter.
#include "engine/filter/filter.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/filter_row.h"

namespace {

using namespace ls::filter;

/// No file is read: the machine's list of services does not matter here.
std::optional<std::uint16_t> onlyHttp(std::string_view name) {
    return name == "http" ? std::optional<std::uint16_t>(80) : std::nullopt;
}

const TestRow& nginx() {
    static const TestRow& row = []() -> const TestRow& {
        static TestRow made;
        makeNginx(made);
        return made;
    }();
    return row;
}

void checkError(const FilterError& error, std::string_view text) {
    ls::fuzz::require(error.position <= text.size(), "an error begins inside the text");
    ls::fuzz::require(error.length <= text.size() - error.position, "an error ends inside the text");
    ls::fuzz::require(!error.message().empty() && !error.expected().empty(), "an error has words");
}

void checkText(const Filter& filter) {
    const std::string text = filter.text();
    const auto again = Filter::parse(text, onlyHttp);
    if (!again) { // canonical text is longer than what was typed
        ls::fuzz::require(again.error().kind == FilterError::Kind::TooLong, "canonical text is read back");
        return;
    }
    ls::fuzz::require(again->text() == text, "canonical text stays as it is");
    ls::fuzz::require(again->matches(nginx()) == filter.matches(nginx()), "canonical text means the same");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto filter = Filter::parse(text, onlyHttp);
    if (!filter) {
        checkError(filter.error(), text);
        return 0;
    }
    checkText(*filter);
    const Filter none = filter->without(*filter);
    ls::fuzz::require(filter->isEmpty() || !none.matches(nginx()), "nothing passes a filter that excludes itself");
    return 0;
}
