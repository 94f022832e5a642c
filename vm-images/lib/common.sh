# Sourced by build.sh and all steps. Every step runs in its own shell with these variables set by build.sh:
#   SRC    this directory          WORK  scratch of this build, empty at its start      OUT   what will be packed
#   CACHE  kept between builds     JDK   a JDK 25 or newer                              SOURCE_DATE_EPOCH
# shellcheck shell=bash

say() { printf 'vm-images: %s\n' "$*" >&2; }

die() {
    printf 'vm-images: error: %s\n' "$*" >&2
    exit 1
}

# Lines of a configuration file without comments and empty lines.
lines_of() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$1"; }

# Rows of versions.conf for one part: package version series.
pins_of() { lines_of "$SRC/versions.conf" | awk -v part="$1" '$1 == part { print $2, $3, $4 }'; }

sha256_of() { sha256sum < "$1" | cut -d' ' -f1; }

size_of() { stat -c %s "$1"; }

# All files of a directory as a tar on standard output, the same bytes for the same content.
tar_of() { tar -C "$1" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --format=gnu --hard-dereference -cf - .; }

# Extracts Debian packages into a directory; no maintainer script runs, so no root is needed and nothing differs between runs.
extract() { # DIRECTORY DEB...
    local into=$1 deb
    shift
    mkdir -p "$into"
    for deb; do
        dpkg-deb --fsys-tarfile "$deb" | tar -x --no-same-owner --keep-directory-symlink -C "$into" -f - \
            || die "could not extract package=$deb into=$into"
    done
}
