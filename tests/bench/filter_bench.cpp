// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/filter.h"
#include "tests/bench/bench.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace ls::bench {

namespace {

using filter::Address;
using filter::Key;

constexpr std::size_t kRows = 50'000;
constexpr unsigned kPasses = 20;
constexpr double kPerSecond = 10; ///< how often the page looks at every row
constexpr double kMost = 0.1;     ///< of a core

/// What a row of the page holds, and no more work to answer than there.
class BenchRow final : public filter::Row {
public:
    explicit BenchRow(std::uint32_t n)
        : m_local(Address::v4(0x0a000000U + n % 256))
        , m_peer(Address::v4(0x7f000000U + n))
        , m_depth(n % 129)
        , m_port(n % 2 == 0 ? 80 : 443)
        , m_shown(fmt::format("10.0.0.{}:{}", n % 256, m_port))
        , m_process(n % 3 == 0 ? "nginx" : "postgres")
        , m_unit(m_process + ".service") {}

    [[nodiscard]] std::optional<double> number(Key key, std::size_t index) const override {
        if (index > 0) {
            return std::nullopt;
        }
        switch (key) {
        case Key::Depth:
            return m_depth;
        case Key::Fill:
            return m_depth / 128.0;
        case Key::LocalPort:
            return m_port;
        case Key::State:
            return 10;
        default:
            return std::nullopt;
        }
    }
    [[nodiscard]] std::optional<std::string_view> text(Key key, std::size_t index) const override {
        if (index > 0 || (key != Key::Process && key != Key::Unit)) {
            return std::nullopt;
        }
        return key == Key::Process ? m_process : m_unit;
    }
    [[nodiscard]] std::optional<Address> address(Key key) const override {
        return key == Key::Local ? m_local : m_peer;
    }
    [[nodiscard]] bool contains(const filter::Needle& needle) const override {
        return needle.isIn(m_shown) || needle.isIn(m_process) || needle.isIn(m_unit);
    }

private:
    Address m_local;
    Address m_peer;
    std::uint32_t m_depth;
    std::uint32_t m_port;
    std::string m_shown;
    std::string m_process;
    std::string m_unit;
};

Row rowOf(std::string_view text, const std::vector<std::unique_ptr<BenchRow>>& rows) {
    const auto filter = filter::Filter::parse(text).value();
    std::size_t matched = 0;
    const Nanoseconds before = threadCpu();
    for (unsigned pass = 0; pass < kPasses; ++pass) {
        for (const auto& row : rows) {
            matched += filter.matches(*row) ? 1 : 0;
        }
    }
    const double perRow = toSeconds(threadCpu() - before) / kPasses / static_cast<double>(rows.size());
    const double core = perRow * static_cast<double>(rows.size()) * kPerSecond;
    return {std::string(text),
            fmt::format("{:.0f} ns a row", perRow * 1e9),
            "-",
            fmt::format("{:.1f} % ({})", core * 100, matched / kPasses),
            fmt::format("<= {:.0f} %", kMost * 100),
            core <= kMost};
}

} // namespace

Result<std::vector<Row>> benchFilter() {
    std::vector<std::unique_ptr<BenchRow>> rows;
    for (std::uint32_t n = 0; n < kRows; ++n) {
        rows.push_back(std::make_unique<BenchRow>(n));
    }
    return std::vector{rowOf("sport = :80 and fill > 0.5", rows), rowOf("postgre", rows),
                       rowOf("proc = ng* or src 10.0.0.0/25", rows),
                       rowOf("not (apache or redis or unit = mysql) and state listen", rows)};
}

} // namespace ls::bench
