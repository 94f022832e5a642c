#!/bin/bash
# QEMU with its libraries, its loader and the firmware that machines pc and q35 need without a display.
set -euo pipefail
. "$SRC/lib/common.sh"
raw=$WORK/qemu
mapfile -t debs < <(sed "s|^|$CACHE/debs/|" "$WORK/qemu.debs")
extract "$raw" "${debs[@]}"

mkdir -p "$OUT/qemu/"{bin,lib,share}
cp "$raw/usr/bin/qemu-system-x86_64" "$OUT/qemu/bin/"
libraries=$raw/usr/lib/x86_64-linux-gnu
loader=$(readlink -f "$libraries/ld-linux-x86-64.so.2")

# What the loader would map, by asking the very loader that goes into the bundle.
"$loader" --library-path "$libraries" --list "$OUT/qemu/bin/qemu-system-x86_64" > "$WORK/qemu.libraries"
! grep 'not found' "$WORK/qemu.libraries" || die "QEMU lacks libraries, see above"
awk '$3 ~ /^\// { print $3 }' "$WORK/qemu.libraries" | while read -r library; do
    cp -L "$library" "$OUT/qemu/lib/$(basename "$library")"
done
cp -L "$loader" "$OUT/qemu/lib/ld-linux-x86-64.so.2"

for name in bios-256k.bin kvmvapic.bin linuxboot_dma.bin pvh.bin multiboot_dma.bin; do
    found=$(find "$raw/usr/share" -name "$name" -print -quit)
    [[ -n $found ]] || die "QEMU's firmware is missing from its packages: name=$name"
    cp -L "$found" "$OUT/qemu/share/"
done
"$loader" --library-path "$OUT/qemu/lib" "$OUT/qemu/bin/qemu-system-x86_64" --version | head -n 1 > "$WORK/qemu.version"
say "$(cat "$WORK/qemu.version"): $(find "$OUT/qemu/lib" -type f | wc -l) libraries, $(du -sm "$OUT/qemu" | cut -f1) MiB"
