#!/bin/bash
# In the guest: selftests.sh theirs|ours SECONDS [PATTERN]     prints one line per script: RESULT script status seconds, and what a failing one said.
who=$1 limit=$2 pattern=${3:-test_*_*.sh}
. "$(dirname "$0")/prepare.sh"
# What most scripts wait for is the start of servers, which an emulated machine spends on compiling.
export KUBLK_JAVA_OPTIONS="${KUBLK_JAVA_OPTIONS:-} -XX:CompileThresholdScaling=5"
cd "/run/kublk/$who" || exit 1
for script in $pattern; do
    started=${EPOCHREALTIME/./}
    timeout -k 5 "$limit" "./$script" > /tmp/selftest.log 2>&1
    status=$?
    printf 'RESULT %s %d %d\n' "$script" "$status" $(((${EPOCHREALTIME/./} - started) / 1000000))
    [[ $status -eq 0 || $status -eq 4 ]] && continue
    tail -n 8 /tmp/selftest.log | cut -c 1-300 | sed 's/^/  | /'
    # What a failed script left must not fail the next one.
    for pid in $(../theirs/kublk list | awk '/daemon pid/ && $7 > 0 { print $7 }'); do kill -9 "$pid" 2> /dev/null; done
    killall -q -9 fio dd
    timeout 60 ../theirs/kublk del -a
    for mount in $(awk '/ublkb|hugetlbfs|kublk/ { print $2 }' /proc/mounts); do umount -l "$mount"; done
    rm -rf "${TMPDIR:?}"/*
done
