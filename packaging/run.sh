#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds, and runs a demonstration: a sweep of the backlog on this machine's own kernel.
#
#   packaging/run.sh                    the demonstration
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
mkdir -p "$tree/build"
[[ -e $tree/build/release/bin/listenscope-cli ]] || printf 'Building, once; this takes a minute or two\n' >&2
build release >"$log" 2>&1 || { tail -n 30 "$log" >&2 && fail "the build failed; all of it is in $log"; }

cli=$tree/build/release/bin/listenscope-cli
(($# == 0)) || exec "$cli" "$@"

csv=$tree/build/demonstration.csv
printf 'Which backlog takes a burst of 400 clients while nobody calls accept()? One fresh private namespace per row.\n\n'
"$cli" sweep --vary backlog=1..512:log2 --clients 400 --accept none --duration 300ms --csv "$csv"
printf '\nThe rows are in %s\nNext: packaging/run.sh -- lab --backlog 5 --clients 200 --accept none\n' "$csv"
