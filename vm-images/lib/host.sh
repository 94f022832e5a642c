# What the building machine must have.
# shellcheck shell=bash

# The first JDK of 25 or newer that has jlink: BLKUNIT_JDK, JAVA_HOME, the one on PATH, the usual places.
find_jdk() {
    local candidate version
    for candidate in "${BLKUNIT_JDK:-}" "${JAVA_HOME:-}" "$(java_on_path)" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.m2/jdks/*; do
        [[ -n $candidate && -x $candidate/bin/jlink && -f $candidate/release ]] || continue
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")
        if [[ $version -ge 25 ]]; then readlink -f "$candidate"; return; fi
    done
    die "no JDK 25 or newer with jlink found. Set BLKUNIT_JDK or JAVA_HOME to one."
}

java_on_path() {
    local java
    java=$(command -v java) || return 0
    dirname "$(dirname "$(readlink -f "$java")")"
}

# All that decides the content: these scripts and files, and the JDK that the guest's runtime comes from.
hash_of_inputs() {
    {
        cd "$SRC"
        find . -type f ! -path './target/*' ! -path './kernels/*' ! -name pom.xml ! -name '*.md' ! -name '.*' -printf '%P\n' | sort | while read -r path; do
            printf '%s %s\n' "$(sha256_of "$path")" "$path"
        done
        cat "$JDK/release"
        printf "xz=%s\n" "${BLKUNIT_XZ:-3}"
    } | sha256sum | cut -d' ' -f1
}

# Installs missing tools when we may, else names the one command to run.
need_tools() {
    local tool packages=()
    while read -r tool package; do
        command -v "$tool" > /dev/null || [[ -x /sbin/$tool ]] || packages+=("$package")
    done <<'EOF'
apt-get apt
dpkg-deb dpkg
mkfs.erofs erofs-utils
xz xz-utils
zstd zstd
cpio cpio
depmod kmod
ldconfig libc-bin
EOF
    [[ -r ${BLKUNIT_DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg} ]] || packages+=(debian-archive-keyring)
    [[ ${#packages[@]} -gt 0 ]] || return 0
    if [[ $(id -u) -eq 0 ]] && command -v apt-get > /dev/null; then
        say "installing what the build of the bundle needs: ${packages[*]}"
        DEBIAN_FRONTEND=noninteractive apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "${packages[@]}" > /dev/null \
            || die "apt-get install ${packages[*]} failed, see above"
    else
        die "the build of the VM bundle needs tools that are not installed. Run: sudo apt-get install ${packages[*]}"
    fi
}

need_space() { # DIRECTORY MIB
    local free
    free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
    [[ $free -ge $2 ]] || die "not enough space to build the bundle: directory=$1 free=$free MiB needed=$2 MiB. Make room or set BLKUNIT_CACHE."
}

# Puts the bundle where the jar is made from; unchanged files are left alone.
link_into() { # READY INTO
    local ready=$1 into=$2 file
    mkdir -p "$into"
    if cmp -s "$ready/manifest.json" "$into/manifest.json" && [[ $(ls "$ready") == "$(ls "$into")" ]]; then return; fi
    rm -rf "${into:?}"
    mkdir -p "$into"
    for file in "$ready"/*; do
        ln "$file" "$into/" 2>/dev/null || cp "$file" "$into/"
    done
}
