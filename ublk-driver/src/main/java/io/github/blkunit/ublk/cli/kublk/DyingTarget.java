package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.Operations;
import io.github.blkunit.ublk.target.Target;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills its process (SIGKILL) when the second of its threads is about to fetch, while the first one fetches or has done
 * so: the device is left with only some of
 * its tags fetched.
 */
record DyingTarget(Target target, AtomicInteger threads) implements Target {
    DyingTarget(Target target) { this(target, new AtomicInteger()); }

    @Override
    public Geometry geometry() { return target.geometry(); }

    @Override
    public Access access() { return target.access(); }

    @Override
    public List<Integer> files() { return target.files(); }

    @Override
    public int operationsPerRequest() { return target.operationsPerRequest(); }

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
