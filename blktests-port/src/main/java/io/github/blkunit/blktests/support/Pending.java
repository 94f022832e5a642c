package io.github.blkunit.blktests.support;

import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.ublk.uapi.LibC;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call into the kernel that may take its time, such as a read or a write of an attribute, in a thread of its own.
 *
 * @param <T> what it returns
 */
public final class Pending<T> {
    private static final Duration SUBMITTING = Duration.ofSeconds(20);

    private final String what;
    private final FutureTask<T> call;

    private Pending(String what, FutureTask<T> call) {
        this.what = what;
        this.call = call;
    }

    /**
     * Starts the call and returns when the kernel has put its thread to sleep, or it is done.
     *
     * @param what for messages, such as {@code read}
     */
    public static <T> Pending<T> submit(String what, Callable<T> call) throws IOException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(call);
        CompletableFuture<Integer> thread = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("pending-" + what).start(() -> { thread.complete(LibC.gettid()); task.run(); });
        Path stat = Path.of("/proc/self/task/" + thread.join() + "/stat");
        if (!Await.until(TimeScale.deadline(SUBMITTING), () -> task.isDone() || TaskState.isAsleepInKernel(stat))) {
            throw new IOException("the " + what + " is neither under way nor done after " + SUBMITTING);
        }
        return new Pending<>(what, task);
    }

    /** Whether it has not returned yet. */
    public boolean isPending() { return !call.isDone(); }

    /**
     * Waits for the call's end.
     *
     * @return what it returned
     * @throws IOException if it failed, or did not end by the deadline
     */
    public T await(Duration deadline) throws IOException, InterruptedException {
        try {
            return call.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the " + what + " did not complete within " + deadline, e);
        } catch (ExecutionException e) {
            throw new IOException("the " + what + " failed: " + e.getCause(), e.getCause());
        }
    }
}
