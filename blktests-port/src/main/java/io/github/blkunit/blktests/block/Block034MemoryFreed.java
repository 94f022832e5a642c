package io.github.blkunit.blktests.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.FreeMemory;
import io.github.blkunit.blktests.support.RandomData;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullBlk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * block/034: null_blk gives the memory behind a disk back when the disk goes.
 *
 * <p>Upstream names no fix that it guards. On a null_blk that it loads anew, five times: 50 MiB are written, then the module
 * goes and free memory must be back, but for 10 MiB. A machine's free memory moves for other reasons, too, so three rounds may
 * fail. About 10 s.
 */
@Upstream(id = "block/034", revision = "a608cb5")
@Needs(loadable = "null_blk", parameters = "null_blk/memory_backed")
public interface Block034MemoryFreed {
    /** Loads of the module. */
    int ROUNDS = 5;

    /** How many of them may seem to leak. */
    int TOLERATED = 3;

    @BlockTest @Quick
    default void block034_aMemoryBackedDiskGivesItsMemoryBack() throws IOException, DriverException, InterruptedException {
        IoBuffer random = RandomData.ofSize(ByteSize.mib(1), 34);
        ByteSize written = ByteSize.mib(50);
        ByteSize tolerance = ByteSize.mib(10);
        List<Long> lost = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ByteSize before = FreeMemory.now();
            try (var module = NullBlk.module().memoryBacked().load();
                    var disk = module.disks().getFirst().open(Access.READ_WRITE)) {
                for (long at = 0; at < written.bytes(); at += random.size().bytes()) { disk.writeFully(at, random); }
            }
            lost.add(before.bytes() - FreeMemory.now().bytes());
        }
        long leaking = lost.stream().filter(bytes -> bytes >= written.bytes() - tolerance.bytes()).count();
        assertThat(leaking).as("rounds after which memory was missing, bytes lost per round: %s", lost).isLessThanOrEqualTo(
                TOLERATED);
    }
}
