package io.github.blkunit.blktests.block;

import static io.github.blkunit.driver.NullDisk.Completion.TIMER;
import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Setting;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import org.junit.jupiter.api.TestReporter;

/**
 * block/020: with one hardware tag, tasks that move from CPU to CPU while they wait for it get it in the end, under every
 * scheduler.
 *
 * <p>Guards e6fc46498784 "blk-mq: avoid starving tag allocation after allocating process migrates". On a null_blk of its own
 * with four queues of depth 1; deep readers on every CPU, 10 s per scheduler upstream, here 3 s in all unless {@link Timeout}
 * says otherwise.
 */
@Upstream(id = "block/020", revision = "a608cb5", guards = "e6fc46498784")
@Needs(modules = "null_blk", programs = "fio")
public interface Block020SingleTag {

    @BlockTest @Quick @CanBeZoned
    default void block020_manyReadersShareOneTag(TestReporter reporter) throws IOException, DriverException,
            InterruptedException {
        int cpus = Runtime.getRuntime().availableProcessors();
        int depth = (int) Math.min(1024, Setting.get("fs/aio-max-nr") / cpus);
        var oneTag = new NullDisk().completion(TIMER).completesAfter(ofMillis(2)).queues(Math.min(4, cpus)).depth(1);
        try (var disk = Zoned.ifWanted(oneTag).create()) {
            var queue = disk.device().queue();
            var schedulers = queue.schedulers();
            var each = Timeout.partOrElse(schedulers.size(), ofSeconds(3).dividedBy(schedulers.size()));
            for (String scheduler : schedulers) {
                queue.scheduler(scheduler);
                var result = Fio.randread("4k").named("reads").ioengine("libaio").iodepth(depth).numjobs(cpus).size(ByteSize.gib(
                        1)).atMost(each).on(disk.device());
                assertThat(result).as("reads under %s", scheduler).hasNoErrors().iops().isGreaterThan(0);
                Metrics.iops(reporter, scheduler, Direction.READ, result);
            }
        }
    }
}
