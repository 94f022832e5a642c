package io.github.blkunit.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One run of the load against one server.
 *
 * @param server {@code ours} or {@code theirs}
 * @param round pairs belong together by it, from 1
 * @param iops requests per second
 * @param requests all of them
 * @param p50 completion latency in nanoseconds, as p99 and p999
 * @param serverCpu nanoseconds of processor time of the server's threads: those of the whole cell, dealt out by requests
 * @param serverSwitches context switches of the server's threads, alike
 */
public record Round(String mode, String blockSize, int depth, int jobs, String server, int round, double iops, long requests,
        long p50, long p99,
        long p999, long serverCpu, long serverSwitches) {

    @JsonIgnore
    BenchCell cell() { return new BenchCell(mode, blockSize, depth, jobs); }

    @JsonIgnore
    boolean isOurs() { return server.equals("ours"); }

    double cpuPerRequest() { return requests == 0 ? 0 : (double) serverCpu / requests; }

    double switchesPerRequest() { return requests == 0 ? 0 : (double) serverSwitches / requests; }
}
