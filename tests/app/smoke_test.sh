#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test with real windows on a display of its own.
# usage: smoke_test.sh TEST [ARGUMENTS]; exit status 77 where the programs it needs are missing
set -euo pipefail

for program in Xvfb xdotool; do
    if ! command -v "$program" >/dev/null; then
        echo "$program is not installed (packaging/dependencies)" >&2
        [[ -z ${LISTENSCOPE_REQUIRE_NAMESPACE:-} ]] && exit 77
        exit 1
    fi
done

log=$(mktemp)
exec {ready}< <(exec Xvfb -displayfd 1 -screen 0 1280x800x24 -nolisten tcp 2>"$log")
xvfb=$!
trap 'kill "$xvfb"; rm -f "$log"' EXIT
if ! read -r -t 60 -u "$ready" display; then
    cat "$log" >&2
    exit 1
fi
DISPLAY=:$display QT_QPA_PLATFORM=xcb "$@"
