package io.github.blkunit.counts;

import io.github.blkunit.Device;
import io.github.blkunit.fio.Fio;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Brings a server into the state in which its counts do not change any more. */
final class WarmUp {
    private static final int REQUESTS = 8_000;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int MOST_ROUNDS = 6;
    private static final long NOTHING = 1;

    private WarmUp() {}

    /** Runs the job as it is, or, for a JVM, rounds of it until one allocates per request what the one before it did, or nothing. */
    static void of(Fio job, Device device) {
        OptionalLong server = ServerOf.device(device);
        Optional<JvmAllocations> start = server.isPresent() ? JvmAllocations.of(server.getAsLong()) : Optional.empty();
        if (start.isEmpty()) {
            job.on(device);
            return;
        }
        JvmAllocations earlier = start.get();
        long before = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            long requests = job.requests(REQUESTS).atMost(ROUND).on(device).requests();
            JvmAllocations now = JvmAllocations.of(server.getAsLong()).orElse(earlier);
            long each = now.since(earlier) / requests;
            if (each < NOTHING || each == before) { return; }
            before = each;
            earlier = now;
        }
    }
}
