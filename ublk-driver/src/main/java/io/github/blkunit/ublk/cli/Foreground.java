package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.target.Target;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Serves one device in the foreground. A signal asks the serving thread to end; the virtual machine's shutdown waits for it and then leaves with that
 * thread's status instead of the signal's. An interrupt of the serving thread asks for the same, but leaves the virtual machine alone.
 */
final class Foreground {
    /** Status of a device that was taken away because the serving thread was interrupted. */
    static final int INTERRUPTED = -1;
    private static final long SHUTDOWN_LIMIT_SECONDS = 30;

    private final PrintWriter out;
    private final PrintWriter err;
    private final CompletableFuture<Object> asked = new CompletableFuture<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int status = 1;

    Foreground(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** How the device comes to be served. */
    @FunctionalInterface
    interface Start {
        UblkDevice device() throws InterruptedException;
    }

    int serve(Target target, DeviceSpec spec) throws InterruptedException {
        return serve(() -> UblkDevice.start(target, spec));
    }

    int serve(Start start) throws InterruptedException {
        Thread hook = new Thread(this::shutDown, "ublk-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            status = served(start);
        } catch (RuntimeException e) {
            err.println("ublk serve: " + e.getMessage());
            if (Boolean.getBoolean("blkunit.ublk.trace")) e.printStackTrace(err);
            err.flush();
        } finally {
            done.countDown();
        }
        if (!asked.isDone()) removeHook(hook);
        return status;
    }

    private int served(Start start) throws InterruptedException {
        try (UblkDevice device = start.device()) {
            ready(device.info());
            return awaitEnd(device);
        }
    }

    private void ready(DeviceInfo info) {
        out.println("ready " + info.disk() + " id=" + info.id() + " pid=" + ProcessHandle.current().pid() + " queues=" + info
                .queues() + " depth="
                + info.depth());
        out.flush();
    }

    /** Returns the status, if the device then can be closed. */
    private int awaitEnd(UblkDevice device) {
        try {
            CompletableFuture.anyOf(asked, device.ended()).get();
        } catch (ExecutionException e) {
            return 0; // a dead queue; closing the device reports it
        } catch (InterruptedException e) {
            return INTERRUPTED;
        }
        if (!asked.isDone()) {
            err.println("ublk serve: the device was stopped by somebody else: device=" + device.info().id());
            err.flush();
        }
        return 0;
    }

    /** Runs in the shutdown hook. Halting is what turns a signal into the promised status. */
    private void shutDown() {
        asked.complete("signal");
        try {
            if (!done.await(SHUTDOWN_LIMIT_SECONDS, TimeUnit.SECONDS))
                err.println("ublk serve: the device did not end within " + SHUTDOWN_LIMIT_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.flush();
        Runtime.getRuntime().halt(status);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // a signal came just now: the hook ends the process with our status
        }
    }
}
