package io.github.blkunit.blktests.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.GuardedMemory;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.uapi.LibC;
import java.io.IOException;

/**
 * block/045: a direct read into memory of which less than a block can be reached fails with EFAULT, and touches nothing beyond
 * it.
 *
 * <p>Related to df308a145856 "block: fix aligning of bounced dio read bios". On a null_blk of its own whose DMA alignment is
 * below half a block; less than a second. Skipped where it is not, as on kernels whose null_blk wants whole blocks; upstream
 * fails there.
 */
@Upstream(id = "block/045", revision = "a608cb5")
@Needs(modules = "null_blk")
public interface Block045FullyTrimmedVector {

    @BlockTest @Quick @CanBeZoned
    default void block045_aReadIntoTooLittleMemoryFails() throws IOException, DriverException, InterruptedException {
        try (var disk = Zoned.ifWanted(new NullDisk()).create(); var channel = disk.device().open(Access.READ_ONLY)) {
            long alignment = disk.device().queue().number("dma_alignment");
            int block = disk.device().logicalBlockSize();
            long reachable = 2 * Long.highestOneBit(alignment);
            assumeTrue(alignment > 0 && reachable < block, () -> "null_blk's dma_alignment leaves no room within a block: "
                    + alignment);
            try (var memory = GuardedMemory.ofOnePage()) {
                assertThat(memory.read(channel, reachable, block)).as("a read of %d bytes with %d reachable", block, reachable)
                        .isEqualTo(-new Errno(LibC.EFAULT()).number());
            }
        }
    }
}
