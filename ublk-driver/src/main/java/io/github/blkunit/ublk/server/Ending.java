package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.UblkException;
import org.jspecify.annotations.Nullable;

/** Runs every step of an ending whatever the others do; the first failure is thrown at the end with the others inside. */
final class Ending {
    private @Nullable RuntimeException first;

    void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            add(e);
        }
    }

    /** Runs a wait for a queue's end. Returns whether that queue is gone, well or not. */
    boolean succeeds(Runnable wait) {
        try {
            wait.run();
            return true;
        } catch (ThreadFailure e) {
            add(e);
            return true;
        } catch (RuntimeException e) {
            add(e);
            return false;
        }
    }

    private void add(RuntimeException e) {
        if (first == null) first = e;
        else
            first.addSuppressed(e);
    }

    void rethrow(String what) {
        if (first != null) throw new UblkException(what + ": " + first.getMessage(), first);
    }
}
