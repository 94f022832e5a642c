package io.github.blkunit.blktests.block;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Setting;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.driver.NullDisk.Completion;
import io.github.blkunit.driver.RunningNullDisk;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.TestReporter;

/**
 * block/035: of two disks that share their tags, the quick one is not slowed down to the pace of the slow one.
 *
 * <p>Upstream names no fix that it guards. On a null_blk that it loads anew, one disk with requests of 1 ms, one with 100 ms;
 * writers of depth 64 on both at once, for 3 s (30 s upstream) unless {@link Timeout} says otherwise. The quick disk must not
 * serve fewer requests.
 */
@Upstream(id = "block/035", revision = "a608cb5")
@Needs(loadable = "null_blk", parameters = "null_blk/shared_tags", options = "IO_URING", programs = "fio")
public interface Block035FairTags {

    @BlockTest @Timed
    default void block035_aSlowDiskDoesNotStarveAQuickOne(TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        var writes = Fio.randwrite("4k").named("writes").iodepth(64).runtime(Timeout.orElse(ofSeconds(3)));
        try (var _ = Setting.ioUringAllowed();
                var _ = NullBlk.module().devices(0).blocking().completion(Completion.TIMER).sharedTags().load();
                var quick = disk(ofMillis(1));
                var slow = disk(ofMillis(100));
                var onQuick = writes.startOn(quick.device());
                var onSlow = writes.startOn(slow.device())) {
            double quickRate = onQuick.await().in(Direction.WRITE).iops();
            double slowRate = onSlow.await().in(Direction.WRITE).iops();
            Metrics.number(reporter, "1 ms disk write iops", quickRate);
            Metrics.number(reporter, "100 ms disk write iops", slowRate);
            assertThat(quickRate).as("IOPS of the disk with requests of 1 ms").isGreaterThanOrEqualTo(slowRate);
        }
    }

    private static RunningNullDisk disk(Duration request) throws DriverException, InterruptedException {
        return new NullDisk().completesAfter(request).depth(64).memoryBacked().size(ByteSize.mib(1)).queues(1).create();
    }
}
