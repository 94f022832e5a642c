package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.Operations;
import io.github.blkunit.ublk.target.Target;
import io.github.blkunit.ublk.target.WrappingTarget;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills its process (SIGKILL) when the second of its threads is about to fetch, while the first one fetches or has done
 * so: the device is left with only some of
 * its tags fetched.
 */
record DyingTarget(Target target, AtomicInteger threads) implements WrappingTarget {
    DyingTarget(Target target) { this(target, new AtomicInteger()); }

    @Override
    public IoHandler handler(Operations operations) {
        if (threads.incrementAndGet() == 2) die();
        return target.handler(operations);
    }

    /** From outside: Java has no way to send its own process that signal. */
    private static void die() {
        try {
            int status = new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).inheritIO().start()
                    .waitFor();
            throw new IllegalStateException("still alive after kill -9: status=" + status);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot kill this process", e);
        }
    }
}
