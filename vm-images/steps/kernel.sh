#!/bin/bash
# Kernel, its configuration, the modules of modules.conf (into the root file system) and the initramfs.
set -euo pipefail
. "$SRC/lib/common.sh"
raw=$WORK/kernel
release=$(cat "$WORK/kernel.release")
mapfile -t debs < <(sed "s|^|$CACHE/debs/|" "$WORK/kernel.debs")
extract "$raw" "${debs[@]}"
modules=$raw/usr/lib/modules/$release
[[ -f $modules/vmlinuz ]] || die "no vmlinuz in the kernel packages: release=$release"
/sbin/depmod -b "$raw/usr" -m /lib/modules "$release" 2>/dev/null || /sbin/depmod -b "$raw/usr" "$release"

# modules.dep: "kernel/a.ko.xz: kernel/b.ko.xz kernel/c.ko.xz", dependencies deepest last.
declare -A needs
while IFS=: read -r module dependencies; do needs[$module]=$dependencies; done < "$modules/modules.dep"
mapfile -t patterns < <(lines_of "$SRC/modules.conf")

excluded() {
    local path=${1#kernel/} pattern
    for pattern in "${patterns[@]}"; do
        # shellcheck disable=SC2254  # a pattern
        if [[ $pattern == -* ]]; then case $path in ${pattern#-}) return 0 ;; esac fi
    done
    return 1
}

# The modules whose path matches a pattern with that mark, unless they or a dependency are excluded.
matching() { # MARK, empty for all
    local mark=$1 module pattern dependency
    for module in "${!needs[@]}"; do
        for pattern in "${patterns[@]}"; do
            [[ $pattern != -* ]] || continue
            [[ -z $mark || $pattern == "$mark"* ]] || continue
            # shellcheck disable=SC2254  # a pattern
            case ${module#kernel/} in ${pattern#[+!]}) ;; *) continue ;; esac
            for dependency in $module ${needs[$module]}; do
                if excluded "$dependency"; then continue 2; fi
            done
            printf '%s\n' "$module"
            break
        done
    done | sort
}

target=$WORK/root/usr/lib/modules/$release
mkdir -p "$target"
matching '' > "$WORK/modules.matching"
while read -r module; do printf '%s\n' "$module" ${needs[$module]}; done < "$WORK/modules.matching" | sort -u > "$WORK/modules.list"
[[ -s $WORK/modules.list ]] || die "no kernel module matches modules.conf"
tar -C "$modules" -cf - -T "$WORK/modules.list" | tar -C "$target" -xf -
cp "$modules"/modules.{order,builtin,builtin.modinfo} "$target/"
find "$target" -name '*.ko.xz' -print0 | xargs -0 -P "$(nproc)" -n 64 xz -d
sed -i 's/\.ko\.xz$/.ko/' "$target/modules.order"
/sbin/depmod -b "$WORK/root/usr" -m /lib/modules "$release" 2>/dev/null || /sbin/depmod -b "$WORK/root" "$release"
[[ -s $target/modules.dep ]] || die "depmod wrote no modules.dep for release=$release"

mkdir -p "$OUT/kernel"
cp "$modules/config" "$OUT/kernel/"
# Where programs in the guest look for it.
cp "$modules/config" "$target/config"
# What the boot image unpacks itself to: saves the guest a second of emulated CPU. It starts through the PVH entry, as the ELF note says.
# Offsets: Documentation/arch/x86/boot.rst, setup_sects at 0x1f1, payload_offset at 0x248, payload_length at 0x24c.
number() { od -An -t "$3" -j "$1" -N "$2" "$modules/vmlinuz" | tr -d ' '; }
offset=$(( ($(number 0x1f1 1 u1) + 1) * 512 + $(number 0x248 4 u4) ))
# The last four bytes are the unpacked length.
length=$(( $(number 0x24c 4 u4) - 4 ))
grep -qx CONFIG_KERNEL_ZSTD=y "$modules/config" || die "the kernel is not packed with zstd; teach steps/kernel.sh the other format"
dd if="$modules/vmlinuz" iflag=skip_bytes,count_bytes skip="$offset" count="$length" bs=1M status=none | zstd -dcq > "$OUT/kernel/vmlinux" || die "the kernel's payload does not unpack"

# The initramfs: static busybox, init, a few modules in load order.
tree=$WORK/initramfs
mkdir -p "$tree/"{bin,dev,proc,sys,modules,lower,over,new}
cp "$WORK/root/usr/bin/busybox" "$tree/bin/"
for applet in sh mount mkdir cat ls mv insmod sleep switch_root poweroff; do ln -s busybox "$tree/bin/$applet"; done
cp "$SRC/guest/initramfs/init" "$tree/init"
chmod 0755 "$tree/init"
put_module() { # MODULE LIST
    local name=${1##*/} dependency
    name=${name%.xz}
    if [[ -e $tree/modules/$name ]]; then
        grep -qx "$name" "$2" || die "module $name would be loaded from two lists at once: mark it with ! in modules.conf"
        return
    fi
    xz -dc "$modules/$1" > "$tree/modules/$name"
    for dependency in $(tr ' ' '\n' <<< "${needs[$1]}" | tac); do put_module "$dependency" "$2"; done
    printf '%s\n' "$name" >> "$2"
}
while read -r module; do put_module "$module" "$tree/modules/root"; done < <(matching '!')
while read -r module; do put_module "$module" "$tree/modules/others"; done < <(matching '+')
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
( cd "$tree" && find . | LC_ALL=C sort | cpio --quiet -o -H newc --owner 0:0 --reproducible ) > "$OUT/kernel/initramfs.img"
say "kernel $release: $(wc -l < "$WORK/modules.list") modules, initramfs $(( $(size_of "$OUT/kernel/initramfs.img") / 1024 )) KiB: $(cat "$tree/modules/root" "$tree/modules/others" | tr '\n' ' ')"
