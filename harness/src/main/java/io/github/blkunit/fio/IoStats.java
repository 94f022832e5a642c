package io.github.blkunit.fio;

import io.github.blkunit.ByteSize;
import java.time.Duration;

/**
 * What a job did in one direction, all its copies together.
 *
 * @param requests requests completed
 * @param bytes bytes moved
 * @param runtime the time it took
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
}
