// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pcap_reader.h"

#include <array>
#include <memory>
#include <span>
#include <stdexcept>

#include <pcap/pcap.h>

namespace ls::test {

namespace {

struct CloseCapture {
    void operator()(pcap_t* capture) const { ::pcap_close(capture); }
};

} // namespace

std::vector<PcapFrame> readPcap(const std::filesystem::path& file) {
    std::array<char, PCAP_ERRBUF_SIZE> problem{};
    const std::unique_ptr<pcap_t, CloseCapture> capture(
        ::pcap_open_offline_with_tstamp_precision(file.c_str(), PCAP_TSTAMP_PRECISION_NANO, problem.data()));
    if (!capture) {
        throw std::runtime_error(problem.data());
    }
    std::vector<PcapFrame> frames;
    pcap_pkthdr* header = nullptr;
    const u_char* bytes = nullptr;
    int got = 0;
    while ((got = ::pcap_next_ex(capture.get(), &header, &bytes)) == 1) {
        const std::span whole(reinterpret_cast<const std::byte*>(bytes), header->caplen);
        const Nanoseconds time = std::chrono::seconds(header->ts.tv_sec) + Nanoseconds(header->ts.tv_usec);
        frames.push_back({time, {whole.begin(), whole.end()}});
    }
    if (got != PCAP_ERROR_BREAK) { // the file's end, pcap_next_ex(3PCAP)
        throw std::runtime_error(file.string() + ": " + ::pcap_geterr(capture.get()));
    }
    return frames;
}

} // namespace ls::test
