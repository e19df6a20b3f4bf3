# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What run.sh and test.sh share.

tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# packages_of GROUP...: the names under these headings of packaging/dependencies.
packages_of() {
    awk -v groups=" $* " '/^\[/ { wanted = index(groups, " " substr($0, 2, length($0) - 2) " ") }
        wanted && /^[a-z0-9]/ { print $1 }' "$tree/packaging/dependencies"
}

is_debian_like() {
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null
}

missing_packages() {
    local package
    for package in $(packages_of "$@"); do
        [[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == *' installed' ]] || printf '%s\n' "$package"
    done
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "needs root for '$*' and there is no sudo: run that as root, then start again"
    fi
}

# install_missing GROUP...: no apt call when everything is there. Elsewhere than on Debian and its kin the reader has to
# install the equivalents and say so.
install_missing() {
    local missing
    [[ -z ${LISTENSCOPE_NO_INSTALL:-} ]] || return 0
    if ! is_debian_like; then
        printf 'This script installs packages on Debian and its kin only. Needed here, under the names of this system:\n' >&2
        packages_of "$@" | sed 's/^/    /' >&2
        fail 'install them, then start again with LISTENSCOPE_NO_INSTALL=1'
    fi
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} > 0)) || return 0
    printf 'Installing %s\n' "${missing[*]}" >&2
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}" >&2
}

# build PRESET: configures once; afterwards the build system itself notices what changed.
build() {
    local preset=$1
    (
        cd "$tree" || exit
        [[ -e build/$preset/build.ninja ]] || cmake --preset "$preset"
        cmake --build --preset "$preset"
    )
}
