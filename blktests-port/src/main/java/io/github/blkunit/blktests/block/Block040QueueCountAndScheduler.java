package io.github.blkunit.blktests.block;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.ErrnoException;
import io.github.blkunit.QueueAttributes;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.ResizedQueues;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Workers;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.TestReporter;

/**
 * block/040: the scheduler can be switched while the number of hardware queues changes and requests are under way.
 *
 * <p>Guards b126d9d7475e "block: don't allow to switch elevator if updating nr_hw_queues is in-progress". On a null_blk of its
 * own: as block/029, and every scheduler in turn for 0.5 s each; 3 s (30 s upstream) unless {@link Timeout} says otherwise. A
 * switch that the kernel refuses as busy does not count.
 */
@Upstream(id = "block/040", revision = "a608cb5", guards = "b126d9d7475e")
@Needs(modules = "null_blk", programs = "fio")
public interface Block040QueueCountAndScheduler {

    @BlockTest @Timed
    default void block040_schedulersSwitchWhileTheQueueCountChanges(TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        try (var disk = ResizedQueues.newDisk().create(); var workers = new Workers()) {
            assumeTrue(ResizedQueues.isPossible(disk), "null_blk does not support a change of submit_queues");
            var queue = disk.device().queue();
            var schedulers = queue.schedulers();
            var turn = new AtomicInteger();
            workers.repeat("changes submit_queues", () -> ResizedQueues.shrinkAndGrow(disk, workers));
            workers.repeatEvery(ofMillis(500), "switches the scheduler", () -> {
                if (takes(queue, schedulers.get(turn.get() % schedulers.size()))) { turn.incrementAndGet(); }
            });
            Metrics.iops(reporter, Direction.WRITE, ResizedQueues.writes(Timeout.orElse(ofSeconds(3))).on(disk.device()));
            assertThat(workers.stop()).as("changes while fio ran").isPositive();
            assertThat(turn).as("switches of the scheduler while fio ran").hasPositiveValue();
        }
    }

    /** The kernel refuses with EBUSY, instead of waiting, while the number of queues changes. */
    private static boolean takes(QueueAttributes queue, String scheduler) throws IOException {
        try {
            queue.scheduler(scheduler);
            return true;
        } catch (ErrnoException e) {
            if (e.errno().equals(Errno.EBUSY)) { return false; }
            throw e;
        }
    }
}
