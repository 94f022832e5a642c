package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofMillis;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import org.junit.jupiter.api.TestReporter;

/**
 * block/006: a driver that may sleep while it takes a request is never called where sleeping is forbidden.
 *
 * <p>Guards bf4907c05e61 "blk-mq: fix schedule-under-preempt for blocking drivers". On a blocking null_blk of its own:
 * synchronous reads, then asynchronous ones of every CPU, 1.5 s each unless {@link Timeout} says otherwise. What fails is the
 * kernel's log.
 */
@Upstream(id = "block/006", revision = "a608cb5", guards = "bf4907c05e61")
@Needs(modules = "null_blk", parameters = "null_blk/blocking", programs = "fio")
public interface Block006BlockingDriver {

    @BlockTest @Timed @CanBeZoned
    default void block006_aDriverThatSleepsServesReads(TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        var each = Timeout.partOrElse(2, ofMillis(1500));
        var reads = Fio.randread("4k").named("reads").norandommap().size(ByteSize.gib(5)).atMost(each);
        try (var disk = Zoned.ifWanted(new NullDisk().queues(2).blocking()).create()) {
            assertThat(reads.ioengine("sync").on(disk.device())).hasNoErrors().iops().isGreaterThan(0);

            var result = reads.ioengine("libaio").iodepth(8).numjobs(Runtime.getRuntime().availableProcessors()).on(disk
                    .device());
            assertThat(result).hasNoErrors().iops().isGreaterThan(0);
            Metrics.iops(reporter, Direction.READ, result);
        }
    }
}
