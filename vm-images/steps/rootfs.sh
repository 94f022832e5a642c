#!/bin/bash
# The guest's root file system as a directory: packages, JRE, init. Kernel modules are added by kernel.sh.
set -euo pipefail
. "$SRC/lib/common.sh"
root=$WORK/root

# Packages that are not needed are left out by name.
mapfile -t without < <(lines_of "$SRC/guest.without")
kept=()
while read -r deb; do
    name=${deb%%_*}
    for pattern in "${without[@]}"; do
        # shellcheck disable=SC2053  # a pattern
        if [[ $name == $pattern ]]; then continue 2; fi
    done
    kept+=("$deb")
done < "$WORK/guest.debs"
printf '%s\n' "${kept[@]}" > "$WORK/guest.kept"
# base-files first: it brings the links /bin, /lib, /lib64 and /sbin.
mapfile -t kept < <(grep '^base-files_' "$WORK/guest.kept"; grep -v '^base-files_' "$WORK/guest.kept")
extract "$root" "${kept[@]/#/$CACHE/debs/}"

# Licences go into the bundle's doc directory, everything else that only people read is dropped.
mkdir -p "$WORK/licences"
cp -a "$root/usr/share/doc/." "$WORK/licences/"
cp -a "$root/usr/share/common-licenses" "$WORK/"
( cd "$root" && rm -rf usr/share/{doc,man,locale,info,lintian,bug,bash-completion,zsh,fish,gdb,perl5,pixmaps,initramfs-tools,doc-base,polkit-1,dbus-1} \
    usr/share/initramfs-tools usr/lib/udev/hwdb.d usr/lib/systemd/{system,user,system-generators,network,ntp-units.d} usr/lib/tmpfiles.d \
    usr/include usr/lib/x86_64-linux-gnu/gconv usr/lib/x86_64-linux-gnu/perl-base var/cache var/lib/dpkg etc/{apt,cron.*,init.d,rc*.d,default,skel} \
    usr/lib/locale/{aa,en}* usr/share/i18n usr/sbin/{xfs_scrub_all,mdcheck,fstrim_all} boot media srv opt )

# What maintainer scripts would have made.
mkdir -p "$root/"{dev,proc,sys,run,tmp,root,mnt,etc,var/tmp,var/lib,var/log,lib/modules}
chmod 1777 "$root/tmp" "$root/var/tmp"
chmod 0700 "$root/root"
ln -sfn ../run "$root/var/run"
ln -sfn ../run/lock "$root/var/lock"
ln -sf ../proc/self/mounts "$root/etc/mtab"
ln -sf mawk "$root/usr/bin/awk"
[[ -e $root/usr/bin/which ]] || ln -sf busybox "$root/usr/bin/which"
cp "$root/usr/share/base-passwd/passwd.master" "$root/etc/passwd"
cp "$root/usr/share/base-passwd/group.master" "$root/etc/group"
sed -i -e 's|^root:[^:]*:|root::|' "$root/etc/passwd"
# Groups that udev's rules name; udev would warn of each at every start.
gid=900
for group in input sgx kvm render clock; do
    if ! grep -q "^$group:" "$root/etc/group"; then printf '%s:x:%d:\n' "$group" $gid >> "$root/etc/group"; gid=$((gid + 1)); fi
done
cp -a "$SRC/guest/root/." "$root/"
chmod 0755 "$root/usr/sbin/blkunit-init"

mkdir -p "$root/usr/lib/jvm"
cp -a "$WORK/jre" "$root/usr/lib/jvm/blkunit"
mv "$root/usr/lib/jvm/blkunit/legal" "$WORK/licences/blkunit-jre"
ln -s ../lib/jvm/blkunit/bin/java "$root/usr/bin/java"
ln -s ../lib/jvm/blkunit/bin/jcmd "$root/usr/bin/jcmd"

/sbin/ldconfig -X -r "$root"

# Every program and library must find what it was linked with. The guest's own loader is asked.
loader=$root/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
path=$root/usr/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu/systemd:$root/usr/lib/jvm/blkunit/lib:$root/usr/lib/jvm/blkunit/lib/server
find "$root/usr/bin" "$root/usr/sbin" "$root/usr/lib/udev" "$root/usr/lib/systemd" "$root/usr/lib/x86_64-linux-gnu" -type f \( -perm /111 -o -name '*.so*' \) -print0 \
    | while IFS= read -r -d '' file; do
        [[ $(head -c 4 "$file" | tr -d '\0') == $'\177ELF' ]] || continue
        { "$loader" --library-path "$path" --list "$file" || true; } 2> /dev/null | sed -n "s|not found.*|is missing, needed by ${file#"$root"}|p"
    done > "$WORK/missing.txt"
[[ ! -s $WORK/missing.txt ]] || die "libraries left out of the root file system: $(cat "$WORK/missing.txt")"
say "root file system: ${#kept[@]} packages, $(du -sm "$root" | cut -f1) MiB"
