package io.github.blkunit.blktests.block;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import java.io.IOException;
import java.util.List;

/**
 * block/023: null_blk serves direct reads over the whole disk in each of its queue modes.
 *
 * <p>Guards the patch "null_blk: fix zoned support for non-rq based operation". On disks of its own, in modes bio (0) and
 * multi-queue (2); current kernels take the first for the second. Seconds; 128 MiB where upstream reads 1 GiB.
 */
@Upstream(id = "block/023", revision = "a608cb5")
@Needs(modules = "null_blk")
public interface Block023QueueModes {

    @BlockTest @Quick @CanBeZoned
    default void block023_everyQueueModeServesReads() throws IOException, DriverException, InterruptedException {
        for (String mode : List.of("0", "2")) {
            var small = new NullDisk().size(ByteSize.mib(128)).with("queue_mode", mode);
            var wanted = Zoned.isWanted() ? Zoned.ifWanted(small).with("zone_size", "16") : small;
            try (var disk = wanted.create()) {
                readAll(disk.device());
                disk.device().open(Access.READ_WRITE).close();
            }
        }
    }

    private static void readAll(Device disk) throws IOException {
        IoBuffer piece = IoBuffer.ofSize(ByteSize.kib(64));
        try (var channel = disk.open(Access.READ_ONLY)) {
            for (long at = 0; at < disk.size().bytes(); at += piece.size().bytes()) { channel.readFully(at, piece); }
        }
    }
}
