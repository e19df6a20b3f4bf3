#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks what desktops and packagers read, with the tools that are here.
# usage: packaging_test.sh SOURCE_DIR
set -euo pipefail
cd "$1/packaging"
id=io.github.listenscope.Listenscope

if command -v desktop-file-validate >/dev/null; then
    desktop-file-validate "$id.desktop"
fi
if command -v appstreamcli >/dev/null; then
    appstreamcli validate --no-net --pedantic "$id.metainfo.xml"
fi
for page in listenscope.1 listenscope-cli.1; do
    grep -q '^\.TH' "$page"
    if command -v groff >/dev/null; then
        problems=$(groff -man -Tutf8 -ww -z "$page" 2>&1)
        [[ -z $problems ]] || { echo "$page: $problems" >&2; exit 1; }
    fi
done
