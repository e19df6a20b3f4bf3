// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/counter_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ls::model {

namespace {

struct Known {
    std::string_view name;
    const char* meaning;
    bool loss = false;
};

// Most telling first. lupdate finds the texts by the macro; they are translated where they are used.
constexpr std::array kKnown{
    Known{"ListenOverflows",
          QT_TRANSLATE_NOOP("Counter", "Packets of handshakes dropped because the accept queue was full: a SYN, or the "
                                       "last ACK. A SYN sent again and dropped again counts again."),
          true},
    Known{"ListenDrops",
          QT_TRANSLATE_NOOP("Counter", "Packets of handshakes dropped by a listener for whatever reason; overflows are "
                                       "among them."),
          true},
    Known{"TCPReqQFullDrop",
          QT_TRANSLATE_NOOP("Counter", "SYNs dropped because the SYN queue was full and SYN cookies were off."), true},
    Known{"TCPReqQFullDoCookies",
          QT_TRANSLATE_NOOP("Counter", "SYNs answered with a cookie because the SYN queue was full.")},
    Known{"TCPAbortOnOverflow",
          QT_TRANSLATE_NOOP("Counter", "Connections reset because the accept queue was full and tcp_abort_on_overflow "
                                       "is 1."),
          true},
    Known{"TCPTimeouts",
          QT_TRANSLATE_NOOP("Counter", "Retransmit timers that ran out; here mostly SYNs without an "
                                       "answer."),
          true},
    Known{"TCPSynRetrans", QT_TRANSLATE_NOOP("Counter", "SYNs and SYN/ACKs sent again because no answer came."), true},
    Known{"RetransSegs", QT_TRANSLATE_NOOP("Counter", "Segments sent again."), true},
    Known{"AttemptFails", QT_TRANSLATE_NOOP("Counter", "Connections that ended before they were established."), true},
    Known{"EstabResets", QT_TRANSLATE_NOOP("Counter", "Established connections that ended by a reset."), true},
    Known{"EmbryonicRsts", QT_TRANSLATE_NOOP("Counter", "Half-open connections that a reset ended."), true},
    Known{"SyncookiesSent",
          QT_TRANSLATE_NOOP("Counter", "SYN/ACKs with a cookie: the server remembers nothing of these handshakes, so a "
                                       "client can be connected to a server that does not know it.")},
    Known{"SyncookiesRecv", QT_TRANSLATE_NOOP("Counter", "Last ACKs that brought a valid cookie back.")},
    Known{"SyncookiesFailed", QT_TRANSLATE_NOOP("Counter", "ACKs to a listener without a valid cookie."), true},
    Known{"ActiveOpens", QT_TRANSLATE_NOOP("Counter", "Connections begun by a client: first SYNs.")},
    Known{"PassiveOpens",
          QT_TRANSLATE_NOOP("Counter", "Connections born at a listener: their handshake was completed there.")},
    Known{"InSegs", QT_TRANSLATE_NOOP("Counter", "Segments received.")},
    Known{"OutSegs", QT_TRANSLATE_NOOP("Counter", "Segments sent, without those sent again.")},
    Known{"OutRsts", QT_TRANSLATE_NOOP("Counter", "Resets sent.")},
    Known{"InErrs", QT_TRANSLATE_NOOP("Counter", "Segments received in error."), true},
    Known{"TCPBacklogDrop",
          QT_TRANSLATE_NOOP("Counter", "Segments dropped because a socket was locked and its own backlog full. Not the "
                                       "listen() backlog."),
          true},
    Known{"TCPMigrateReqSuccess",
          QT_TRANSLATE_NOOP("Counter", "Half-open connections taken over by another listener of the group.")},
    Known{"TW", QT_TRANSLATE_NOOP("Counter", "Connections that ended in TIME_WAIT.")},
    Known{"TCPPureAcks", QT_TRANSLATE_NOOP("Counter", "ACKs without data received.")},
    Known{"TCPDelivered", QT_TRANSLATE_NOOP("Counter", "Segments that were acknowledged.")},
};

const Known* find(std::string_view name) {
    const auto* found =
        std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& each) { return each.name == name; });
    return found == kKnown.end() ? nullptr : found;
}

} // namespace

QString counterMeaning(std::string_view name) {
    const Known* known = find(name);
    return known == nullptr ? QString() : QCoreApplication::translate("Counter", known->meaning);
}

bool isLossCounter(std::string_view name) {
    const Known* known = find(name);
    return known != nullptr && known->loss;
}

int counterRank(std::string_view name) {
    const Known* known = find(name);
    return static_cast<int>(known == nullptr ? kKnown.size() : static_cast<std::size_t>(known - kKnown.data()));
}

} // namespace ls::model
