package io.github.blkunit.ublk.server;

import java.time.Duration;

/** A bounded wait for something that cannot be waited for otherwise. Only for slow paths. */
final class Deadline {
    private static final long PAUSE_MILLIS = 5;

    private final long end;

    private Deadline(long end) { this.end = end; }

    static Deadline in(Duration limit) { return new Deadline(System.nanoTime() + limit.toNanos()); }

    /** Waits a little. Returns false once the time is up. */
    boolean pause() throws InterruptedException {
        if (System.nanoTime() - end >= 0) return false;
        Thread.sleep(PAUSE_MILLIS);
        return true;
    }
}
