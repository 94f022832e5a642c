package io.github.blkunit.blktests.block;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ErrnoException;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Workers;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.TestReporter;

/**
 * block/047: two writers of one disk's scheduler at the same time do each other and the kernel no harm.
 *
 * <p>Guards 4ff58d6bc9dd "block: serialize elevator changes for the same queue using a writer lock". On a null_blk of its own;
 * both choose at random without a pause, for 3 s (30 s upstream) unless {@link Timeout} says otherwise. A refusal does not
 * count, unless the disk has gone; what fails is the kernel's log, or a writer that does not come back.
 */
@Upstream(id = "block/047", revision = "a608cb5", guards = "4ff58d6bc9dd")
@Needs(modules = "null_blk")
public interface Block047ConcurrentSwitching {

    @BlockTest @Timed
    default void block047_twoSwitchersAtOnce(TestReporter reporter) throws IOException, DriverException, InterruptedException {
        long seed = System.nanoTime();
        reporter.publishEntry("seed", Long.toString(seed));
        try (var disk = new NullDisk().create(); var workers = new Workers()) {
            var queue = disk.device().queue();
            var schedulers = queue.schedulers();
            for (int worker = 0; worker < 2; worker++) {
                var choice = new Random(seed + worker);
                workers.repeat("switches the scheduler", () -> {
                    try {
                        queue.set("scheduler", schedulers.get(choice.nextInt(schedulers.size())));
                    } catch (ErrnoException refused) {
                        if (refused.errno().equals(Errno.ENOENT) || refused.errno().equals(Errno.ENODEV)) { throw refused; }
                        // otherwise the other one was quicker
                    }
                });
            }
            assertThat(workers.runFor(Timeout.orElse(ofSeconds(3)))).as("rounds of the slower writer").isPositive();
        }
    }
}
