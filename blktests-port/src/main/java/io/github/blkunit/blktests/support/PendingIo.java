package io.github.blkunit.blktests.support;

import io.github.blkunit.IoBuffer;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.ublk.uapi.LibC;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A read or write under way. */
public final class PendingIo {
    private static final Duration SUBMITTING = Duration.ofSeconds(20);

    private final String what;
    private final FutureTask<IoBuffer> io;

    private PendingIo(String what, FutureTask<IoBuffer> io) {
        this.what = what;
        this.io = io;
    }

    static PendingIo submit(String what, FutureTask<IoBuffer> io) throws IOException, InterruptedException {
        CompletableFuture<Integer> thread = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("pending-" + what).start(() -> { thread.complete(LibC.gettid()); io.run(); });
        Path stat = Path.of("/proc/self/task/" + thread.join() + "/stat");
        if (!Await.until(TimeScale.deadline(SUBMITTING), () -> io.isDone() || isAsleepInKernel(stat))) {
            throw new IOException("the " + what + " is neither under way nor done after " + SUBMITTING);
        }
        return new PendingIo(what, io);
    }

    /** Whether it has not completed yet. */
    public boolean isPending() { return !io.isDone(); }

    /**
     * Waits for the completion.
     *
     * @return what was read, or written
     * @throws IOException if the device failed it, or it did not complete by the deadline
     */
    public IoBuffer await(Duration deadline) throws IOException, InterruptedException {
        try {
            return io.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the " + what + " did not complete within " + deadline, e);
        } catch (ExecutionException e) {
            throw new IOException("the " + what + " failed: " + e.getCause(), e.getCause());
        }
    }

    /** State D of {@code proc_pid_stat(5)}: waits for I/O and cannot be interrupted. */
    private static boolean isAsleepInKernel(Path stat) throws IOException {
        try {
            return stateOf(Files.readString(stat)) == 'D';
        } catch (NoSuchFileException e) {
            return false; // the thread has ended; then the I/O is done
        }
    }

    /** The letter behind the name, which stands in parentheses and may hold some itself. */
    static char stateOf(String stat) {
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }
}
