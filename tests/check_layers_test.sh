#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The layer check passes on this tree, and each kind of breach, made in a copy, fails it.
set -euo pipefail
tree=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mistakes=0

fresh_copy() {
    rm -rf "${copy:?}"/*
    cp -R "$tree"/{ARCHITECTURE.md,engine,app} "$copy"
}

# must_fail WHAT: the breach has just been made in the copy.
must_fail() {
    if "$tree/tests/check_layers" "$copy" >/dev/null 2>&1; then
        printf 'not noticed: %s\n' "$1"
        mistakes=$((mistakes + 1))
    fi
    fresh_copy
}

"$tree/tests/check_layers" "$tree"
fresh_copy
"$tree/tests/check_layers" "$copy"

sed -i '3i #include "engine/load/load_plan.h"' "$copy/engine/server/server.cpp"
must_fail 'a folder uses one that is not in its row'
sed -i '3i #include "engine/metrics/counter.h"' "$copy/engine/base/result.cpp"
must_fail 'base uses another folder'
sed -i '3i #include <QString>' "$copy/engine/lab/books.cpp"
must_fail 'the engine includes Qt'
sed -i '3i #include <qcustomplot.h>' "$copy/app/cli/main.cpp"
must_fail 'qcustomplot.h outside app/plot'
mkdir "$copy/engine/attic"
must_fail 'a folder without a row'
rm -r "$copy/engine/sweep"
must_fail 'a row without a folder'
sed -i 's/USES ls_base ls_metrics ls_netns ls_reactor)/USES ls_base ls_metrics ls_netns ls_reactor ls_lab)/' \
    "$copy/engine/CMakeLists.txt"
must_fail 'a library links one that is not in its row'
: >"$copy/results.json"
must_fail 'a stray file in the top folder'
: >"$copy/ARCHITECTURE.md"
must_fail 'no table'
exit "$mistakes"
