// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/sweep_file.h"

#include "engine/base/parse.h"
#include "engine/base/text_file.h"
#include "engine/base/version.h"
#include "engine/kernel/kernel_version.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <set>

namespace ls::model {

namespace {

constexpr std::string_view kCleanRuns = "clean_runs"; ///< the app's own preamble line: rows judged with all counters

constexpr std::size_t kMostBytes = std::size_t{256} << 20; ///< the largest sweep writes some 30 MB

/// The fields of one line as RFC 4180 writes them; a quoted line break does not occur in a sweep.
std::vector<std::string> splitCsv(std::string_view line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else if (c != '\r') {
            fields.back() += c;
        }
    }
    return fields;
}

Failure notASweep(std::size_t line, std::string why) {
    return failure(ErrorCode::BadInput, fmt::format("line {}: {}", line, why),
                   "choose a CSV that a sweep of listenscope or listenscope-cli has written");
}

/// The columns of the first sweeps ended here; a file may lack those that were added later.
constexpr std::string_view kLastOfTheFirst = "holds";

/// run, repeat, the knobs, then the public columns.
Result<std::vector<sweep::Knob>> knobsOf(const std::vector<std::string>& header, std::size_t line) {
    const std::vector<std::string> known = sweep::csvHeader({});
    const auto first = std::find(header.begin(), header.end(), known[2]);
    const auto knobs = first - header.begin() - 2;
    const auto rest = static_cast<std::size_t>(header.end() - first);
    const auto needed =
        static_cast<std::size_t>(std::find(known.begin(), known.end(), kLastOfTheFirst) - known.begin()) - 1;
    const auto same = static_cast<std::ptrdiff_t>(std::min(rest, known.size() - 2));
    if (header.size() < 3 || header[0] != known[0] || header[1] != known[1] || knobs < 1 || knobs > 2 ||
        rest < needed || !std::equal(first, first + same, known.begin() + 2)) {
        return notASweep(line, "these are not the columns of a sweep");
    }
    std::vector<sweep::Knob> out;
    for (auto name = header.begin() + 2; name != first; ++name) {
        out.push_back({*name, {}});
    }
    return out;
}

/// What the rows under this header tell. Columns of a kind stand after those of the one before; older files may have
/// fewer of the last kind.
sweep::Columns columnsOf(const std::vector<std::string>& header, std::size_t knobs) {
    using sweep::Columns;
    const auto tellMore = [&](Columns more, Columns less) {
        const std::size_t first = sweep::csvHeader({}, less).size();
        return header.size() > first + knobs && header[first + knobs] == sweep::csvHeader({}, more)[first];
    };
    return tellMore(Columns::Recorded, Columns::Wired) ? Columns::Recorded
           : tellMore(Columns::Wired, Columns::Plain)  ? Columns::Wired
                                                       : Columns::Plain;
}

sweep::Field fieldOf(const std::string& text) {
    using Kind = sweep::Field::Kind;
    const bool isTruth = text == "true" || text == "false";
    return {text.empty() ? Kind::Nothing : isTruth ? Kind::Truth : numberOf(text) ? Kind::Number : Kind::Names, text};
}

Result<sweep::SweepRow> rowOf(const std::vector<std::string>& header, const std::vector<std::string>& fields,
                              const SweepData& data, std::size_t line) {
    const std::size_t knobs = data.knobs.size();
    if (fields.size() != header.size()) {
        return notASweep(line, fmt::format("{} fields instead of {}", fields.size(), header.size()));
    }
    const auto run = parseInteger(fields[0], 0, std::numeric_limits<std::int64_t>::max());
    const auto repeat = parseInteger(fields[1], 0, std::numeric_limits<std::int32_t>::max());
    if (!run || !repeat) {
        return notASweep(line, "run and repeat are not numbers");
    }
    sweep::SweepRow row{static_cast<std::size_t>(*run), static_cast<unsigned>(*repeat), {}, {}, false};
    row.values.assign(fields.begin() + 2, fields.begin() + 2 + static_cast<std::ptrdiff_t>(knobs));
    // What the file has and we do not know is left out; what we know and it has not is unknown.
    const std::vector<std::string> known = sweep::csvHeader({}, data.columns);
    for (std::size_t i = 2; i < known.size(); ++i) {
        const std::size_t at = i + knobs;
        row.fields.emplace_back(known[i], at < fields.size() ? fieldOf(fields[at]) : sweep::Field());
    }
    row.clean = looksClean(row);
    return row;
}

/// The values of each knob, in the order of their size; words as they come.
void collectValues(SweepData& data) {
    for (std::size_t k = 0; k < data.knobs.size(); ++k) {
        std::vector<std::string>& values = data.knobs[k].values;
        for (const sweep::SweepRow& row : data.rows) {
            if (std::find(values.begin(), values.end(), row.values[k]) == values.end()) {
                values.push_back(row.values[k]);
            }
        }
        std::stable_sort(values.begin(), values.end(), [](const std::string& a, const std::string& b) {
            return numberOf(a).value_or(0) < numberOf(b).value_or(0);
        });
    }
}

/// Where this app wrote the file it also wrote which runs were clean, judged by counters that are no columns.
void applyCleanRuns(const record::CsvPreamble& preamble, std::vector<sweep::SweepRow>& rows) {
    const auto found =
        std::find_if(preamble.begin(), preamble.end(), [](const auto& entry) { return entry.first == kCleanRuns; });
    if (found == preamble.end()) {
        return;
    }
    std::set<std::string, std::less<>> clean;
    for (const std::string_view run : split(found->second, ' ')) {
        clean.emplace(run);
    }
    for (sweep::SweepRow& row : rows) {
        row.clean = clean.contains(std::to_string(row.run));
    }
}

Result<SweepFile> parse(std::string_view text) {
    SweepFile file;
    std::vector<std::string> header;
    std::size_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        if (line.starts_with("# ")) {
            const std::size_t colon = line.find(':');
            if (colon != std::string_view::npos) {
                file.preamble.emplace_back(line.substr(2, colon - 2), line.substr(std::min(colon + 2, line.size())));
            }
        } else if (line.empty()) {
            continue;
        } else if (header.empty()) {
            header = splitCsv(line);
            LS_TRY_ASSIGN(file.data.knobs, knobsOf(header, number));
            file.data.columns = columnsOf(header, file.data.knobs.size());
        } else {
            LS_TRY_ASSIGN(sweep::SweepRow row, rowOf(header, splitCsv(line), file.data, number));
            file.data.rows.push_back(std::move(row));
        }
    }
    if (header.empty()) {
        return notASweep(number, "the file has no header");
    }
    applyCleanRuns(file.preamble, file.data.rows);
    collectValues(file.data);
    return file;
}

} // namespace

Result<SweepFile> readSweepFile(const std::filesystem::path& path) {
    LS_TRY_ASSIGN(const std::string text, readTextFile(path.string(), kMostBytes));
    auto file = parse(text);
    if (!file) {
        return tl::unexpected(std::move(file).error().withContext(path.filename().string()));
    }
    return file;
}

QStringList sweepColumns(const SweepData& data) {
    QStringList columns;
    for (const std::string& column : sweep::csvHeader(data.knobs, data.columns)) {
        columns << QString::fromStdString(column); // no setting has a name that would be quoted
    }
    return columns;
}

QList<QStringList> sweepFields(const SweepData& data) {
    QList<QStringList> rows;
    for (const sweep::SweepRow& row : data.rows) {
        QStringList fields{QString::number(row.run), QString::number(row.repeat)};
        for (const std::string& value : row.values) {
            fields << QString::fromStdString(value);
        }
        for (const auto& [name, field] : row.fields) {
            fields << QString::fromStdString(field.text);
        }
        rows << fields;
    }
    return rows;
}

record::CsvPreamble sweepPreamble(const std::string& command, std::uint64_t seed, const SweepData& data) {
    std::vector<std::size_t> clean;
    for (const sweep::SweepRow& row : data.rows) {
        if (row.clean) {
            clean.push_back(row.run);
        }
    }
    return {{"version", kVersion},
            {"kernel", kernel::runningKernelRelease()},
            {"command", command},
            {"seed", std::to_string(seed)},
            {"units", "_us microseconds; _s seconds; all others counts"},
            {std::string(kCleanRuns), fmt::format("{}", fmt::join(clean, " "))}};
}

} // namespace ls::model
