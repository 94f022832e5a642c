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
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.NullModule;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;

/**
 * block/010: 32 disks serve reads both with tags of their own and with one set of tags for all.
 *
 * <p>Guards a4db5f2fbb1 "blk-mq: fix performance regression with shared tags"; as upstream, it reports the two rates and does
 * not compare them. On a null_blk that it loads anew; one reader per disk, 1.5 s for each half unless {@link Timeout} says
 * otherwise.
 */
@Upstream(id = "block/010", revision = "a608cb5", guards = "a4db5f2fbb1")
@Needs(loadable = "null_blk", parameters = "null_blk/shared_tags", programs = "fio")
public interface Block010SharedTags {

    @BlockTest @Timed @CanBeZoned @Tag("long")
    default void block010_manyDisksShareTheirTags(TestReporter reporter) throws DriverException, InterruptedException {
        var many = NullBlk.module().devices(32).queues(16);
        read("Individual tags", many, reporter);
        read("Shared tags", many.sharedTags(), reporter);
    }

    private static void read(String name, NullModule disks, TestReporter reporter) throws DriverException, InterruptedException {
        var reads = Fio.randread("4k").named("reads").ioengine("libaio").iodepth(32).norandommap().size(ByteSize.gib(8))
                .atMost(Timeout.partOrElse(2, ofMillis(1500)));
        try (var module = Zoned.ifWanted(disks).load();
                var running = reads.startOnEach(module.disks())) {
            var result = running.await();
            assertThat(result).hasNoErrors().iops().isGreaterThan(0);
            Metrics.iops(reporter, name, Direction.READ, result);
        }
    }
}
