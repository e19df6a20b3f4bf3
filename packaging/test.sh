#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, then builds and runs every test: format and scripts, the engine alone, the engine's tests
# under the sanitizers, everything as an ordinary user, everything as the caller. Stops at the first failure.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$0")/common.sh"

readonly nobody=65534
# A skipped test would hide that nothing was tested.
export LISTENSCOPE_REQUIRE_NAMESPACE=1

heading() {
    printf '\n== %s (after %d s)\n' "$*" "$SECONDS"
}

# sources: C++ files and scripts of the tree, each ended by a NUL.
sources() {
    find "$tree/app" "$tree/engine" "$tree/tests" \( -name '*.cpp' -o -name '*.h' \) -print0
}

scripts() {
    printf '%s\0' "$tree"/packaging/*.sh "$tree"/tests/*.sh "$tree"/tests/app/*.sh "$tree"/tests/check_layers "$tree"/.ci/run
}

run_tests() {
    ctest --test-dir "$1" --output-on-failure -j "$(nproc)" "${@:2}"
}

# The tests of a build, from a copy that any user can read and `nobody` can write.
run_tests_as_nobody() {
    local copy
    copy=$(mktemp -d "${TMPDIR:-/tmp}/listenscope-user-XXXXXX")
    (cd "$tree" && find . -path ./build -prune -o -path ./.git -prune -o -type f -print0 |
        tar --null --files-from=- -cf -) | tar -C "$copy" -xf -
    (cd "$tree" && find build/dev \( -name 'CTestTestfile.cmake' -o -name '*_include.cmake' -o -name '*_tests.cmake' \
        -o -path 'build/dev/bin/*' \) -type f -print0 | tar --null --files-from=- -cf -) | tar -C "$copy" -xf -
    find "$copy/build" -name '*.cmake' -exec sed -i "s|$tree|$copy|g" {} +
    mkdir -p "$copy/build/dev/tests/app/runtime"
    chmod 700 "$copy/build/dev/tests/app/runtime"
    chown -R "$nobody:$nobody" "$copy"
    local status=0
    (
        cd "$copy"
        export HOME=$copy LISTENSCOPE_TEST_DATA=$copy/tests/data
        setpriv --reuid="$nobody" --regid="$nobody" --clear-groups --inh-caps=-all \
            ctest --test-dir build/dev --output-on-failure -j "$(nproc)"
    ) || status=$?
    rm -rf "$copy"
    return "$status"
}

install_missing build run test

heading 'Format and scripts'
sources | xargs -0 clang-format --dry-run -Werror
scripts | xargs -0 shellcheck
"$tree/tests/check_layers"

heading 'The engine and the command line alone'
build engine-only

for sanitizer in asan tsan; do
    heading "The engine's tests under $sanitizer"
    build "$sanitizer"
    run_tests "$tree/build/$sanitizer" -L 'unit|netns'
done

heading 'Everything'
build dev
if ((EUID == 0)); then
    heading "Every test as uid $nobody"
    run_tests_as_nobody
fi
heading "Every test as uid $EUID"
run_tests "$tree/build/dev"
