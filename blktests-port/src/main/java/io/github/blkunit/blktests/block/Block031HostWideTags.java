package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import java.time.Duration;

/**
 * block/031: with one set of tags for all hardware queues of a disk, no request is mixed up with another: all data reads back
 * as written.
 *
 * <p>Upstream names no fix that it guards. On a null_blk of its own that keeps its data; random writes, verified, for 3 s (30 s
 * upstream) unless {@link Timeout} says otherwise.
 */
@Upstream(id = "block/031", revision = "a608cb5")
@Needs(modules = "null_blk", programs = "fio")
public interface Block031HostWideTags {

    @BlockTest @Timed
    default void block031_dataIsSafeWithSharedTags() throws IOException, DriverException, InterruptedException {
        assumeTrue(NullBlk.features().contains("shared_tag_bitmap"), "null_blk does not support shared_tag_bitmap");
        var sharing = new NullDisk().completesAfter(Duration.ZERO).logicalBlockSize(512).size(ByteSize.mib(1)).queues(Runtime
                .getRuntime().availableProcessors()).memoryBacked().sharedTagBitmap();
        var writes = Fio.randwrite("512").named("verified").ioengine("libaio").iodepth(64).option("verify", "md5").option("sync",
                "1").option("loops", "1000000").option("verify_state_save", "0").atMost(Timeout.orElse(ofSeconds(3)));
        try (var disk = sharing.create()) {
            assertThat(writes.on(disk.device())).hasNoErrors().iops(Direction.WRITE).isGreaterThan(0);
        }
    }
}
