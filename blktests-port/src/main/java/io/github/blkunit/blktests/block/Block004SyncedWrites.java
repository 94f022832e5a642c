package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofSeconds;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;

/**
 * block/004: 64 writers that flush after every single write get all their writes and flushes done, without an error.
 *
 * <p>Against the given device, whose content is lost. 64 × 256 buffered writes of 4 KiB, at most 30 s of them
 * ({@link io.github.blkunit.TimeScale}). Upstream names no fix that it guards.
 */
@Upstream(id = "block/004", revision = "a608cb5")
@Needs(programs = "fio")
public interface Block004SyncedWrites {

    @BlockTest @Timed
    default void block004_writesWithAFlushEachSucceed(Device device) {
        var writes = Fio.randwrite("4k").named("synced-writes").ioengine("psync").buffered().norandommap().option("fsync", "1")
                .requests(256).numjobs(64).atMost(ofSeconds(30));

        assertThat(writes.on(device)).hasNoErrors().iops(Direction.WRITE).isGreaterThan(0);
    }
}
