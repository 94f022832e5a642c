package io.github.blkunit.blktests.block;

import static io.github.blkunit.driver.NullDisk.Completion.TIMER;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.ByteSize;
import io.github.blkunit.TimeScale;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.DirectIo;
import io.github.blkunit.blktests.support.Pending;
import io.github.blkunit.blktests.support.SignalledReader;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/**
 * block/016: a signal to a process that waits for a frozen queue neither ends the wait nor fails the request.
 *
 * <p>Guards 1dc3039bc87a "block: do not use interruptible wait anywhere". On a null_blk of its own whose requests take long: one
 * read keeps the queue busy, a change of nr_requests freezes it, another read waits for that and gets SIGUSR1. About 3 s, after
 * a rehearsal that tells how long is long enough. Skipped, not failed, on a machine too slow to do all that before the first
 * read completes.
 */
@Upstream(id = "block/016", revision = "a608cb5", guards = "1dc3039bc87a")
@Needs(modules = "null_blk", programs = "dd")
public interface Block016SignalWhileFrozen {

    @BlockTest @Quick @CanBeZoned
    default void block016_aSignalDoesNotFailAReadOfAFrozenQueue(@TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        var timer = Zoned.ifWanted(new NullDisk().completion(TIMER));
        Path log = folder.resolve("dd.log");
        long start = System.nanoTime();
        meetAtFrozenQueue(timer.completesAfter(ofMillis(1)), log, (_, _) -> {});
        Duration rehearsal = Duration.ofNanos(System.nanoTime() - start);

        var slow = timer.completesAfter(ofMillis(500).plus(rehearsal.multipliedBy(2))); // all is set up before the first read is done
        meetAtFrozenQueue(slow, log, (frozen, waiting) -> {
            assumeTrue(frozen, "the queue was no longer frozen when the signal was sent: the machine is too slow");
            waiting.signal();
        });
    }

    /** What is done once all three have been started. */
    @FunctionalInterface
    interface Meanwhile {
        /**
         * Does it.
         *
         * @param frozen whether all three still wait
         */
        void run(boolean frozen, SignalledReader waiting);
    }

    /** A read, a change of nr_requests that waits for it, and a read that waits for that; all of them must succeed. */
    private static void meetAtFrozenQueue(NullDisk wanted, Path log, Meanwhile meanwhile)
            throws IOException, DriverException, InterruptedException {
        Duration deadline = TimeScale.deadline(ofSeconds(60));
        try (var disk = wanted.create(); var io = DirectIo.on(disk.device())) {
            var first = io.submitRead(0, ByteSize.sectors(1));
            Pending<Boolean> freeze = Pending.submit("change of nr_requests", () -> {
                disk.device().queue().set("nr_requests", 32); // another value than it has, or the kernel has nothing to do
                return true;
            });
            try (var waiting = SignalledReader.start(disk.device(), log)) {
                meanwhile.run(first.isPending() && freeze.isPending() && waiting.isPending(), waiting);
                first.await(deadline);
                freeze.await(deadline);
                waiting.await(deadline);
            }
        }
    }
}
