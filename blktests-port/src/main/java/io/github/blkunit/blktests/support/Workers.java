package io.github.blkunit.blktests.support;

import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.ublk.uapi.LibC;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Threads that each do something over and over, all at the same time. Whoever makes them runs them for a while, then they end;
 * the first that failed fails the test, and one that the kernel does not let go is reported with the place where it sleeps.
 */
public final class Workers implements AutoCloseable {
    private static final Duration ENDING = Duration.ofSeconds(60);

    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean stopped;
    private final CountDownLatch failed = new CountDownLatch(1);
    private final CountDownLatch ending = new CountDownLatch(1);

    /** One round of a worker's task. */
    @FunctionalInterface
    public interface Round {
        /** Does it once. */
        void run() throws Exception;
    }

    private static final class Worker {
        private final String name;
        private final AtomicLong rounds = new AtomicLong();
        private final CompletableFuture<Integer> thread = new CompletableFuture<>();
        private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

        Worker(String name) { this.name = name; }
    }

    /**
     * Starts a thread that runs the rounds until {@link #stop}, or until one fails; at least one, since a slow machine may come to stopping before it.
     *
     * @param name for messages, such as {@code "switches the scheduler"}
     */
    public Workers repeat(String name, Round round) {
        return repeat(name, Long.MAX_VALUE, round);
    }

    /** As {@link #repeat(String, Round)}, with a pause before every round. */
    public Workers repeatEvery(Duration pause, String name, Round round) {
        return repeat(name, () -> {
            pause(pause);
            round.run();
        });
    }

    /** Paces a worker; for its rounds. Cut short when the workers are to end. */
    public void pause(Duration time) throws InterruptedException {
        if (ending.await(time.toNanos(), TimeUnit.NANOSECONDS)) { return; }
    }

    /** As {@link #repeat(String, Round)}, for that many rounds at most. */
    public Workers repeat(String name, long most, Round round) {
        Worker worker = new Worker(name);
        workers.add(worker);
        Thread.ofPlatform().daemon().name(name).start(() -> {
            worker.thread.complete(LibC.gettid());
            try {
                for (long done = 0; done < most && (done == 0 || !stopped); done++) {
                    round.run();
                    worker.rounds.incrementAndGet();
                }
                worker.end.complete(null);
            } catch (Throwable e) {
                failed.countDown();
                worker.end.completeExceptionally(e);
            }
        });
        return this;
    }

    /** Waits that long, or until a worker has failed, or all are through; then ends all of them as {@link #stop} does. */
    public long runFor(Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !isOver()) {
            if (failed.await(Math.min(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(50)), TimeUnit.NANOSECONDS)) {
                break;
            }
        }
        return stop();
    }

    private boolean isOver() { return workers.stream().allMatch(worker -> worker.end.isDone()); }

    /**
     * Ends all workers after their current rounds.
     *
     * @return the fewest rounds that any worker did
     * @throws IOException if one failed, or does not come back from the kernel
     */
    public long stop() throws IOException {
        stopped = true;
        ending.countDown();
        for (Worker worker : workers) {
            if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(ENDING), worker.end::isDone)) {
                throw new IOException("a worker does not come back: it " + worker.name + ", rounds=" + worker.rounds + ", waited="
                        + ENDING + ", stack in the kernel:\n" + stack(worker));
            }
        }
        IOException first = null;
        long fewest = workers.stream().mapToLong(worker -> worker.rounds.get()).min().orElse(0);
        for (Worker worker : workers) {
            if (!worker.end.isCompletedExceptionally()) { continue; }
            IOException failure = new IOException("a worker failed: it " + worker.name + ", rounds=" + worker.rounds + ": "
                    + worker.end.exceptionNow(), worker.end.exceptionNow());
            if (first == null) {
                first = failure;
            } else {
                first.addSuppressed(failure);
            }
        }
        workers.clear();
        if (first != null) { throw first; }
        return fewest;
    }

    private static String stack(Worker worker) {
        try {
            return Files.readString(Path.of("/proc/self/task/" + worker.thread.join() + "/stack"));
        } catch (IOException e) {
            return "unknown: " + e;
        }
    }

    /** Ends all workers that still run. */
    @Override
    public void close() throws IOException { stop(); }
}
