package io.github.blkunit.fio;

import io.github.blkunit.ByteSize;
import java.time.Duration;

/**
 * What a job did in one direction, all its copies together.
 *
 * @param requests requests completed
 * @param bytes bytes moved
 * @param runtime the time it took; of several copies the longest
 * @param iops requests per second
 * @param bandwidth bytes per second
 * @param submission from fio's decision to the kernel's acceptance
 * @param completion from acceptance to completion
 * @param total both together
 */
public record IoStats(long requests, ByteSize bytes, Duration runtime, double iops, ByteSize bandwidth, Latency submission,
        Latency completion, Latency total) {

    /** Whether there was any I/O in this direction. */
    public boolean isActive() { return requests > 0; }

    /** Both together, as if one job had done it: fio's own way of adding up the copies of a job that ran at the same time. */
    IoStats plus(IoStats other) {
        if (!other.isActive()) { return this; }
        if (!isActive()) { return other; }
        long count = requests + other.requests;
        ByteSize moved = new ByteSize(bytes.bytes() + other.bytes.bytes());
        Duration longest = runtime.compareTo(other.runtime) > 0 ? runtime : other.runtime;
        double seconds = longest.toNanos() / 1e9;
        boolean timed = seconds > 0; // fio counts milliseconds: what is shorter took none
        return new IoStats(count, moved, longest, timed ? count / seconds : iops + other.iops,
                timed ? new ByteSize(Math.round(moved.bytes() / seconds)) : new ByteSize(bandwidth.bytes() + other.bandwidth
                        .bytes()),
                submission.plus(other.submission), completion.plus(other.completion), total.plus(other.total));
    }
}
