// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/preset_catalogue.h"

#include "engine/base/text_file.h"
#include "engine/base/unique_fd.h"
#include "engine/experiment/preset_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace ls::experiment {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEnding = ".toml";
constexpr int kMostCopies = 1000;

std::vector<fs::path> presetFiles(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == kEnding) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<> writeNew(int fd, const fs::path& file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0) {
            const int err = errno;
            ::unlink(file.c_str());
            return failure(ErrorCode::Output, fmt::format("{}: {}", file.string(), describeErrno(err)));
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

} // namespace

fs::path userPresetFolder() {
    constexpr const char* kFolder = "listenscope/experiments";
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && data[0] == '/') {
        return fs::path(data) / kFolder;
    }
    if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/') {
        return fs::path(home) / ".local/share" / kFolder;
    }
    return {};
}

Result<PresetCatalogue> PresetCatalogue::load(const PresetContext& context, const fs::path& folder) {
    PresetCatalogue catalogue;
    for (const PresetText& each : presetTexts()) {
        LS_TRY_ASSIGN(Preset preset,
                      parsePreset(each.text, std::string(each.name), fmt::format("{}{}", each.name, kEnding), context));
        catalogue.m_presets.push_back(std::move(preset));
    }
    if (!folder.empty()) {
        catalogue.addFolder(context, folder);
    }
    return catalogue;
}

void PresetCatalogue::addFolder(const PresetContext& context, const fs::path& folder) {
    for (const fs::path& file : presetFiles(folder)) {
        auto preset = loadPreset(file, context);
        if (!preset) {
            m_problems.push_back(std::move(preset).error());
        } else if (find(preset->name) != nullptr) {
            m_problems.push_back({ErrorCode::BadInput, 0,
                                  fmt::format("{}: a built-in experiment is called {}", file.string(), preset->name),
                                  "rename the file"});
        } else {
            m_presets.push_back(std::move(*preset));
        }
    }
}

const Preset* PresetCatalogue::find(std::string_view name) const {
    const auto found =
        std::find_if(m_presets.begin(), m_presets.end(), [&](const Preset& preset) { return preset.name == name; });
    return found != m_presets.end() ? &*found : nullptr;
}

Result<Preset> loadPreset(const fs::path& file, const PresetContext& context) {
    auto text = readRegularFile(file.string());
    if (!text) {
        return failure(ErrorCode::BadInput, text.error().text, "give a preset's name or its file");
    }
    LS_TRY_ASSIGN(Preset preset, parsePreset(*text, file.stem().string(), file.string(), context));
    preset.file = file.string();
    return preset;
}

Result<fs::path> copyPreset(const Preset& preset, const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return failure(ErrorCode::Output, fmt::format("{}: {}", folder.string(), error.message()));
    }
    for (int i = 1; i <= kMostCopies; ++i) {
        const std::string number = i == 1 ? "" : fmt::format("-{}", i);
        fs::path file = folder / fmt::format("{}-copy{}{}", preset.name, number, kEnding);
        const UniqueFd fd(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
        const int err = errno;
        if (fd.isOpen()) {
            LS_TRY(writeNew(fd.get(), file, preset.text));
            return file;
        }
        if (err != EEXIST) {
            return failure(ErrorCode::Output, fmt::format("{}: {}", file.string(), describeErrno(err)));
        }
    }
    return failure(ErrorCode::Output, fmt::format("{} holds too many copies of {}", folder.string(), preset.name));
}

} // namespace ls::experiment
