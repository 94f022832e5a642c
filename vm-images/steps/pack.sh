#!/bin/bash
# Packs OUT into WORK/packed: tars of many small files, single files as they are, all as xz, and the manifest.
set -euo pipefail
. "$SRC/lib/common.sh"
packed=$WORK/packed
mkdir -p "$packed"

# One line for each file: sha256 size mode path; the hash of these lines names the bundle.
( cd "$OUT" && find . -type f -printf '%s %m %P\n' | LC_ALL=C sort -k 3 | while read -r size mode path; do
    x=false
    if (( 0$mode & 0111 )); then x=true; fi
    printf '%s %s %s %s\n' "$(sha256_of "$path")" "$size" "$x" "$path"
done ) > "$WORK/files.txt"
hash=$(sha256_of "$WORK/files.txt")

# Fixed block size: the same bytes whatever the number of processors, and readers may unpack blocks in parallel.
compress() { xz --check=sha256 "-${BLKUNIT_XZ:-3}" -T0 --block-size=16MiB -c; }

part() { # NAME KIND
    local name=$1 kind=$2 file=$packed/$1.xz
    if [[ $kind == tar ]]; then
        file=$packed/$name.tar.xz
        tar_of "$OUT/$name" | tee >(sha256sum | cut -d' ' -f1 > "$WORK/$name.sum") >(wc -c > "$WORK/$name.size") | compress > "$file"
    else
        sha256_of "$OUT/$name" > "$WORK/$name.sum"
        size_of "$OUT/$name" > "$WORK/$name.size"
        compress < "$OUT/$name" > "$file"
    fi
    # The counters run beside the pipe.
    until [[ -s $WORK/$name.sum && -s $WORK/$name.size ]]; do read -rt 0.05 < /dev/zero || true; done
    printf '    {"name": "%s", "kind": "%s", "file": "%s", "size": %d, "sha256": "%s", "unpackedSize": %d, "unpackedSha256": "%s"}' \
        "$name" "$kind" "${file##*/}" "$(size_of "$file")" "$(sha256_of "$file")" "$(< "$WORK/$name.size")" "$(< "$WORK/$name.sum")"
}

joined() { sed '$!s/$/,/'; }

jdk=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JDK/release")
{
    printf '{\n  "format": 1,\n  "hash": "%s",\n  "inputs": "%s",\n' "$hash" "$INPUTS"
    printf '  "kernelRelease": "%s",\n  "qemuVersion": "%s",\n  "jdkVersion": "%s",\n' "$(< "$WORK/kernel.release")" "$(< "$WORK/qemu.version")" "$jdk"
    printf '  "versions": [\n'
    awk -F'\t' '{ printf "    {\"part\": \"%s\", \"package\": \"%s\", \"pinned\": \"%s\", \"taken\": \"%s\"}\n", $1, $2, $3, $4 }' "$WORK/chosen.tsv" | joined
    printf '  ],\n  "parts": [\n'
    part qemu tar; printf ',\n'
    part kernel tar; printf ',\n'
    part doc tar; printf ',\n'
    part root.img file; printf '\n'
    printf '  ],\n  "files": [\n'
    awk '{ path = $0; sub(/^[^ ]+ [^ ]+ [^ ]+ /, "", path); printf "    {\"path\": \"%s\", \"size\": %s, \"sha256\": \"%s\", \"executable\": %s}\n", path, $2, $1, $3 }' "$WORK/files.txt" | joined
    printf '  ]\n}\n'
} > "$packed/manifest.json"
say "packed: $(cd "$packed" && du -m --apparent-size -- * | awk '{ printf "%s %s MiB, ", $2, $1 }')bundle $hash"
