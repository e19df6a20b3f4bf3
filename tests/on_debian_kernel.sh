#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a shell script against the built programs on Debian's own kernel, in a virtual machine without KVM.
#
#   tests/on_debian_kernel.sh BIN_DIR SCRIPT OUT_DIR
#
# BIN_DIR  holds listenscope-cli, listenscope-opener and any other program the script wants (those that need Qt are
#          left out); they are first in the script's PATH.
# SCRIPT   is run by busybox sh, first as root, then as uid 65534, each time in a directory of its own: $OUT.
# OUT_DIR  receives root/ and user/: whatever SCRIPT wrote to $OUT, its output (log) and its exit status (status).
#
# Environment: DEBIAN_KERNEL_PACKAGE (default: what linux-image-amd64 depends on), DEBIAN_KERNEL_TIMEOUT (seconds for
# the whole guest, default 1200), DEBIAN_KERNEL_CPUS (default 1), DEBIAN_KERNEL_SOCK_DIAG (0: leave its modules out, as a
# kernel without them; default 1), DEBIAN_KERNEL_LINK (veth, or tun: that module alone, with a /dev/net/tun for everybody,
# as udev makes it; default veth), SLOW (handed to the script, default 1).
# Exit status: 0 both runs succeeded, 1 one of them failed, 2 this machine or the command line lacks something,
# 3 the guest did not finish.
#
# The kernel package is downloaded (about 70 MB) and unpacked, never installed; the few files that are needed stay in
# $XDG_CACHE_HOME/listenscope. No root is needed.
set -euo pipefail

# In the order they must be loaded: tcp_diag and udp_diag need inet_diag.
readonly sock_diag=(net/ipv4/inet_diag.ko net/ipv4/tcp_diag.ko net/ipv4/udp_diag.ko net/unix/unix_diag.ko)
readonly link=${DEBIAN_KERNEL_LINK:-veth}
readonly modules=(drivers/net/veth.ko drivers/net/tun.ko "${sock_diag[@]}")
readonly guest_dir=/listenscope

fail() {
    local status=$1
    shift
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit "$status"
}

require_programs() {
    local missing=() need
    for need in qemu-system-x86_64:qemu-system-x86 busybox:busybox-static cpio:cpio apt-get:apt dpkg-deb:dpkg ldd:libc-bin; do
        command -v "${need%%:*}" >/dev/null || missing+=("${need#*:}")
    done
    ((${#missing[@]} == 0)) || fail 2 "these Debian packages are missing: ${missing[*]}"
}

kernel_package() {
    local package=${DEBIAN_KERNEL_PACKAGE:-}
    if [[ -z $package ]]; then
        package=$(apt-cache depends linux-image-amd64 | awk '$1 == "Depends:" && !n++ { print $2 }')
    fi
    [[ -n $package ]] || fail 2 "no linux-image-amd64 in the package lists: apt-get update, or set DEBIAN_KERNEL_PACKAGE"
    printf '%s\n' "$package"
}

# Leaves vmlinuz and the modules in the directory named on stdout.
fetch_kernel() {
    local package=$1 version kept unpacked release module
    version=$(apt-cache show --no-all-versions "$package" | awk '$1 == "Version:" && !n++ { print $2 }')
    [[ -n $version ]] || fail 2 "the package lists do not know $package"
    kept="${XDG_CACHE_HOME:-$HOME/.cache}/listenscope/${package}_${version}_${#modules[@]}"
    if [[ ! -e $kept/vmlinuz ]]; then
        unpacked=$work/kernel
        mkdir -p "$unpacked"
        # Without the option root's apt wants the download directory to be readable for another user.
        (cd "$unpacked" && apt-get -o APT::Sandbox::User=root -q download "$package=$version") >&2 ||
            fail 2 "cannot download $package $version: apt-get update?"
        dpkg-deb -x "$unpacked"/*.deb "$unpacked/tree"
        release=$(basename "$unpacked"/tree/boot/vmlinuz-*)
        release=${release#vmlinuz-}
        mkdir -p "$kept"
        for module in "${modules[@]}"; do
            cp "$unpacked/tree/lib/modules/$release/kernel/$module" "$kept/"
        done
        # Last, and in one step: its presence says that the directory is complete.
        cp "$unpacked/tree/boot/vmlinuz-$release" "$kept/vmlinuz.part"
        mv "$kept/vmlinuz.part" "$kept/vmlinuz"
        rm -rf "$unpacked"
    fi
    printf '%s\n' "$kept"
}

libraries_of() {
    # ldd fails for a static program, which has none.
    { ldd "$1" 2>/dev/null || true; } | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// { print $1 }'
}

add_program() {
    local source=$1 target=$2 library
    # Debug information would only cost guest memory and boot time.
    strip -o "$target" "$source" 2>/dev/null || cp -L "$source" "$target"
    chmod 755 "$target"
    libraries_of "$source" | while read -r library; do
        install -D -m 755 "$library" "$root$library"
    done
}

add_programs() {
    local program
    for program in "$bin_dir"/*; do
        if [[ -f $program && -x $program && $(libraries_of "$program") != */libQt* ]]; then
            add_program "$program" "$root$guest_dir/bin/${program##*/}"
        fi
    done
}

write_accounts() {
    printf 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n' >"$root/etc/passwd"
    printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
}

write_init() {
    local loaded=("drivers/net/$link.ko")
    [[ ${DEBIAN_KERNEL_SOCK_DIAG:-1} != 1 ]] || loaded+=("${sock_diag[@]}")
    cat >"$root/init" <<INIT
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=$guest_dir/bin:/bin HOME=/ SLOW=${SLOW:-1}
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs -o mode=1777 tmp /tmp
for module in ${loaded[*]##*/}; do
    insmod /modules/\$module
done
[ ! -e /dev/net/tun ] || chmod 666 /dev/net/tun
ip link set lo up
# What systemd gives every service; the kernel's own hard limit is 4096.
ulimit -Hn 524288
stty -onlcr
$guest_dir/both_runs
# Raw, or the line discipline changes bytes; the checksum of gzip tells the host whether all of them arrived.
stty -F /dev/ttyS1 raw
tar -C /out -c . | gzip -1 >/dev/ttyS1
poweroff -f
INIT
    cat >"$root$guest_dir/both_runs" <<RUNS
#!/bin/busybox sh
# Runs the script once for each user; PIPESTATUS is not known here, so the status goes through a file.
run() {
    echo "== as \$1 on Linux \$(uname -r)"
    export OUT=/out/\$2
    mkdir -p \$OUT
    chown \$1 \$OUT
    { su -s /bin/sh \$1 -c "cd \$OUT && sh $guest_dir/script" 2>&1 </dev/null; echo \$? >\$OUT/status; } | tee \$OUT/log
}
run root root
run nobody user
RUNS
    chmod 755 "$root/init" "$root$guest_dir/both_runs"
}

build_initramfs() {
    local module
    mkdir -p "$root"/{bin,etc,proc,sys,dev,tmp,out,modules} "$root$guest_dir/bin"
    add_program "$(command -v busybox)" "$root/bin/busybox"
    add_programs
    for module in "${modules[@]}"; do
        cp "$kernel/${module##*/}" "$root/modules/"
    done
    cat "$script" >"$root$guest_dir/script"
    write_accounts
    write_init
    # The directories keep the owner of this process, which may be no user of the guest.
    (cd "$root" && find . | cpio --quiet -o -H newc -R 0:0) >"$work/initramfs"
}

# mitigations=off and tsc=reliable only make emulation bearable: reading the clock would otherwise leave the guest.
run_guest() {
    local status=0
    timeout --foreground --kill-after=10 "${DEBIAN_KERNEL_TIMEOUT:-1200}" \
        qemu-system-x86_64 -nodefaults -no-user-config -machine pc,accel=tcg -cpu max,la57=off \
        -smp "${DEBIAN_KERNEL_CPUS:-1}" -m 2048 -display none -no-reboot \
        -kernel "$kernel/vmlinuz" -initrd "$work/initramfs" \
        -append "console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable" \
        -chardev stdio,id=console,signal=off -serial chardev:console \
        -chardev "file,id=results,path=$work/results" -serial chardev:results </dev/null &
    guest=$!
    wait "$guest" || status=$?
    guest=
    ((status == 0)) || printf '%s: qemu ended with status %d\n' "${0##*/}" "$status" >&2
}

clean_up() {
    # Set only when a signal ended the waiting.
    [[ -z $guest ]] || kill "$guest" || true
    rm -rf "$work"
}

collect() {
    mkdir -p "$out_dir"
    tar -C "$out_dir" --no-same-owner -xzf "$work/results" 2>/dev/null ||
        fail 3 "the guest did not finish; its last words are above"
}

judge() {
    local user status failed=0
    for user in root user; do
        status=$(cat "$out_dir/$user/status" 2>/dev/null || echo none)
        printf '%s: as %s: exit status %s\n' "${0##*/}" "$user" "$status"
        [[ $status == 0 ]] || failed=1
    done
    return "$failed"
}

(($# == 3)) || fail 2 "usage: ${0##*/} BIN_DIR SCRIPT OUT_DIR"
readonly bin_dir=$1 script=$2 out_dir=$3
[[ -x $bin_dir/listenscope-cli && -x $bin_dir/listenscope-opener ]] ||
    fail 2 "$bin_dir has no listenscope-cli and listenscope-opener: build first"
[[ -r $script ]] || fail 2 "cannot read $script"
[[ $link == veth || $link == tun ]] || fail 2 "DEBIAN_KERNEL_LINK is veth or tun"
require_programs

guest=
work=$(mktemp -d)
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
readonly work root=$work/root
package=$(kernel_package)
kernel=$(fetch_kernel "$package")
build_initramfs
run_guest
collect
judge
