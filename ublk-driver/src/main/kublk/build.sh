#!/bin/bash
# Builds the kernel's own ublk test server (kublk) and brings its self-test scripts, from the source package of the kernel that the VM bundle has.
#
#   build.sh --into DIRECTORY      puts kublk, metadata_size, test_*.sh, test_common.sh, trace/ and our guest/ there (hard links to the cache, or copies)
#
# None of it is part of this project, nor ever checked in: it is the kernel's (GPL-2.0), fetched from Debian and built where it is used.
# kublk is linked statically: it runs in the guest whatever C library the host has. Cached by package versions and this script; needs no root.
# Environment: as vm-images/build.sh (BLKUNIT_CACHE, BLKUNIT_DEBIAN_MIRROR, ...); CC (default gcc, needs the static C library: libc6-dev).
set -euo pipefail
export LC_ALL=C TZ=UTC
umask 022
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SRC=$here/../../../../vm-images
export SRC
# shellcheck source=../vm-images/lib/common.sh
. "$SRC/lib/common.sh"
# shellcheck source=../vm-images/lib/apt.sh
. "$SRC/lib/apt.sh"

usage="usage: build.sh --into DIRECTORY"
[[ $# -eq 2 && $1 == --into ]] || die "$usage"
into=$2
CC=${CC:-gcc}
CACHE=${BLKUNIT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/blkunit}/build
export CACHE
liburing=liburing-dev

read -r _ pinned series < <(pins_of kernel)
ready=$CACHE/kublk/$({ cat "${BASH_SOURCE[0]}"; printf '%s %s' "$pinned" "$("$CC" -dumpfullversion 2>&1)"; } | sha256sum | cut -c1-32)

put() {
    mkdir -p "$into"
    cp -rlf "$ready/." "$into/" 2>/dev/null || cp -rf "$ready/." "$into/"
    cp -r "$here/guest" "$into/"
}

mkdir -p "$CACHE/kublk" || die "cannot write to the cache: directory=$CACHE. Set BLKUNIT_CACHE to a directory that can be written."
if [[ ! -x $ready/kublk ]]; then
    command -v "$CC" > /dev/null || die "kublk needs a C compiler: CC=$CC. Install gcc and libc6-dev."
    exec 9> "$CACHE/kublk/lock"
    if ! flock -n 9; then say "waiting for another build of kublk"; flock 9; fi
fi
if [[ ! -x $ready/kublk ]]; then
    work=$(mktemp -d "$CACHE/kublk/work.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    apt_setup "$work/apt"
    # The package is named after the series: 7.2.12-1~bpo13+1 is of linux-source-7.2.
    source_package=linux-source-${series%.}
    version=$(apt_choose "$source_package" "$pinned" "$series")
    say "kublk: downloading $source_package $version (160 MB)"
    ( cd "$CACHE/debs" && apt-get -qq download "$source_package=$version" "linux-libc-dev=$version" "$liburing" ) \
        || die "download of kublk's sources failed: package=$source_package version=$version"
    deb_of() { find "$CACHE/debs" -name "$1_${2}_*.deb" -printf '%T@ %p\n' | sort -rn | head -n 1 | cut -d' ' -f2-; }
    extract "$work/sysroot" "$(deb_of linux-libc-dev "${version//:/%3a}")" "$(deb_of $liburing '*')"
    top=$source_package/tools/testing/selftests/ublk
    dpkg-deb --fsys-tarfile "$(deb_of "$source_package" "${version//:/%3a}")" | tar -xO -f - --wildcards '*.tar.xz' | xz -dcq -T0 \
        | tar -x -C "$work" -f - "$source_package/COPYING" "$top" || die "no self-tests in the source package: package=$source_package version=$version path=$top"
    # The package itself (160 MB) has done its duty.
    rm -f "$(deb_of "$source_package" "${version//:/%3a}")"
    compile() { # PROGRAM SOURCE...
        local program=$1
        shift
        "$CC" -O3 -Wall -D_GNU_SOURCE -static -isystem "$work/sysroot/usr/include" -isystem "$work/sysroot/usr/include/x86_64-linux-gnu" \
            "$@" -o "$work/out/$program" -L "$work/sysroot/usr/lib/x86_64-linux-gnu" -luring -lpthread -lm > "$work/$program.log" 2>&1 \
            || die "could not compile $program (does the host have libc6-dev?): $(tail -n 20 "$work/$program.log")"
    }
    mkdir -p "$work/out"
    mapfile -t sources < <(find "$work/$top" -name '*.c' ! -name metadata_size.c | sort)
    compile kublk "${sources[@]}"
    compile metadata_size "$work/$top/metadata_size.c"
    cp -r "$work/$top/"{test_*.sh,trace,settings} "$work/$source_package/COPYING" "$work/out/"
    printf '%s %s\n' "$source_package" "$version" > "$work/out/version"
    rm -rf "$ready"
    mv "$work/out" "$ready"
    say "kublk: built from $source_package $version, $(find "$ready" -name 'test_*_*.sh' | wc -l) self-tests"
fi
put
