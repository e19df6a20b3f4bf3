#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds, and starts the desktop app. Without a display it says so and sweeps the backlog on
# this machine's own kernel instead.
#
#   packaging/run.sh                    the app, or the demonstration
#   packaging/run.sh -- ARGUMENTS...    listenscope-cli with these arguments
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"

case ${1:-} in
'') ;;
--) shift ;;
*) fail "unknown argument '$1'; arguments for the program stand after --" ;;
esac

install_missing build run
log=$tree/build/run.log
bin=$tree/build/release/bin
mkdir -p "$tree/build"
[[ -e $bin/listenscope ]] || printf 'Building, once; this takes a few minutes\n' >&2
build release >"$log" 2>&1 || { tail -n 30 "$log" >&2 && fail "the build failed; all of it is in $log"; }

(($# == 0)) || exec "$bin/listenscope-cli" "$@"
[[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] || exec "$bin/listenscope"

printf 'No display here, so no window: the demonstration runs in this terminal.\n'
printf 'Which backlog takes a burst of 400 clients while nobody calls accept()? One fresh private namespace per row.\n\n'
csv=$tree/build/demonstration.csv
"$bin/listenscope-cli" sweep --vary backlog=1..512:log2 --clients 400 --accept none --duration 300ms --csv "$csv"
chart=${csv%.csv}.png
"$bin/listenscope" --chart "$chart" "$csv"
printf '\nThe rows are in %s\nTheir chart is   %s\n' "$csv" "$chart"
printf 'Next: packaging/run.sh -- lab --backlog 5 --clients 200 --accept none\n'
