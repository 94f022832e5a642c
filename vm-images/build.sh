#!/bin/bash
# Builds the VM bundle, or takes it from the cache when nothing changed that it is made of.
#
#   build.sh --into DIRECTORY     hard links (or copies) manifest.json and the packed parts into DIRECTORY
#   build.sh --print-inputs       prints the hash of what the bundle is made of
#
# Environment: BLKUNIT_CACHE (default ~/.cache/blkunit), BLKUNIT_DEBIAN_MIRROR, BLKUNIT_DEBIAN_SECURITY_MIRROR, BLKUNIT_DEBIAN_KEYRING,
# BLKUNIT_JDK (a JDK 25 or newer; default JAVA_HOME, then the usual places), BLKUNIT_XZ (level of packing, default 3). Needs no root.
set -euo pipefail
export LC_ALL=C TZ=UTC
umask 022
SRC=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export SRC
# shellcheck source=lib/common.sh
. "$SRC/lib/common.sh"
# shellcheck source=lib/host.sh
. "$SRC/lib/host.sh"

into=''
action=build
while [[ $# -gt 0 ]]; do
    case $1 in
        --into) into=${2:?--into needs a directory}; shift 2 ;;
        --print-inputs) action=inputs; shift ;;
        *) die "unknown argument: $1; usage: build.sh --into DIRECTORY | --print-inputs" ;;
    esac
done

JDK=$(find_jdk)
INPUTS=$(hash_of_inputs)
export JDK INPUTS
if [[ $action == inputs ]]; then printf '%s\n' "$INPUTS"; exit; fi
[[ -n $into ]] || die "usage: build.sh --into DIRECTORY"

CACHE=${BLKUNIT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/blkunit}/build
export CACHE
mkdir -p "$CACHE/bundles" || die "cannot write to the cache: directory=$CACHE. Set BLKUNIT_CACHE to a directory that can be written."
ready=$CACHE/bundles/$INPUTS

# One build at a time; a second one waits and finds the result. What is ready needs no waiting.
if [[ ! -f $ready/manifest.json ]]; then
    exec 9> "$CACHE/lock"
    if ! flock -n 9; then say "waiting for another build in $CACHE"; flock 9; fi
fi

if [[ ! -f $ready/manifest.json ]]; then
    need_tools
    need_space "$CACHE" 2500
    # The date of the versions file decides all time stamps: it is what changes when the content does.
    SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1795219200}
    WORK=$(mktemp -d "$CACHE/work.XXXXXX")
    OUT=$WORK/bundle
    export SOURCE_DATE_EPOCH WORK OUT
    trap 'if [[ -n ${BLKUNIT_KEEP_WORK:-} ]]; then say "kept $WORK"; else chmod -R u+w "$WORK" 2>/dev/null; rm -rf "$WORK"; fi' EXIT
    mkdir -p "$OUT"
    for step in packages qemu jre rootfs kernel image doc pack; do
        started=$SECONDS
        bash "$SRC/steps/$step.sh" 9>&- || die "step $step failed, see above"
        say "step $step took $((SECONDS - started)) s"
    done
    rm -rf "$ready"
    mv "$WORK/packed" "$ready"
fi
touch "$ready"
# Bundles that nobody asked for in a month.
find "$CACHE/bundles" -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf {} + || true

link_into "$ready" "$into"
