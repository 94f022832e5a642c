#!/bin/bash
# In the guest: startup.sh ROUNDS      prints "STARTUP server command milliseconds" for each start of a command, both servers in turn.
rounds=$1
. "$(dirname "$0")/prepare.sh"

timed() { # WHO COMMAND ARGUMENT...
    local who=$1 started=${EPOCHREALTIME/./}
    shift
    "/run/kublk/$who/kublk" "$@" > /tmp/out.log 2>&1 || { echo "failed: server=$who command=$*: $(tail -n 3 /tmp/out.log)" >&2; return 1; }
    printf 'STARTUP %s %s %d\n' "$who" "$1" $(((${EPOCHREALTIME/./} - started) / 1000))
}

for ((round = 1; round <= rounds; round++)); do
    for who in theirs ours; do
        timed $who features && timed $who add -t null -n 3 && timed $who list -n 3 && timed $who del -n 3
    done
done
