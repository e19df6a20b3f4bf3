#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a text of the app has no finished translation, or a translation no text any more.
# usage: translations_test.sh LUPDATE SOURCE_DIR
set -euo pipefail
lupdate=$1
source_dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ts=listenscope_zh_CN.ts
cp "$source_dir/resources/translations/$ts" "$work/$ts"
cd "$source_dir"
"$lupdate" -silent -locations none -no-obsolete -I . app -ts "$work/$ts"
if grep -B2 'type="unfinished"' "$work/$ts"; then
    echo "these texts are not translated: run lupdate as above on resources/translations/$ts and translate them" >&2
    exit 1
fi
if grep -n 'type="' resources/translations/*.ts; then
    echo "these entries are unfinished or belong to no text any more" >&2
    exit 1
fi
count() { grep -c '<source>' "$1"; }
if [[ $(count "$work/$ts") != $(count "resources/translations/$ts") ]]; then
    echo "$ts holds entries that no text uses: run lupdate -no-obsolete" >&2
    exit 1
fi
