package io.github.blkunit.ublk.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a {@link Watchdog} look now and then and logs what it reports. Not a server's thread, so that it may wait for a log. */
final class WatchdogThread {
    private static final int LOOKS_PER_LIMIT = 4;

    private final CountDownLatch stop = new CountDownLatch(1);

    private WatchdogThread() {}

    static WatchdogThread start(int device, Watchdog watchdog, Duration limit) {
        WatchdogThread watching = new WatchdogThread();
        Thread.ofPlatform().daemon().name("ublk" + device + "-watchdog").start(() -> watching.run(watchdog, limit));
        return watching;
    }

    private void run(Watchdog watchdog, Duration limit) {
        try {
            while (!stop.await(limit.toNanos() / LOOKS_PER_LIMIT, TimeUnit.NANOSECONDS))
                watchdog.look(limit, request -> System.getLogger("blkunit.ublk").log(System.Logger.Level.WARNING,
                        "a request is not answered: {0}",
                        request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() { stop.countDown(); }
}
