#!/bin/bash
# In the guest: bench.sh ROUNDS MILLISECONDS CELL...      CELL = MODE:BLOCKSIZE:DEPTH:JOBS, MODE = map user_copy zero_copy auto_reg batch
# Both servers have a device at the same time; fio goes to them in turn, the order changing from round to round. Prints one JSON object per line.
# Cells that follow each other and differ in block size and depth only find the same two servers.
rounds=$1 milliseconds=$2
shift 2
. "$(dirname "$0")/prepare.sh"
ulimit -l unlimited
declare -A ids=() pids=()

options_of() {
    case $1 in
        map) ;;
        user_copy) echo -u ;;
        zero_copy) echo -z ;;
        auto_reg) echo --auto_zc ;;
        batch) echo -b ;;
    esac
}

# Nanoseconds of processor time of all threads, of the compilers' threads, and context switches.
used_by() {
    # shellcheck disable=SC2046  # words
    (cd "/proc/$1/task" && awk 'FILENAME ~ /comm$/ { compiler = /^C[12] Compiler/ }
        FILENAME ~ /schedstat$/ { cpu += $1; if (compiler) compilers += $1 }
        FILENAME ~ /status$/ && /ctxt_switches/ { switches += $2 }
        END { printf "%.0f %.0f %.0f\n", cpu, compilers, switches }' $(for task in *; do echo "$task/comm $task/schedstat $task/status"; done)) 2> /dev/null
}

job() { # NAME WHO MILLISECONDS      a section of fio's job file
    printf '[%s]\nfilename=/dev/ublkb%s\nrw=randread\nbs=%s\niodepth=%s\nnumjobs=%s\nioengine=io_uring\ndirect=1\nnorandommap=1\nrandrepeat=0\n' \
        "$1" "${ids[$2]}" "$bs" "$depth" "$jobs"
    printf 'time_based=1\nruntime=%sms\nthread=1\ngroup_reporting=1\nnew_group=1\nstonewall=1\n' "$3"
}

run() { # fio with the jobs that are its standard input; /tmp/fio.json is what it measured
    fio --output-format=json --output=/tmp/fio.json - > /tmp/fio.log 2>&1 || { echo "fio failed: cell=$cell: $(tail -n 3 /tmp/fio.log)" >&2; return 1; }
}

# All windows of a cell are jobs of one fio, one after the other, so that its start is paid for once. The first window of each server is not counted.
measure() {
    local round who order window=$milliseconds
    [[ $bs != ???k ]] || window=$((2 * milliseconds)) # few fit into a window
    for ((round = 0; round <= rounds; round++)); do
        order="theirs ours"
        ((round % 2)) || order="ours theirs"
        for who in $order; do job "$who-$round" $who "$window"; done
    done > /tmp/fio.job
    local before_theirs before_ours
    before_theirs=$(used_by "${pids[theirs]}") before_ours=$(used_by "${pids[ours]}")
    run < /tmp/fio.job || return 1
    # What a server used belongs to all windows of the cell and is dealt out by requests.
    jq -cM --arg mode "$mode" --arg bs "$bs" --argjson depth "$depth" --argjson jobs "$jobs" \
        --arg theirs "$before_theirs $(used_by "${pids[theirs]}")" --arg ours "$before_ours $(used_by "${pids[ours]}")" '
        def used($words): ($words | split(" ") | map(tonumber)) as $n | {serverCpu: ($n[3] - $n[0]), compilersCpu: ($n[4] - $n[1]), serverSwitches: ($n[5] - $n[2])};
        {theirs: used($theirs), ours: used($ours)} as $used
        | [.jobs[] | (.jobname | split("-")) as [$who, $round] | {server: $who, round: ($round | tonumber)} + .read]
        | (group_by(.server) | map({(.[0].server): (map(.total_ios) | add)}) | add) as $all
        | .[] | select(.round > 0) | . as $read
        | {mode: $mode, blockSize: $bs, depth: $depth, jobs: $jobs, server, round, iops, requests: .total_ios, p50: .clat_ns.percentile["50.000000"],
            p99: .clat_ns.percentile["99.000000"], p999: .clat_ns.percentile["99.900000"]}
            + ($used[.server] | map_values(. * $read.total_ios / $all[$read.server] | round))' /tmp/fio.json
}

# Not counted: until the compilers take less than a twentieth of the time, twice; on an emulated processor that lasts. Many requests at a time and single ones
# in turn: a server need not do the same with both.
warm_up() {
    local turn before after rest quiet=0 bs=4k depth
    for ((turn = 0; turn < 20 && quiet < 2; turn++)); do
        depth=$((turn % 2 ? 1 : 32))
        read -r rest before rest <<< "$(used_by "${pids[ours]}")"
        job warm-up ours 2000 | run || return 1
        read -r rest after rest <<< "$(used_by "${pids[ours]}")"
        if ((after - before < 100000000)); then quiet=$((quiet + 1)); else quiet=0; fi
    done
    echo "warm-up: mode=$mode jobs=$jobs turns=$turn uptime=$(cut -d ' ' -f 1 /proc/uptime)" >&2
}

stop_servers() {
    local who
    for who in "${!ids[@]}"; do /run/kublk/theirs/kublk del -n "${ids[$who]}"; done
    ids=() pids=()
}

start_servers() {
    local who dump
    for who in theirs ours; do
        # shellcheck disable=SC2046  # words
        dump=$(/run/kublk/$who/kublk add -t null -q "$jobs" -d 128 $(options_of "$mode")) || { echo "no device: cell=$cell server=$who" >&2; return 1; }
        ids[$who]=$(awk -F '[ :]' '/dev id/ { print $3 }' <<< "$dump")
        pids[$who]=$(awk '/daemon pid/ { print $7 }' <<< "$dump")
    done
    udevadm settle
    warm_up
}

echo "about kernel $(uname -r)"
echo "about fio $(fio --version)"
served=
for cell; do
    IFS=: read -r mode bs depth jobs <<< "$cell"
    if [[ $served != "$mode:$jobs" ]]; then
        stop_servers
        served=$mode:$jobs
        start_servers || { stop_servers; served=; continue; }
    fi
    measure
done
stop_servers
