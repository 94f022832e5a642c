#!/bin/bash
# In the guest: bench.sh ROUNDS SECONDS CELL...      CELL = MODE:BLOCKSIZE:DEPTH:JOBS, MODE = map user_copy zero_copy auto_reg batch
# Both servers have a device at the same time; fio goes to them in turn, the order changing from round to round. Prints one JSON object per line.
rounds=$1 seconds=$2
shift 2
. "$(dirname "$0")/prepare.sh"
ulimit -l unlimited

options_of() {
    case $1 in
        map) ;;
        user_copy) echo -u ;;
        zero_copy) echo -z ;;
        auto_reg) echo --auto_zc ;;
        batch) echo -b ;;
    esac
}

cpu_of() { awk '{ sum += $1 } END { printf "%.0f", sum }' /proc/"$1"/task/*/schedstat 2> /dev/null; }
switches_of() { awk '/ctxt_switches/ { sum += $2 } END { printf "%.0f", sum }' /proc/"$1"/task/*/status 2> /dev/null; }

# What the server's compilers have used, in nanoseconds.
compilers_of() {
    local task sum=0 used rest
    for task in /proc/"$1"/task/*; do
        [[ $(< "$task/comm") == C[12]\ Compiler* ]] || continue
        read -r used rest < "$task/schedstat" && sum=$((sum + used))
    done 2> /dev/null
    echo $sum
}

measure() { # WHO ROUND SECONDS
    local who=$1 pid=${pids[$1]} cpu switches compilers
    cpu=$(cpu_of "$pid") switches=$(switches_of "$pid") compilers=$(compilers_of "$pid")
    fio --name=cell --filename="/dev/ublkb${ids[$who]}" --rw=randread --bs="$bs" --iodepth="$depth" --numjobs="$jobs" --ioengine=io_uring --direct=1 \
        --norandommap --randrepeat=0 --time_based --runtime="$3" --thread --group_reporting --output-format=json --output=/tmp/fio.json > /tmp/fio.log 2>&1 \
        || { echo "fio failed: cell=$cell server=$who: $(tail -n 3 /tmp/fio.log)" >&2; return 1; }
    cpu=$(($(cpu_of "$pid") - cpu)) switches=$(($(switches_of "$pid") - switches))
    compilers=$(($(compilers_of "$pid") - compilers))
    jq -cM --arg mode "$mode" --arg bs "$bs" --argjson depth "$depth" --argjson jobs "$jobs" --arg who "$who" --argjson round "$2" --argjson cpu "$cpu" \
        --argjson switches "$switches" --argjson compilers "$compilers" '.jobs[0].read | {mode: $mode, blockSize: $bs, depth: $depth, jobs: $jobs, server: $who, round: $round, iops: .iops,
        requests: .total_ios, p50: .clat_ns.percentile["50.000000"], p99: .clat_ns.percentile["99.000000"], p999: .clat_ns.percentile["99.900000"],
        serverCpu: $cpu, serverSwitches: $switches, compilersCpu: $compilers}' /tmp/fio.json
}

# Not counted: until the compilers take less than a twentieth of the time, twice; on an emulated processor that lasts.
warm_up() {
    local turn before quiet=0
    for ((turn = 0; turn < 20; turn++)); do
        before=$(compilers_of "${pids[ours]}")
        measure ours 0 3 > /dev/null
        before=$(($(compilers_of "${pids[ours]}") - before))
        echo "warm-up: cell=$cell turn=$turn compilers=$((before / 1000000)) ms" >&2
        if ((before < 150000000)); then quiet=$((quiet + 1)); else quiet=0; fi
        ((quiet == 2)) && return
    done
}

for cell; do
    IFS=: read -r mode bs depth jobs <<< "$cell"
    declare -A ids=() pids=()
    for who in theirs ours; do
        # shellcheck disable=SC2046  # words
        dump=$(/run/kublk/$who/kublk add -t null -q "$jobs" -d 128 $(options_of "$mode")) || { echo "no device: cell=$cell server=$who" >&2; continue 2; }
        ids[$who]=$(awk -F '[ :]' '/dev id/ { print $3 }' <<< "$dump")
        pids[$who]=$(awk '/daemon pid/ { print $7 }' <<< "$dump")
    done
    udevadm settle
    warm_up
    measure theirs 0 1 > /dev/null
    for ((round = 1; round <= rounds; round++)); do
        order="theirs ours"
        ((round % 2)) || order="ours theirs"
        for who in $order; do measure $who "$round" "$seconds"; done
    done
    for who in theirs ours; do /run/kublk/theirs/kublk del -n "${ids[$who]}"; done
done
