package io.github.blkunit.extension;

import java.util.function.Function;
import java.util.Optional;

/**
 * Where a class waits that was begun before it is its turn: its device is up, and none of the user's code has run. The machine of a class is made ready while the class before
 * it runs in another one. Static, because Jupiter makes the extension and the test runner gets the host's message. Thread-safe.
 */
public final class Turn {
    private static final long NONE = -1;
    private static final Object LOCK = new Object();
    private static long called = NONE;

    private Turn() {}

    /** It is this run's turn; also if it does not wait, or not yet. */
    public static void come(long run) {
        synchronized (LOCK) {
            called = run;
            LOCK.notifyAll();
        }
    }

    /** Waits, if the parameters say that this run was begun early. */
    static void await(Function<String, Optional<String>> parameters) throws InterruptedException {
        Optional<Long> run = GuestParameters.early(parameters);
        if (run.isEmpty()) return;
        synchronized (LOCK) {
            while (called != run.get())
                LOCK.wait();
        }
    }
}
