package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofSeconds;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Destructive;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.fio.FioResult;
import java.io.IOException;
import org.junit.jupiter.api.TestReporter;

/**
 * block/004: 64 writers that flush after every single write get all their writes and flushes done, without an error.
 *
 * <p>Against the given device, whose content is lost. 64 × 256 buffered writes of 4 KiB, 3 s of them unless {@link Timeout} says
 * otherwise. On a device with zones, which is reset first, they are direct and stay at the zones' write pointers, within the open
 * zones that the device allows. Upstream names no fix that it guards.
 */
@Upstream(id = "block/004", revision = "a608cb5")
@Needs(programs = "fio")
public interface Block004SyncedWrites {

    @BlockTest @Timed @CanBeZoned @Destructive
    default void block004_writesWithAFlushEachSucceed(Device device, TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        var writes = Fio.randwrite("4k").named("synced-writes").ioengine("psync").buffered().norandommap().option("fsync", "1")
                .requests(256).numjobs(64).atMost(Timeout.orElse(ofSeconds(3)));
        if (!Zoned.isZoned(device)) {
            assertSucceeds(writes.on(device), reporter);
            return;
        }
        Zoned.resetAll(device);
        try (var _ = device.queue().save("scheduler")) {
            device.queue().scheduler("mq-deadline");
            assertSucceeds(Zoned.atWritePointers(writes, device).on(device), reporter);
        }
    }

    private static void assertSucceeds(FioResult result, TestReporter reporter) {
        assertThat(result).hasNoErrors().iops(Direction.WRITE).isGreaterThan(0);
        Metrics.iops(reporter, Direction.WRITE, result);
    }
}
