#!/bin/bash
# The root file system image: erofs, not compressed, because an emulated CPU is slower at decompressing than the host at reading.
set -euo pipefail
. "$SRC/lib/common.sh"
find "$WORK/root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mkfs.erofs --quiet --all-root -T "$SOURCE_DATE_EPOCH" -U 6c6b6c62-6e75-6974-0000-000000000001 -x -1 "$OUT/root.img" "$WORK/root" > "$WORK/erofs.log" 2>&1 \
    || die "mkfs.erofs failed: $(tail -n 3 "$WORK/erofs.log")"
say "root.img: $(( $(size_of "$OUT/root.img") / 1048576 )) MiB"
