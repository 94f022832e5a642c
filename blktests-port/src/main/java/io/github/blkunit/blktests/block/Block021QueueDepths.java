package io.github.blkunit.blktests.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import java.io.IOException;

/**
 * block/021: under every scheduler, nr_requests takes each value from 4 to the one that the scheduler came with.
 *
 * <p>Guards 32a50fabb334 "blk-mq: update nr_requests when switching to 'none' scheduler". On a disk of its own; seconds.
 */
@Upstream(id = "block/021", revision = "a608cb5", guards = "32a50fabb334")
@Needs(modules = "null_blk")
public interface Block021QueueDepths {

    @BlockTest @Quick @CanBeZoned
    default void block021_everySchedulerTakesEveryDepthUpToItsOwn() throws IOException, DriverException, InterruptedException {
        try (var disk = Zoned.ifWanted(new NullDisk()).create()) {
            var queue = disk.device().queue();
            for (String scheduler : queue.schedulers()) {
                queue.scheduler(scheduler);
                long most = queue.number("nr_requests");
                for (long depth = 4; depth <= most; depth++) {
                    queue.set("nr_requests", depth);
                    assertThat(queue.number("nr_requests")).as("nr_requests under %s", scheduler).isEqualTo(depth);
                }
            }
        }
    }
}
