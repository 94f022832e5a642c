package io.github.blkunit.blktests.block;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.ResizedQueues;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Workers;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.fio.Direction;
import java.io.IOException;
import org.junit.jupiter.api.TestReporter;

/**
 * block/029: the number of hardware queues can change while requests are under way.
 *
 * <p>Upstream names no fix that it guards. On a null_blk of its own: synced random writes while the queues go from one to one
 * per CPU and back every 0.1 s, for 3 s (30 s upstream) unless {@link Timeout} says otherwise. On a kernel that cannot change
 * the number upstream passes, this test is skipped.
 */
@Upstream(id = "block/029", revision = "a608cb5")
@Needs(modules = "null_blk", programs = "fio")
public interface Block029QueueCountChanges {

    @BlockTest @Quick
    default void block029_writesSurviveAChangeOfTheQueueCount(TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        try (var disk = ResizedQueues.newDisk().create(); var workers = new Workers()) {
            assumeTrue(ResizedQueues.isPossible(disk), "null_blk does not support a change of submit_queues");
            workers.repeat("changes submit_queues", () -> ResizedQueues.shrinkAndGrow(disk, workers));
            Metrics.iops(reporter, Direction.WRITE, ResizedQueues.writes(Timeout.orElse(ofSeconds(3))).on(disk.device()));
            assertThat(workers.stop()).as("changes while fio ran").isPositive();
        }
    }
}
