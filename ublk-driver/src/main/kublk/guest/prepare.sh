# In the guest, sourced. The host's files are unpacked in /run/kublk/theirs: the kernel's server and self-tests. Makes ours/ of it, with our server as kublk.
# shellcheck shell=bash
export TMPDIR=/tmp/kublk
mkdir -p "$TMPDIR"
cd /run/kublk || exit 1
cp /run/blkunit/agent/*ublk-driver*.jar ublk-driver.jar || exit 1
chmod +x theirs/kublk theirs/metadata_size theirs/*.sh
cp -r theirs ours
cp theirs/guest/kublk ours/kublk
chmod +x ours/kublk
modprobe ublk_drv
# The classes of the longest command, and what its compiled code was like, kept for every later start: serves a disk once.
train() {
    java -XX:AOTCacheOutput=ours.aot -XX:+UseSerialGC -Xmx128m -XX:-UsePerfData -jar ublk-driver.jar kublk add -t null -q 2 --foreground > aot.log 2>&1 &
    local server=$! i
    for ((i = 0; i < 600; i++)); do
        [[ -b /dev/ublkb0 ]] && theirs/kublk list -n 0 | grep -q LIVE && break
        kill -0 $server 2> /dev/null || break
        sleep 0.1
    done
    dd if=/dev/ublkb0 of=/dev/null bs=4k count=256 iflag=direct status=none && theirs/kublk stop -n 0 && wait $server && theirs/kublk del -n 0 && [[ -s ours.aot ]]
}
train || { cat aot.log >&2; exit 1; }
