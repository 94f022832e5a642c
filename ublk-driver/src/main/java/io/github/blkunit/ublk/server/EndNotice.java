package io.github.blkunit.ublk.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells all threads of a device that the kernel has begun to end it. The kernel ends the tags that it has; a tag whose request was being served then is fetched
 * again by its commit, and never ends, and a thread that held all of its tags is told nothing at all. So the first tag that ends counts for all threads: what they
 * still hold they answer, and do not wait for more. Threads: any.
 */
final class EndNotice {
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private volatile boolean given;

    /** Whom to wake when it is given; waking a thread that is gone must do nothing. */
    void wakes(Runnable wake) {
        wakes.add(wake);
    }

    /** A tag has ended. Only the first time counts. */
    void give() {
        if (given) return;
        given = true;
        for (Runnable wake : wakes) wake.run();
    }

    /** {@return whether the kernel has begun to end the device} */
    boolean given() { return given; }
}
