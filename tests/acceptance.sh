#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs the commands every release must get right and compares their figures with what the kernel must have done.
# Needs nothing but a POSIX shell, sed, grep and awk, so that it also runs under busybox on a kernel in a virtual
# machine (tests/on_debian_kernel.sh).
#
#   CLI   the program, listenscope-cli by default
#   OUT   directory for the JSON of every command, a new one under TMPDIR by default
#   SLOW  1 on a machine whose own speed decides rate-driven results (emulation): those are printed, not required
#
# Exit status: 1 when a figure is not what it must be.
set -u

CLI=${CLI:-listenscope-cli}
OUT=${OUT:-$(mktemp -d)}
SLOW=${SLOW:-0}
cookies_off='--sysctl net.ipv4.tcp_syncookies=0'
ok=0
refused=0
wrong=0

# --- reading the JSON: one key a line, two spaces a level ---

# figure SECTION KEY: the value of a key one level down, or nothing.
figure() {
    awk -v section="$1" -v key="$2" '
        /^  "/ { split($0, quoted, "\""); current = quoted[2] }
        /^    "/ {
            split($0, quoted, "\"")
            if (current == section && quoted[2] == key) {
                sub(/^[^:]*: /, "")
                sub(/,$/, "")
                print
                exit
            }
        }' "$json"
}

# state SIDE STATE: how many sockets of the server or the client are in that state.
state() {
    sed -n '/^  "states"/,/^  }/p' "$json" | sed -n "/^    \"$1\"/,/^    }/p" |
        sed -n "s/^      \"$2\": \([0-9]*\).*/\1/p"
}

# column KEY: the value of a key in every row of a sweep, one a line.
column() {
    sed -n "s/^      \"$1\": \(.*[^,]\),*\$/\1/p" "$json"
}

# --- judging one command ---

is_number() {
    case $1 in
    '' | *[!0-9]*) return 1 ;;
    esac
}

# shows NAME VALUE: adds a figure to the line of this command.
shows() {
    line="$line${line:+,} $1 $2"
}

blames() {
    line="$line ($1)"
    verdict=WRONG
}

# must NAME VALUE EXPECTED
must() {
    shows "$1" "$2"
    [ "$2" = "$3" ] || blames "must be $3"
}

# must_lie NAME VALUE LOW HIGH: both ends included.
must_lie() {
    shows "$1" "$2"
    { is_number "$2" && [ "$2" -ge "$3" ] && [ "$2" -le "$4" ]; } || blames "must be $3 to $4"
}

# must_exceed NAME VALUE LOW
must_exceed() {
    shows "$1" "$2"
    { is_number "$2" && [ "$2" -gt "$3" ]; } || blames "must exceed $3"
}

# What the SYN queue of the run's listener holds: limit + 1, or limit on kernels before 2025. The program measures it.
syn_room() { figure model syn_capacity; }

client() { must "$1" "$(figure clients "$1")" "$2"; }
server() { must "$1" "$(figure server "$1")" "$2"; }

# runs NAME ARGUMENTS...: runs the program; the JSON goes to NAME.json, what it says on stderr to NAME.err.
runs() {
    json=$OUT/$1.json
    errors=$OUT/$1.err
    shift
    printf '%s\n' "$CLI $*"
    line=
    verdict=ok
    "$CLI" "$@" --json >"$json" 2>"$errors"
    status=$?
    [ -s "$errors" ] || rm -f "$errors"
    [ "$status" -eq 0 ] || blames "exit status $status: $(cat "$errors" 2>/dev/null)"
    [ "$status" -eq 0 ]
}

# family: empty, or --ipv6 while the cases are run over IPv6. An IPv6 address stands in brackets.
family=

lab() {
    name=$1$family
    shift
    # shellcheck disable=SC2086 # nothing or one word
    runs "$name" lab $family "$@" || return
    must holds "$(figure conservation holds)" true
    case $family,$(figure listener address) in
    ,\"\[* | --ipv6,\"[!\[]*) blames 'the other address family' ;;
    esac
}

sweep() {
    name=$1
    shift
    runs "$name" sweep "$@" && must 'rows that do not hold' "$(column holds | grep -cv true)" 0
}

# check CASE [TRIES]: a case is a function that runs one command and says what its figures must be.
check() {
    tries=${2:-1}
    attempt=1
    while :; do
        "$1"
        printf '    %s:%s\n' "$verdict" "$line"
        if [ "$verdict" != WRONG ] || [ "$attempt" -ge "$tries" ]; then
            break
        fi
        attempt=$((attempt + 1))
        printf '    attempt %d of %d: ' "$attempt" "$tries"
    done
    case $verdict in
    ok) ok=$((ok + 1)) ;;
    refused) refused=$((refused + 1)) ;;
    *) wrong=$((wrong + 1)) ;;
    esac
}

# --- the cases ---

full_queue() {
    lab full_queue --backlog 5 --clients 9 --accept none || return
    client established 6
    client pending 3
    must limit "$(figure listener limit)" 5
    must capacity "$(figure listener capacity)" 6
    server queued 6
    must 'prediction matches' "$(figure prediction matches)" true
}

# Before 6.3 the kernel has no net.core.* in the network namespace of a user namespace: there saying so is the only
# right answer.
hides_net_core() {
    uname -r | awk -F '[.-]' '{ exit !($1 < 6 || ($1 == 6 && $2 < 3)) }'
}

somaxconn() {
    if ! lab somaxconn --backlog 5 --sysctl net.core.somaxconn=2 --clients 10 --accept none; then
        if hides_net_core && grep -q net.core.somaxconn "$errors"; then
            verdict=refused
        fi
        return
    fi
    must limit "$(figure listener limit)" 2
    client established 3
}

backlog_zero() {
    lab backlog_zero --backlog 0 --clients 4 --accept none || return
    client established 1
}

all_accepted() {
    lab all_accepted --backlog 1024 --clients 1000 --accept all || return
    client established 1000
    server accepted 1000
}

# Retransmitted SYNs come in bursts, and with cookies off each burst brings in one queue full.
late_accept_without_cookies() {
    # shellcheck disable=SC2086
    lab late_accept_without_cookies --backlog 5 --clients 200 --accept none@0s,all@500ms $cookies_off \
        --duration 6500ms || return
    established=$(figure clients established)
    must_lie established "$established" 12 199
    must 'established after the first 6, modulo the SYN queue' "$(((established - 6) % $(syn_room)))" 0
    server accepted "$established"
    client pending "$((200 - established))"
}

# With cookies on every client ends up connected, most of them to a server that does not know them.
late_accept_with_cookies() {
    lab late_accept_with_cookies --backlog 5 --clients 200 --accept none@0s,all@500ms --duration 6500ms || return
    accepted=$(figure server accepted)
    half_open=$(figure server half_open)
    unknown=$(figure server unknown)
    sent=$(figure counters SyncookiesSent)
    client established 200
    must_lie accepted "$accepted" 1 199
    shows half_open "$half_open"
    shows unknown "$unknown"
    must 'their sum' "$((accepted + half_open + unknown))" 200
    must_lie SyncookiesSent "${sent:-0}" 1 1000000
}

raised_backlog() {
    lab raised_backlog --backlog 5 --backlog-at 300ms=50 --clients 40 --accept none || return
    must limit "$(figure listener limit)" 50
    client established 40
    server queued 40
    must_lie p99 "$(figure connect_latency_us p99)" 1000000 1200000
}

# The next three need all SYN retransmits in one softirq batch. A burst that straddles a tick of the timer wheel makes
# two batches, so each may be tried again.
raised_backlog_burst() {
    lab raised_backlog_burst --backlog 5 --backlog-at 300ms=50 --clients 100 --accept none || return
    server queued 51
    server half_open "$(($(syn_room) - 45))"
    server unknown "$((94 - $(syn_room)))"
    client established 100
}

raised_backlog_burst_without_cookies() {
    # shellcheck disable=SC2086
    lab raised_backlog_burst_without_cookies --backlog 5 --backlog-at 300ms=50 --clients 100 --accept none \
        $cookies_off || return
    server queued 51
    server half_open "$(($(syn_room) - 45))"
    client established "$(($(syn_room) + 6))"
    client pending "$((94 - $(syn_room)))"
}

raised_backlog_burst_with_abort() {
    # shellcheck disable=SC2086
    lab raised_backlog_burst_with_abort --backlog 5 --backlog-at 300ms=50 --clients 100 --accept none \
        $cookies_off --sysctl net.ipv4.tcp_abort_on_overflow=1 || return
    server queued 51
    client established 51
    client reset "$(($(syn_room) - 45))"
    client pending "$((94 - $(syn_room)))"
}

given_up() {
    lab given_up --backlog 5 --clients 9 --accept none --sysctl net.ipv4.tcp_syn_retries=1 --duration 4500ms || return
    client established 6
    client timed_out 3
}

sweep_of_limits() {
    sweep sweep_of_limits --vary backlog=1,2,4,8,16,32,64,128,256,512 --clients 400 --accept none --repeat 2 \
        --duration 500ms --csv "$OUT/sweep_of_limits.csv" || return
    must rows "$(column run | wc -l | tr -d ' ')" 20
    must 'rows of CSV' "$(grep -c '^[0-9]' "$OUT/sweep_of_limits.csv")" 20
    shows established "$(column established | sort -nu | tr '\n' '/')"
    column backlog >"$OUT/backlogs"
    column established >"$OUT/established"
    must 'rows where that is not min(400, backlog + 1)' \
        "$(paste "$OUT/backlogs" "$OUT/established" | awk '{ want = $1 + 1 < 400 ? $1 + 1 : 400 } $2 != want' | wc -l |
            tr -d ' ')" 0
    rm -f "$OUT/backlogs" "$OUT/established"
}

sweep_of_rate() {
    sweep sweep_of_rate --vary backlog=1..1024:log2 --clients 800 --accept 2000/s || return
    advice=$(figure recommendation value)
    others=$(column established | grep -cvx 800)
    if [ "$SLOW" = 1 ]; then
        shows recommendation "$advice"
        shows 'rows where established is not 800' "$others"
        return
    fi
    must recommendation "$advice" 1024
    must 'rows where established is not 800' "$others" 0
}

# --- with a wire between clients and server ---

# The first handshake is over, the second and third are under way together: the SYN queue has room for both, the accept
# queue for one. A SYN queue that holds one lets the third begin only when the accept queue is full: no ACK comes late.
last_ack() {
    name=$1
    shift
    # shellcheck disable=SC2086 # two words
    lab "$name" --backlog 1 --clients 4 --rate 15/s --accept none --rtt 100ms --payload 13 $cookies_off "$@" \
        --duration 6500ms || return
    server queued 2
    must_exceed RetransSegs "$(figure counters RetransSegs)" 0
    if [ "$(syn_room)" = 1 ]; then
        client established 2
        must overflow_at.ack "$(figure overflow_at ack)" 0
        return 1
    fi
    must_exceed overflow_at.ack "$(figure overflow_at ack)" 0
}

last_ack_meets_full_queue() {
    last_ack last_ack_meets_full_queue || return
    client established 3
    server half_open 1
    must SYN_RECV "$(state server SYN_RECV)" 1
}

last_ack_meets_full_queue_with_abort() {
    last_ack last_ack_meets_full_queue_with_abort --sysctl net.ipv4.tcp_abort_on_overflow=1 || return
    client established 2
    client reset 1
    must EmbryonicRsts "$(figure counters EmbryonicRsts)" 1
}

# All four SYNs come together, so the SYN queue is full before the accept queue is.
burst_over_wire() {
    # shellcheck disable=SC2086 # two words
    lab burst_over_wire --backlog 1 --clients 4 --accept none --rtt 100ms --payload 13 $cookies_off \
        --duration 6500ms || return
    client established 2
    server queued 2
    must_exceed overflow_at.syn "$(figure overflow_at syn)" 0
    must overflow_at.ack "$(figure overflow_at ack)" 0
    # Where it holds one, a client comes in a second later: how many is not foretold.
    if [ "$(syn_room)" = 2 ]; then
        must TCPReqQFullDrop "$(figure counters TCPReqQFullDrop)" 2
        must matches "$(figure prediction matches)" true
    fi
}

ghosts() {
    lab ghosts --backlog 5 --clients 9 --accept none --rtt 50ms || return
    client established 9
    server queued 6
    server unknown 3
    must overflow_at.ack "$(figure overflow_at ack)" 3
    must matches "$(figure prediction matches)" true
}

half_open() {
    name=$1
    shift
    lab "$name" --half-open 200 --rtt 1ms "$@" || return
    must matches "$(figure prediction matches)" true
    must ListenOverflows "$(figure counters ListenOverflows)" ''
}

half_open_without_cookies() {
    # shellcheck disable=SC2086 # two words
    half_open half_open_without_cookies --backlog 16 $cookies_off || return
    must_lie 'SYN queue' "$(syn_room)" 16 17
    must SYN_RECV "$(state server SYN_RECV)" "$(syn_room)"
    must TCPReqQFullDrop "$(figure counters TCPReqQFullDrop)" "$((200 - $(syn_room)))"
}

half_open_three_quarters() {
    # shellcheck disable=SC2086 # two words
    half_open half_open_three_quarters --backlog 512 $cookies_off --sysctl net.ipv4.tcp_max_syn_backlog=64 || return
    must SYN_RECV "$(state server SYN_RECV)" 49
    must ListenDrops "$(figure counters ListenDrops)" 151
    must TCPReqQFullDrop "$(figure counters TCPReqQFullDrop)" ''
    must syn_queue_three_quarters "$(figure causes syn_queue_three_quarters)" 151
}

half_open_with_cookies() {
    half_open half_open_with_cookies --backlog 16 || return
    must SYN_RECV "$(state server SYN_RECV)" "$(syn_room)"
    must SyncookiesSent "$(figure counters SyncookiesSent)" "$((200 - $(syn_room)))"
    must ListenDrops "$(figure counters ListenDrops)" ''
}

# One row each for IPv4 and IPv6: the same figures, and with a wire each says when the queue was full.
sweep_over_wire() {
    sweep sweep_over_wire --vary ipv6=off,on --backlog 5 --clients 9 --accept none --rtt 50ms || return
    must rows "$(column run | wc -l | tr -d ' ')" 2
    must established "$(column established | sort -u)" 9
    must unknown "$(column unknown | sort -u)" 3
    must overflow_at_syn "$(column overflow_at_syn | sort -u)" 0
    must overflow_at_ack "$(column overflow_at_ack | sort -u)" 3
}

mkdir -p "$OUT"
check full_queue
check somaxconn
check backlog_zero
check all_accepted
check late_accept_without_cookies
check late_accept_with_cookies
check raised_backlog
check raised_backlog_burst 3
check raised_backlog_burst_without_cookies 3
check raised_backlog_burst_with_abort 3
check given_up
check last_ack_meets_full_queue 3
check last_ack_meets_full_queue_with_abort 3
check burst_over_wire
check ghosts
check half_open_without_cookies
check half_open_three_quarters
check half_open_with_cookies
check sweep_of_limits
check sweep_of_rate
check sweep_over_wire

family=--ipv6
check full_queue
check all_accepted
check raised_backlog_burst 3
check last_ack_meets_full_queue 3
check last_ack_meets_full_queue_with_abort 3
check burst_over_wire
check ghosts
check half_open_without_cookies
check half_open_three_quarters
check half_open_with_cookies
printf '%d ok, %d refused by this kernel, %d wrong (Linux %s, uid %s)\n' "$ok" "$refused" "$wrong" "$(uname -r)" "$(id -u)"
printf 'What every command printed: %s\n' "$OUT"
[ "$wrong" -eq 0 ]
