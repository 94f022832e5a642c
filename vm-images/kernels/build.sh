#!/bin/bash
# Builds a kernel flavour from Debian's kernel source, or takes it from the cache when nothing changed that it is made of.
#
#   build.sh FLAVOUR                  builds FLAVOUR (a FLAVOUR.config beside this file); prints its folder
#   build.sh --print-inputs FLAVOUR   prints the hash of what it is made of
#
# The folder holds vmlinux, config, release and lib/modules/RELEASE, which is what -Dblkunit.kernel takes, and build, which module.sh takes. It lies in
# $BLKUNIT_CACHE/kernels/FLAVOUR (default ~/.cache/blkunit). Source and tools are Debian packages, extracted, not installed: no root is needed,
# only a system that lets its users have name spaces. Environment: as for ../build.sh, and BLKUNIT_JOBS (processes of make, default all CPUs).
set -euo pipefail
export LC_ALL=C TZ=UTC
umask 022
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SRC=$(dirname "$HERE")
export SRC
. "$SRC/lib/common.sh"
. "$SRC/lib/apt.sh"

# Packages of the tools; their dependencies follow.
TOOLS=(gcc binutils make flex bison bc libc6-dev libelf-dev libssl-dev kmod cpio xz-utils zstd rsync python3-minimal perl-base mawk
    dash bash coreutils sed grep findutils diffutils tar gzip hostname rustc rust-src bindgen)

print=''
if [[ ${1:-} == --print-inputs ]]; then print=1; shift; fi
flavour=${1:?usage: build.sh [--print-inputs] FLAVOUR}
[[ -f $HERE/$flavour.config ]] || die "no such flavour: flavour=$flavour, there are: $(cd "$HERE" && ls ./*.config | sed 's|^\./||; s/\.config$//' | grep -vx base | tr '\n' ' ')"

# The fragments, what is included first.
fragments_of() { # FLAVOUR
    local included
    for included in $(sed -n 's/^# include //p' "$HERE/$1.config"); do fragments_of "$included"; done
    printf '%s\n' "$HERE/$1.config"
}
mapfile -t fragments < <(printf '%s\n' "$HERE/base.config"; fragments_of "$flavour")

inputs=$({ cat "$HERE/build.sh" "${fragments[@]}"; pins_of kernel; } | sha256sum | cut -d' ' -f1)
if [[ -n $print ]]; then printf '%s\n' "$inputs"; exit; fi

root=${BLKUNIT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/blkunit}
CACHE=$root/build
export CACHE
mkdir -p "$root/kernels" "$CACHE/debs/partial"
ready=$root/kernels/$flavour
current() { [[ -f $ready/inputs && $(< "$ready/inputs") == "$inputs" ]]; }
if ! current; then
    exec 9> "$root/kernels/lock"
    if ! flock -n 9; then say "waiting for another kernel build"; flock 9; fi
fi
if current; then printf '%s\n' "$ready"; exit; fi

need=$(df -Pm "$CACHE" | awk 'NR == 2 { print $4 }')
[[ $need -ge 9000 ]] || die "not enough space to build a kernel: directory=$CACHE free=$need MiB needed=9000 MiB. Make room or set BLKUNIT_CACHE."
WORK=$(mktemp -d "$CACHE/kernel.XXXXXX")
trap 'if [[ -n ${BLKUNIT_KEEP_WORK:-} ]]; then say "kept $WORK"; else chmod -R u+w "$WORK" 2>/dev/null; rm -rf "$WORK"; fi' EXIT
say "building the $flavour kernel; this takes 10 to 20 minutes of CPU time"

# Source and tools.
apt_setup "$WORK/apt"
read -r _ pinned series < <(pins_of kernel)
package=linux-source-${series%.}
version=$(apt_choose "$package" "$pinned" "$series")
apt-get -qq -y -o "Dir::Cache::archives=$WORK/none" --print-uris --no-install-recommends install "${TOOLS[@]}" > "$WORK/uris" 2> "$WORK/apt.log" \
    || die "apt finds no way to install the tools: $(tail -n 5 "$WORK/apt.log")"
apt-get -qq -y --download-only --no-install-recommends install "${TOOLS[@]}" > "$WORK/apt.log" 2>&1 || die "download of the tools failed: $(tail -n 5 "$WORK/apt.log")"
( cd "$CACHE/debs" && apt-get -qq download "$package=$version" ) || die "download of the source failed: package=$package version=$version"
tree=$WORK/tree
mapfile -t debs < <(awk '{ print $2 }' "$WORK/uris" | sed "s|^|$CACHE/debs/|")
mapfile -t debs < <(printf '%s\n' "${debs[@]}" | grep '/base-files_' || true; printf '%s\n' "${debs[@]}" | grep -v '/base-files_')
mkdir -p "$tree/usr/"{bin,sbin,lib,lib64}
for link in bin sbin lib lib64; do ln -s "usr/$link" "$tree/$link"; done
extract "$tree" "${debs[@]}"
mkdir -p "$tree/"{proc,dev,tmp,etc,build}
# What maintainer scripts would have made.
[[ -e $tree/usr/bin/awk ]] || ln -s mawk "$tree/usr/bin/awk"
[[ -e $tree/usr/bin/python3 ]] || ln -s "$(cd "$tree/usr/bin" && ls -d python3.?? | head -n 1)" "$tree/usr/bin/python3"
[[ -e $tree/usr/bin/cc ]] || ln -s gcc "$tree/usr/bin/cc"
printf 'root:x:0:0:root:/root:/bin/sh\n' > "$tree/etc/passwd"
/sbin/ldconfig -X -r "$tree" 2> /dev/null || true
dpkg-deb --fsys-tarfile "$CACHE/debs/${package}_${version//:/%3a}_all.deb" | tar -xO "./usr/src/$package.tar.xz" | tar -xJ --no-same-owner -C "$tree/build" --strip-components=1
cp "${fragments[@]}" "$tree/build/"
say "source and tools are there: $(du -sm "$tree" | cut -f1) MiB, kernel $version"

# Runs in the tools' tree: a name space of our own, so that /proc and /dev can be bound without root.
cat > "$tree/run.sh" <<'RUN'
set -e
cd /build
export PATH=/usr/sbin:/usr/bin HOME=/tmp KBUILD_BUILD_USER=blkunit KBUILD_BUILD_HOST=blkunit LC_ALL=C PYTHONDONTWRITEBYTECODE=1
export KBUILD_BUILD_TIMESTAMP="$1" KBUILD_BUILD_VERSION=1
jobs=$2; shift 2
make -s defconfig kvm_guest.config
scripts/kconfig/merge_config.sh -m -Q .config "$@" > /build/merge.log
make -s olddefconfig
# Asked for and not there: said, because the next kernel may have renamed it.
for fragment; do
    sed -n 's/^\(CONFIG_[A-Z0-9_a-z]*\)=\([ym]\)$/\1=\2/p' "$fragment" | while read -r line; do
        grep -qx "$line" .config || grep -qx "${line%=*}=y" .config || echo "notice: asked for $line, the kernel has $(grep -w "${line%=*}" .config || echo nothing)"
    done
done
make -s -j"$jobs" vmlinux modules
make -s INSTALL_MOD_PATH=/out INSTALL_MOD_STRIP=1 modules_install
cp .config /out/config
# What other people's modules are built against.
KCONFIG_CONFIG=.config srctree=. SRCARCH=x86 CC=gcc HOSTCC=gcc MAKE=make sh scripts/package/install-extmod-build /out/build
make -s kernelrelease > /out/release
objcopy --strip-debug vmlinux /out/vmlinux
RUN
mkdir -p "$tree/out"
stamp=$(date -u -d "@${SOURCE_DATE_EPOCH:-1795219200}")
unshare --map-root-user --mount bash -c '
    mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" /bin/bash /run.sh "$@"
' "$tree" "$stamp" "${BLKUNIT_JOBS:-$(nproc)}" "${fragments[@]##*/}" 9>&- || die "the kernel build failed, see above (does this system allow its users name spaces?)"

out=$tree/out
rm -f "$out"/lib/modules/*/{build,source}
printf '%s\n' "$inputs" > "$out/inputs"
rm -rf "$ready"
mv "$out" "$ready"
say "kernel $(< "$ready/release"): $(find "$ready/lib" -name '*.ko' | wc -l) modules, $(du -sm "$ready" | cut -f1) MiB, in $ready"
printf '%s\n' "$ready"
