#!/bin/bash
# Builds an out-of-tree kernel module for a kernel that a machine can boot.
#
#   module.sh [--kernel KERNEL] SOURCE INTO      runs make in a copy of SOURCE (which has a Kbuild or Makefile) and puts its .ko files into INTO
#
# KERNEL: debian (the bundle's; the default), a flavour that ./blkunit kernel has built, both with the compiler that the kernel was built with; or, with a
# slash, a tree in which make has run, with this machine's compiler.
# Headers and compiler are Debian packages, extracted into $BLKUNIT_CACHE/sdk (default ~/.cache/blkunit), not installed: no root is needed, only a system
# that lets its users have name spaces. The first call downloads about 60 MB. Environment: as for ../build.sh.
set -euo pipefail
export LC_ALL=C TZ=UTC
umask 022
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SRC=$(dirname "$HERE")
export SRC
. "$SRC/lib/common.sh"
. "$SRC/lib/apt.sh"
kernel=debian
if [[ ${1:-} == --kernel ]]; then
    kernel=${2:?usage: module.sh [--kernel KERNEL] SOURCE INTO}
    shift 2
fi
source=$(cd "${1:?usage: module.sh [--kernel KERNEL] SOURCE INTO}" && pwd)
mkdir -p "${2:?usage: module.sh [--kernel KERNEL] SOURCE INTO}"
into=$(cd "$2" && pwd)
compgen -G "$source/[MK]*file" > /dev/null || [[ -e $source/Kbuild ]] || die "nothing to build: directory=$source has neither Kbuild nor Makefile"

CACHE=${BLKUNIT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/blkunit}/build
export CACHE
headers=''
case $kernel in
debian) ;;
*/*)
    [[ -f $kernel/include/config/kernel.release && -f $kernel/Makefile ]] || die "no tree in which make has run: kernel=$kernel has no include/config/kernel.release"
    headers=$(cd "$kernel" && pwd)
    ;;
*)
    headers=${CACHE%/build}/kernels/$kernel/build
    [[ -f $headers/include/config/kernel.release ]] || die "no such kernel in the cache, or one from before it kept what modules need: kernel=$kernel. Build it: ./blkunit kernel $kernel"
    ;;
esac
mkdir -p "$CACHE/debs/partial" "${CACHE%/build}/sdk"
inputs=$({ cat "$HERE/module.sh" "$SRC/lib/apt.sh"; pins_of kernel; } | sha256sum | cut -c1-16)
sdk=${CACHE%/build}/sdk/$inputs

make_sdk() {
    local work pinned series version release headers there
    work=$(mktemp -d "${CACHE%/build}/sdk/unfinished.XXXXXX")
    apt_setup "$work/apt"
    read -r _ pinned series < <(pins_of kernel)
    there=$(apt-cache dumpavail | awk '/^Package: linux-headers-[0-9.]+\+deb[0-9]+-amd64$/ { name = $2 } /^Version:/ && name { print $2, name; name = "" } /^$/ { name = "" }')
    version=$pinned
    grep -qF "$pinned " <<< "$there" || version=$(cut -d' ' -f1 <<< "$there" | newest_of "$series")
    headers=$(awk -v v="$version" '$1 == v { print $2 }' <<< "$there" | head -n 1)
    [[ -n $headers ]] || die "no kernel headers of version=$pinned on the mirror. Edit versions.conf."
    release=${headers#linux-headers-}
    local tools=("$headers=$version" "linux-headers-${release%-amd64}-common=$version" "linux-kbuild-${release%-amd64}=$version" gcc-14 binutils make dash bash
        coreutils sed grep mawk findutils gzip kmod)
    printf 'Package: src:linux\nPin: version %s\nPin-Priority: 1001\n' "$version" > "$work/apt/preferences"
    apt-get -qq -y -o "Dir::Cache::archives=$work/none" --print-uris --no-install-recommends install "${tools[@]}" > "$work/uris" 2> "$work/apt.log" \
        || die "apt finds no way to install the headers: $(tail -n 5 "$work/apt.log")"
    apt-get -qq -y --download-only --no-install-recommends install "${tools[@]}" > "$work/apt.log" 2>&1 || die "download of the headers failed: $(tail -n 5 "$work/apt.log")"
    mkdir -p "$work/tree/usr/"{bin,sbin,lib,lib64}
    for link in bin sbin lib lib64; do ln -s "usr/$link" "$work/tree/$link"; done
    mapfile -t debs < <(awk '{ print $2 }' "$work/uris" | grep -v '^linux-image\|^linux-binary\|^linux-modules\|^initramfs' | sed "s|^|$CACHE/debs/|")
    extract "$work/tree" "${debs[@]}"
    mkdir -p "$work/tree/"{proc,dev,tmp,etc,module,kernel}
    [[ -e $work/tree/usr/bin/awk ]] || ln -s mawk "$work/tree/usr/bin/awk"
    [[ -e $work/tree/usr/bin/gcc ]] || ln -s gcc-14 "$work/tree/usr/bin/gcc"
    /sbin/ldconfig -X -r "$work/tree" 2> /dev/null || true
    rm -rf "$work/tree/usr/share/doc" "$work/tree/usr/share/man" "$work/tree/usr/share/locale"
    printf '%s\n' "$release" > "$work/tree/release"
    mv "$work/tree" "$sdk" 2> /dev/null || [[ -d $sdk ]] || die "cannot move the headers to $sdk"
    rm -rf "$work"
    say "kernel headers $release: $(du -sm "$sdk" | cut -f1) MiB in $sdk"
}
need_sdk() {
    [[ ! -f $sdk/release ]] || return 0
    exec 9> "${CACHE%/build}/sdk/lock"
    flock 9
    [[ -f $sdk/release ]] || make_sdk
    exec 9>&-
}

# In a name space of our own, so that the source, /proc and /dev can be bound without root.
make_in_sdk() { # HEADERS, which are bound to /kernel, or nothing for Debian's
    unshare --map-root-user --mount bash -c '
        mount --bind "$1" "$0/module" && mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" || exit
        tree=/usr/src/linux-headers-$2
        if [[ -n $3 ]]; then mount --bind "$3" "$0/kernel" && tree=/kernel || exit; fi
        exec chroot "$0" /bin/bash -c "
            export PATH=/usr/sbin:/usr/bin HOME=/tmp LC_ALL=C
            exec make -s -C $tree M=/module modules"
    ' "$sdk" "$work" "$(< "$sdk/release")" "$1"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$source/." "$work/"
case $kernel in
*/*) make -s -C "$headers" "M=$work" modules || die "the module does not build, see above: source=$source kernel=$kernel" ;;
*)
    need_sdk
    make_in_sdk "$headers" || die "the module does not build, see above: source=$source kernel=$kernel (does this system allow its users name spaces?)"
    ;;
esac
release=$sdk/release
[[ -z $headers ]] || release=$headers/include/config/kernel.release
compgen -G "$work/*.ko" > /dev/null || die "make built no .ko: source=$source"
for module in "$work"/*.ko; do cp "$module" "$into/"; done
say "built $(cd "$work" && ls ./*.ko | tr '\n' ' ')for kernel $(< "$release"), in $into"
