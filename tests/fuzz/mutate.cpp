// SPDX-License-Identifier: GPL-3.0-or-later
// The driver of a fuzz target where the compiler has no libFuzzer. It takes the same arguments,
//
//   fuzz_NAME [-runs=N] [-seed=N] CORPUS...
//
// and runs every file below CORPUS, then N mutations of them. Run n of a seed is always the same input. An input that
// ends the process is left in crash-SEED-N, and `fuzz_NAME crash-SEED-N` runs it alone.
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

// A sanitizer's finding ends in the handler below, which keeps the input.
extern "C" const char* __asan_default_options() {
    return "abort_on_error=1";
}
extern "C" const char* __ubsan_default_options() {
    return "abort_on_error=1:print_stacktrace=1";
}

namespace {

using Input = std::vector<std::uint8_t>;
using Random = std::mt19937_64;

/// What runs now, for the signal handler.
struct Running {
    Input input;
    std::string file;
};
Running& running() {
    static Running now;
    return now;
}

void keepInput(int signal) {
    const Running& now = running();
    if (const int fd = ::open(now.file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644); fd >= 0) {
        const ssize_t written = ::write(fd, now.input.data(), now.input.size());
        ::close(fd);
        std::fprintf(stderr, "%s: %zd bytes, signal %d\n", now.file.c_str(), written, signal);
    }
    std::_Exit(1);
}

void run(Input input, std::string name) {
    running() = {std::move(input), std::move(name)};
    LLVMFuzzerTestOneInput(running().input.data(), running().input.size());
}

std::size_t below(Random& random, std::size_t end) {
    return end == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

/// A part of `from` put into `input`, over what is there or between.
void splice(Input& input, const Input& from, Random& random) {
    constexpr std::size_t kLongest = 64;
    const std::size_t begin = below(random, from.size());
    const std::size_t length = below(random, std::min(kLongest, from.size() - begin) + 1);
    const std::size_t at = below(random, input.size() + 1);
    const auto first = from.begin() + static_cast<std::ptrdiff_t>(begin);
    const Input part(first, first + static_cast<std::ptrdiff_t>(length)); // `from` may be `input`
    if (below(random, 2) == 0) {
        const std::size_t covered = std::min(length, input.size() - at);
        const auto place = input.begin() + static_cast<std::ptrdiff_t>(at);
        input.erase(place, place + static_cast<std::ptrdiff_t>(covered));
    }
    input.insert(input.begin() + static_cast<std::ptrdiff_t>(at), part.begin(), part.end());
}

void cut(Input& input, Random& random) {
    const std::size_t at = below(random, input.size());
    const std::size_t length = below(random, std::min<std::size_t>(input.size() - at, 64) + 1);
    const auto place = input.begin() + static_cast<std::ptrdiff_t>(at);
    input.erase(place, place + static_cast<std::ptrdiff_t>(length));
}

/// A number that lengths and counts get wrong, as 1, 2 or 4 bytes.
void setNumber(Input& input, Random& random) {
    static constexpr std::array<std::uint32_t, 12> kNumbers{0,    1,      15,     16,         0x7f,       0x80,
                                                            0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff};
    const std::uint32_t number = kNumbers[below(random, kNumbers.size())];
    const std::size_t size = std::size_t{1} << below(random, 3);
    if (input.size() >= size) {
        std::memcpy(input.data() + below(random, input.size() - size + 1), &number, size);
    }
}

void setByte(Input& input, Random& random) {
    if (!input.empty()) {
        std::uint8_t& byte = input[below(random, input.size())];
        byte = below(random, 2) == 0 ? static_cast<std::uint8_t>(random())
                                     : static_cast<std::uint8_t>(byte ^ (1U << below(random, 8)));
    }
}

Input mutated(const std::vector<Input>& corpus, Random& random) {
    Input input = corpus[below(random, corpus.size())];
    for (std::size_t left = 1 + below(random, 8); left > 0; --left) {
        switch (below(random, 5)) {
        case 0:
            splice(input, corpus[below(random, corpus.size())], random);
            break;
        case 1:
            splice(input, Input(input), random);
            break;
        case 2:
            cut(input, random);
            break;
        case 3:
            setNumber(input, random);
            break;
        default:
            setByte(input, random);
        }
    }
    return input;
}

void addFile(const std::filesystem::path& path, std::vector<Input>& corpus) {
    std::ifstream file(path, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

void addFiles(const std::filesystem::path& path, std::vector<Input>& corpus) {
    if (!std::filesystem::is_directory(path)) {
        addFile(path, corpus);
        return;
    }
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end()); // the same order, and so the same runs, everywhere
    for (const auto& file : files) {
        addFile(file, corpus);
    }
}

/// "-runs=5" for "-runs=": 5.
bool takeNumber(std::string_view argument, std::string_view name, std::uint64_t& number) {
    return argument.starts_with(name) &&
           std::from_chars(argument.data() + name.size(), argument.data() + argument.size(), number).ec == std::errc();
}

} // namespace

int main(int argc, char** argv) {
    std::uint64_t runs = 0;
    std::uint64_t seed = 1;
    std::vector<Input> corpus;
    for (const std::string_view argument : std::vector<std::string_view>(argv + 1, argv + argc)) {
        if (!takeNumber(argument, "-runs=", runs) && !takeNumber(argument, "-seed=", seed)) {
            addFiles(argument, corpus);
        }
    }
    if (corpus.empty()) {
        std::fprintf(stderr, "usage: %s [-runs=N] [-seed=N] CORPUS...\n", argv[0]);
        return 2;
    }
    std::signal(SIGABRT, keepInput);
#ifndef __SANITIZE_ADDRESS__ // it reports these itself, and then aborts
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
        std::signal(signal, keepInput);
    }
#endif
    for (const Input& input : corpus) {
        run(input, "crash-corpus");
    }
    for (std::uint64_t n = 0; n < runs; ++n) {
        std::seed_seq sequence{seed, n};
        Random random(sequence);
        run(mutated(corpus, random), "crash-" + std::to_string(seed) + "-" + std::to_string(n));
    }
    std::printf("%zu files and %llu mutations of them\n", corpus.size(), static_cast<unsigned long long>(runs));
    return 0;
}
