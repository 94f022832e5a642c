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
java -XX:AOTCacheOutput=ours.aot -XX:+UseSerialGC -Xmx128m -XX:-UsePerfData -jar ublk-driver.jar kublk features > aot.log 2>&1 \
    || { cat aot.log >&2; exit 1; }
