# A private apt: own lists, own empty package database. Needs no root and leaves the machine's apt alone.
# shellcheck shell=bash

KEYRING=${BLKUNIT_DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}

# The mirror: BLKUNIT_DEBIAN_MIRROR, else what this machine's apt uses for Debian, else deb.debian.org.
mirror_of_this_machine() {
    if [[ -n ${BLKUNIT_DEBIAN_MIRROR:-} ]]; then
        printf '%s\n' "${BLKUNIT_DEBIAN_MIRROR%/}"
        return
    fi
    { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true; } \
        | grep -v '^[[:space:]]*#' | grep -oE 'https?://[^[:space:]]+/debian/?([[:space:]]|$)' \
        | sed -E 's|/?[[:space:]]*$||' | head -n 1 | grep . || printf 'http://deb.debian.org/debian\n'
}

apt_setup() { # DIRECTORY
    local dir=$1 mirror security suite
    [[ -r $KEYRING ]] || die "Debian's archive keys are missing: keyring=$KEYRING. Install debian-archive-keyring or set BLKUNIT_DEBIAN_KEYRING."
    mirror=$(mirror_of_this_machine)
    security=${BLKUNIT_DEBIAN_SECURITY_MIRROR:-${mirror}-security}
    mkdir -p "$dir/lists/partial" "$dir/etc/parts" "$CACHE/debs/partial"
    : > "$dir/status"
    : > "$dir/preferences"
    for suite in trixie trixie-updates trixie-backports; do
        printf 'deb [arch=amd64 signed-by=%s] %s %s main\n' "$KEYRING" "$mirror" "$suite"
    done > "$dir/sources.list"
    printf 'deb [arch=amd64 signed-by=%s] %s trixie-security main\n' "$KEYRING" "$security" >> "$dir/sources.list"
    cat > "$dir/apt.conf" <<EOF
Dir::Etc::main "/dev/null";
Dir::Etc::parts "$dir/etc/parts";
Dir::Etc::sourcelist "$dir/sources.list";
Dir::Etc::sourceparts "$dir/etc/parts";
Dir::Etc::preferences "$dir/preferences";
Dir::Etc::preferencesparts "$dir/etc/parts";
Dir::State "$dir";
Dir::State::lists "$dir/lists";
Dir::State::status "$dir/status";
Dir::Cache "$dir";
Dir::Cache::archives "$CACHE/debs";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Install-Recommends "false";
APT::Install-Suggests "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::http::Timeout "30";
EOF
    # The machine's proxy settings count here as well.
    apt-config dump 2>/dev/null | grep -E '^Acquire::https?::Proxy' >> "$dir/apt.conf" || true
    export APT_CONFIG=$dir/apt.conf
    apt-get -qq update || die "no package lists from mirror=$mirror. Is the network up? Another mirror: BLKUNIT_DEBIAN_MIRROR=http://host/debian"
}

# Prints the version to take: the pinned one, else the newest of its series.
apt_choose() { # PACKAGE PINNED SERIES
    local package=$1 pinned=$2 series=$3 there newest
    there=$(apt-cache madison "$package" | awk -F'|' '{ gsub(/ /, "", $2); print $2 }')
    if grep -qxF -- "$pinned" <<< "$there"; then
        printf '%s\n' "$pinned"
        return
    fi
    newest=$(newest_of "$series" <<< "$there")
    [[ -n $newest ]] || die "no version of package=$package in series=$series on the mirror, which has: ${there//$'\n'/ }. Edit versions.conf."
    say "notice: package=$package pinned=$pinned is gone from the mirror, taking $newest"
    printf '%s\n' "$newest"
}

# The newest of the versions on standard input that start with the series.
newest_of() {
    local series=$1 best='' version
    while read -r version; do
        [[ $version == "$series"* ]] || continue
        if [[ -z $best ]] || dpkg --compare-versions "$version" gt "$best"; then best=$version; fi
    done
    printf '%s\n' "$best"
}
