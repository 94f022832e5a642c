package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.blkunit.ByteSize;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Udev;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.KernelModule;
import io.github.blkunit.driver.ScsiDebug;
import java.io.IOException;

/**
 * loop/004: a loop device on a disk with blocks of 4 KiB can be switched to direct I/O once its own block size is 4 KiB, and then
 * writes and reads blocks.
 *
 * <p>On a device of its own above a scsi_debug disk; about 2 s. Upstream names no fix that it guards.
 */
@Upstream(id = "loop/004", revision = "a608cb5")
@Needs(modules = {"loop", "scsi_debug"})
public interface Loop004DirectIo {
    int BLOCK = 4096;

    @LoopTest @Quick
    default void loop004_directIoServesBlocksOfTheDiskBelow(Loops loops)
            throws IOException, DriverException, InterruptedException {
        assumeFalse(new KernelModule("scsi_debug").isPresent(), "scsi_debug is loaded already");
        try (var below = ScsiDebug.module().sectorSize(BLOCK).load(); var loop = loops.attach(below.disks().getFirst().path())) {
            Udev.settle();
            loop.blockSize(BLOCK);
            loop.directIo(true);
            assertThat(SysfsFile.read(loop.device().sysfs().resolve("loop/dio"))).as("loop/dio").isEqualTo("1");

            IoBuffer block = IoBuffer.filled(new ByteSize(BLOCK), 0xCD);
            try (var disk = loop.device().open(Access.READ_WRITE)) {
                disk.writeFully(0, block);
                disk.readFully(0, block.fill(0));
            }
            assertThat(block.firstOtherThan(0xCD)).as("first byte of the block that is not 0xCD").isEqualTo(-1);
            loop.detach();
        }
    }
}
