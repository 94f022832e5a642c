package io.github.blkunit.blktests.support;

import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Threads that each repeat something until the time is up, against each other. Used once, by one thread. */
public final class Race {
    private static final Duration ENDING = Duration.ofSeconds(30);

    private final List<Racer> racers = new ArrayList<>();

    /** What a thread repeats. */
    @FunctionalInterface
    public interface Round {
        /**
         * Does it once.
         *
         * @throws IOException if this thread is to stop; no failure of the race
         */
        void run() throws IOException;
    }

    /** Adds a thread. The result counts its rounds, also while the race is on. */
    public AtomicLong thread(String name, Round round) {
        Racer racer = new Racer(name, round);
        racers.add(racer);
        return racer.rounds;
    }

    /**
     * Runs all threads for so long.
     *
     * @throws IOException if one of them does not come back afterwards: it hangs in the kernel
     */
    public void run(Duration duration) throws IOException, InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (Racer racer : racers) { racer.start(end); }
        for (Racer racer : racers) { racer.await(duration.plus(TimeScale.deadline(ENDING))); }
    }

    /** Which threads stopped before the time was up, and why; for messages. */
    public String stopped() {
        return racers.stream().filter(racer -> racer.stopped != null).map(racer -> racer.name + ": " + racer.stopped).toList()
                .toString();
    }

    private static final class Racer {
        private final String name;
        private final Round round;
        private final AtomicLong rounds = new AtomicLong();
        private volatile @Nullable Throwable stopped;
        private volatile boolean ended;

        Racer(String name, Round round) {
            this.name = name;
            this.round = round;
        }

        void start(long end) {
            Thread.ofPlatform().daemon().name("race-" + name).start(() -> {
                try {
                    while (System.nanoTime() - end < 0) {
                        round.run();
                        rounds.incrementAndGet();
                    }
                } catch (IOException | RuntimeException e) {
                    stopped = e;
                } finally {
                    ended = true;
                }
            });
        }

        void await(Duration deadline) throws IOException, InterruptedException {
            if (!Await.<RuntimeException>until(deadline, () -> ended)) {
                throw new IOException("a thread does not come back, it may hang in the kernel: thread=" + name + ", rounds="
                        + rounds + ", waited=" + deadline);
            }
            if (stopped instanceof RuntimeException mistake) { throw mistake; }
        }
    }
}
