#!/bin/bash
# Licences of everything in the bundle, and which source package each binary package comes from.
set -euo pipefail
. "$SRC/lib/common.sh"
doc=$OUT/doc
mkdir -p "$doc/licences"
cp -aL "$WORK/common-licenses" "$doc/common-licenses"

{
    printf 'part\tpackage\tversion\tarchitecture\tsource\tsource version\tsha256\n'
    for part in kernel qemu guest; do
        list=$WORK/$part.debs
        [[ $part != guest ]] || list=$WORK/guest.kept
        while read -r deb; do
            # ${source:...} are dpkg's names, not the shell's.
            # shellcheck disable=SC2016
            dpkg-deb --show --showformat "$part"'\t${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\t' "$CACHE/debs/$deb"
            sha256_of "$CACHE/debs/$deb"
        done < "$list"
    done
} > "$doc/packages.tsv"

for tree in "$WORK/qemu" "$WORK/kernel"; do cp -an "$tree/usr/share/doc/." "$WORK/licences/" 2>/dev/null || true; done
( cd "$WORK/licences" && find . \( -type f -o -type l \) -name 'copyright*' ) | sort | while read -r file; do
    mkdir -p "$doc/licences/$(dirname "$file")"
    cp -L "$WORK/licences/$file" "$doc/licences/$file" 2>/dev/null || true
done
cp -aL "$WORK/licences/blkunit-jre" "$doc/licences/blkunit-jre"
cp "$SRC/bundle-readme.txt" "$doc/README.txt"
"$JDK/bin/java" -version 2> "$doc/jdk.txt"
say "licences: $(ls "$doc/licences" | wc -l) packages"
