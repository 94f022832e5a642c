#!/bin/bash
# Chooses versions, downloads packages. Writes to WORK, for each part: PART.debs (one file name per line).
set -euo pipefail
. "$SRC/lib/common.sh"
. "$SRC/lib/apt.sh"
apt_setup "$WORK/apt"
mkdir -p "$WORK/none/partial"

# What was asked for and what was taken, for the manifest: part package pinned taken
: > "$WORK/chosen.tsv"

for part in qemu guest; do
    wanted=()
    while read -r package pinned series; do
        taken=$(apt_choose "$package" "$pinned" "$series")
        printf '%s\t%s\t%s\t%s\n' "$part" "$package" "$pinned" "$taken" >> "$WORK/chosen.tsv"
        # The package's siblings from the same source must come in the same version.
        printf 'Package: %s src:%s\nPin: version %s\nPin-Priority: 1001\n\n' "$package" "$package" "$taken" >> "$WORK/apt/preferences"
        wanted+=("$package=$taken")
    done < <(pins_of "$part")
    # Packages that are in the archive directory already would not be listed: list against an empty one.
    apt-get -qq -y -o "Dir::Cache::archives=$WORK/none" --print-uris --no-install-recommends install "${wanted[@]}" > "$WORK/$part.uris" \
        || die "apt finds no way to install the packages for $part: ${wanted[*]}"
    awk '{ print $2 }' "$WORK/$part.uris" | sort > "$WORK/$part.debs"
    apt-get -qq -y --download-only --no-install-recommends install "${wanted[@]}" > "$WORK/$part.log" 2>&1 \
        || die "download of the packages for $part failed: $(tail -n 5 "$WORK/$part.log")"
done

# The kernel's version is part of its package names.
read -r _ pinned series < <(pins_of kernel)
there=$(apt-cache dumpavail | awk '/^Package: linux-modules-[0-9.]+\+deb[0-9]+-amd64$/ { name = $2 } /^Version:/ && name { print $2, name } /^$/ { name = "" }')
taken=$pinned
if ! grep -qF "$pinned " <<< "$there"; then
    taken=$(cut -d' ' -f1 <<< "$there" | newest_of "$series")
    [[ -n $taken ]] || die "no kernel of series=$series on the mirror, which has: ${there//$'\n'/, }. Edit versions.conf."
    say "notice: kernel pinned=$pinned is gone from the mirror, taking $taken"
fi
printf 'kernel\tlinux\t%s\t%s\n' "$pinned" "$taken" >> "$WORK/chosen.tsv"
release=$(awk -v v="$taken" '$1 == v { sub(/^linux-modules-/, "", $2); print $2 }' <<< "$there" | head -n 1)
printf '%s\n' "$release" > "$WORK/kernel.release"
names=("linux-modules-$release=$taken" "linux-binary-$release=$taken" "linux-base-$release=$taken")
( cd "$CACHE/debs" && apt-get -qq download "${names[@]}" ) || die "download of the kernel packages failed: release=$release version=$taken"
for name in "${names[@]}"; do ( cd "$CACHE/debs" && ls "${name%%=*}_${taken//:/%3a}_"*.deb ); done | sort > "$WORK/kernel.debs"
say "packages: $(cat "$WORK"/{qemu,guest,kernel}.debs | sort -u | wc -l), kernel $release"
