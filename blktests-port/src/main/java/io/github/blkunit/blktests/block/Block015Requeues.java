package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofSeconds;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.FaultyNullDisk;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import org.junit.jupiter.api.TestReporter;

/**
 * block/015: requests that the driver gives back to be queued again are served in the end, under every scheduler.
 *
 * <p>Guards ba989a01469d "block: kyber: fix domain token leak during requeue". On a null_blk of its own that requeues every tenth
 * request; needs a kernel with {@code CONFIG_BLK_DEV_NULL_BLK_FAULT_INJECTION}. Upstream reads 2 GiB per scheduler, one 4 KiB
 * read after the other; this test does so for 3 s per scheduler unless {@link Timeout} says otherwise.
 */
@Upstream(id = "block/015", revision = "a608cb5", guards = "ba989a01469d")
@Needs(modules = "null_blk", parameters = "null_blk/requeue", programs = "fio")
public interface Block015Requeues {

    @BlockTest @Quick
    default void block015_requeuedReadsSucceed(TestReporter reporter) throws IOException, DriverException, InterruptedException {
        try (var faulty = FaultyNullDisk.create(FaultyNullDisk.Fault.REQUEUE, 10)) {
            var queue = faulty.device().queue();
            for (String scheduler : queue.schedulers()) {
                queue.scheduler(scheduler);
                var result = Fio.read("4k").named("reads").ioengine("psync").size(ByteSize.gib(2)).atMost(Timeout.orElse(
                        ofSeconds(3))).on(faulty.device());
                assertThat(result).as("reads under %s", scheduler).hasNoErrors().iops().isGreaterThan(0);
                Metrics.iops(reporter, scheduler, Direction.READ, result);
            }
        }
    }
}
