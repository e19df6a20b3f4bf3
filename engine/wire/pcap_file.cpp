// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/pcap_file.h"

#include "engine/record/output_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include <pcap/pcap.h>

namespace ls::wire {

namespace {

constexpr int kSnapLength = 65535;

struct CloseCapture {
    void operator()(pcap_t* capture) const { ::pcap_close(capture); }
};
struct CloseDump {
    void operator()(pcap_dumper_t* dump) const { ::pcap_dump_close(dump); }
};

} // namespace

/// libpcap writes to a FILE; that one writes to an OutputFile (fopencookie(3)). They stay at their address.
struct PcapFile::Parts {
    explicit Parts(record::OutputFile output)
        : file(std::move(output)) {}

    static ssize_t pass(void* cookie, const char* bytes, std::size_t size) {
        auto& parts = *static_cast<Parts*>(cookie);
        if (auto written = parts.file.write({bytes, size}); !written && !parts.problem) {
            parts.problem = std::move(written).error();
        }
        return parts.problem ? 0 : static_cast<ssize_t>(size); // 0 is an error (fopencookie(3))
    }

    record::OutputFile file;
    std::optional<Error> problem;
    std::unique_ptr<pcap_t, CloseCapture> capture;
    std::unique_ptr<pcap_dumper_t, CloseDump> dump; ///< closed first: it may still pass bytes on
};

Result<PcapFile> PcapFile::create(const std::filesystem::path& target) {
    LS_TRY_ASSIGN(record::OutputFile file, record::OutputFile::create(target, record::OutputFile::Staging::Hidden));
    auto parts = std::make_unique<Parts>(std::move(file));
    parts->capture.reset(::pcap_open_dead_with_tstamp_precision(DLT_EN10MB, kSnapLength, PCAP_TSTAMP_PRECISION_NANO));
    std::FILE* stream = ::fopencookie(parts.get(), "w", {.write = &Parts::pass});
    if (!parts->capture || stream == nullptr) {
        return failure(ErrorCode::Output, fmt::format("{}: no memory for a capture file", target.string()));
    }
    parts->dump.reset(::pcap_dump_fopen(parts->capture.get(), stream));
    if (!parts->dump) {
        std::fclose(stream);
        return failure(ErrorCode::Output,
                       fmt::format("pcap_dump_fopen({}): {}", target.string(), ::pcap_geterr(parts->capture.get())));
    }
    return PcapFile(std::move(parts));
}

PcapFile::PcapFile(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts)) {
}
PcapFile::~PcapFile() = default;
PcapFile::PcapFile(PcapFile&&) noexcept = default;

void PcapFile::write(Nanoseconds time, std::span<const std::byte> kept, std::size_t size) {
    pcap_pkthdr header{};
    const timespec split = toTimespec(time);
    header.ts = {split.tv_sec, split.tv_nsec}; // microseconds only by name: the file's precision is nanoseconds
    header.caplen = static_cast<bpf_u_int32>(kept.size());
    header.len = static_cast<bpf_u_int32>(size);
    ::pcap_dump(reinterpret_cast<u_char*>(m_parts->dump.get()), &header, reinterpret_cast<const u_char*>(kept.data()));
}

Result<> PcapFile::commit() {
    const int flushed = ::pcap_dump_flush(m_parts->dump.get());
    if (m_parts->problem) {
        return tl::unexpected(*m_parts->problem);
    }
    if (flushed != 0) {
        return failure(ErrorCode::Output, "pcap_dump_flush() failed");
    }
    return m_parts->file.commit();
}

Nanoseconds realtimeAhead() {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return std::chrono::seconds(now.tv_sec) + Nanoseconds(now.tv_nsec) - Clock::now().time_since_epoch();
}

Result<> savePcap(const std::filesystem::path& target, std::span<const CapturedFrame> frames) {
    std::vector<std::pair<TimePoint, const CapturedFrame*>> seen;
    for (const CapturedFrame& frame : frames) {
        if (const auto when = frame.packet.atServer()) {
            seen.emplace_back(*when, &frame);
        }
    }
    std::stable_sort(seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    LS_TRY_ASSIGN(PcapFile file, PcapFile::create(target));
    const Nanoseconds ahead = realtimeAhead();
    for (const auto& [when, frame] : seen) {
        file.write(when.time_since_epoch() + ahead, frame->kept(), frame->size);
    }
    return file.commit();
}

} // namespace ls::wire
