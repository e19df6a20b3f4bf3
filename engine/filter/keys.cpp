// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/filter/keys.h"

#include "engine/filter/fold.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <span>
#include <vector>

namespace ls::filter {

namespace {

struct KeyWord {
    std::string_view word;
    Key key;
};

// The first word of a key is its canonical one.
constexpr KeyWord kKeyWords[] = {
    {"fill", Key::Fill},          {"depth", Key::Depth},       {"waiting", Key::Depth},
    {"limit", Key::Limit},        {"drops", Key::Drops},       {"half_open", Key::HalfOpen},
    {"half-open", Key::HalfOpen}, {"halfopen", Key::HalfOpen}, {"proc", Key::Process},
    {"process", Key::Process},    {"pid", Key::Pid},           {"unit", Key::Unit},
    {"user", Key::User},          {"uid", Key::User},          {"family", Key::Family},
    {"inode", Key::Inode},        {"state", Key::State},       {"sport", Key::LocalPort},
    {"dport", Key::PeerPort},     {"port", Key::Port},         {"src", Key::Local},
    {"dst", Key::Peer},
};

struct StateWord {
    std::string_view word;
    StateSet states;
};

constexpr StateSet bit(unsigned state) {
    return StateSet{1} << state;
}

// include/net/tcp_states.h; the kernel reports TCP_NEW_SYN_RECV (12) as SYN_RECV.
constexpr StateSet kAll = 0x3ffe;
constexpr StateSet kConnected = kAll & ~(bit(7) | bit(10));
constexpr StateSet kBucket = bit(3) | bit(6);

// Groups as scan_state() of iproute2's misc/ss.c forms them. The first word of a set is its canonical one.
constexpr StateWord kStateWords[] = {
    {"established", bit(1)},
    {"syn-sent", bit(2)},
    {"syn-recv", bit(3)},
    {"syn-rcv", bit(3)},
    {"fin-wait-1", bit(4)},
    {"fin-wait-2", bit(5)},
    {"time-wait", bit(6)},
    {"closed", bit(7)},
    {"close", bit(7)},
    {"unconnected", bit(7)},
    {"close-wait", bit(8)},
    {"last-ack", bit(9)},
    {"listen", bit(10)},
    {"listening", bit(10)},
    {"closing", bit(11)},
    {"bound-inactive", bit(13)},
    {"all", kAll},
    {"connected", kConnected},
    {"synchronized", kConnected & ~bit(2)},
    {"bucket", kBucket},
    {"big", kAll & ~kBucket},
};

/// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + cost});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
            }
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

template <typename Word, std::size_t n>
std::string_view nearest(std::string_view word, const Word (&words)[n]) {
    constexpr std::size_t kLongest = 24; // nothing longer is a slip of the fingers
    if (word.empty() || word.size() > kLongest) {
        return {};
    }
    const std::string lower = folded(word);
    std::size_t best = lower.size() <= 3 ? 2 : 3; // one slip in a short word, two in a longer one
    std::string_view found;
    for (const Word& candidate : words) {
        if (const std::size_t d = distance(lower, candidate.word); d < best) {
            best = d;
            found = candidate.word;
        }
    }
    return found;
}

/// The canonical words, joined by commas.
template <typename Word, std::size_t n, typename Value>
std::string listOf(const Word (&words)[n], Value value) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) {
        const bool again = std::any_of(words, words + i, [&](const Word& w) { return value(w) == value(words[i]); });
        if (!again) {
            out += (out.empty() ? "" : ", ") + std::string(words[i].word);
        }
    }
    return out;
}

/// The kernel writes FIN_WAIT1, netstat too; ss fin-wait-1.
std::string plain(std::string_view state) {
    std::string out;
    std::copy_if(state.begin(), state.end(), std::back_inserter(out), [](char c) { return c != '-' && c != '_'; });
    return folded(out);
}

} // namespace

ValueKind valueKindOf(Key key) {
    switch (key) {
    case Key::Fill:
        return ValueKind::Share;
    case Key::Process:
    case Key::Unit:
    case Key::Family:
        return ValueKind::Text;
    case Key::User:
        return ValueKind::User;
    case Key::State:
        return ValueKind::State;
    case Key::LocalPort:
    case Key::PeerPort:
    case Key::Port:
        return ValueKind::Port;
    case Key::Local:
    case Key::Peer:
        return ValueKind::Endpoint;
    case Key::Depth:
    case Key::Limit:
    case Key::Drops:
    case Key::HalfOpen:
    case Key::Pid:
    case Key::Inode:
        break;
    }
    return ValueKind::Number;
}

std::optional<Key> keyNamed(std::string_view word) {
    const auto* found = std::find_if(std::begin(kKeyWords), std::end(kKeyWords),
                                     [&](const KeyWord& k) { return equalFolded(k.word, word); });
    return found != std::end(kKeyWords) ? std::optional(found->key) : std::nullopt;
}

std::string_view nameOf(Key key) {
    const auto* found =
        std::find_if(std::begin(kKeyWords), std::end(kKeyWords), [&](const KeyWord& k) { return k.key == key; });
    return found->word;
}

std::string_view nearestKey(std::string_view word) {
    return nearest(word, kKeyWords);
}

std::string keyList() {
    return listOf(kKeyWords, [](const KeyWord& k) { return k.key; });
}

std::optional<StateSet> statesNamed(std::string_view word) {
    const std::string wanted = plain(word);
    const auto* found = std::find_if(std::begin(kStateWords), std::end(kStateWords),
                                     [&](const StateWord& s) { return plain(s.word) == wanted; });
    return found != std::end(kStateWords) ? std::optional(found->states) : std::nullopt;
}

std::string_view nameOf(StateSet states) {
    const auto* found = std::find_if(std::begin(kStateWords), std::end(kStateWords),
                                     [&](const StateWord& s) { return s.states == states; });
    return found != std::end(kStateWords) ? found->word : std::string_view("all");
}

std::string_view nearestState(std::string_view word) {
    return nearest(word, kStateWords);
}

std::string stateList() {
    return listOf(kStateWords, [](const StateWord& s) { return s.states; });
}

} // namespace ls::filter
