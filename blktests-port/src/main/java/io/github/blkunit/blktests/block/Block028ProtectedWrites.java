package io.github.blkunit.blktests.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.RandomData;
import io.github.blkunit.blktests.support.ScsiDebug;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/**
 * block/028: what is written to a disk with protection information (DIF, DIX, all combinations) can be read back, and neither
 * the disk nor the host finds a wrong guard or reference tag.
 *
 * <p>Guards 7809167da5c86fd6 "block: don't lose track of REQ_INTEGRITY flag". On SCSI disks of its own, one per combination;
 * random data in 512-byte writes through the page cache. A wrong tag fails the read here; upstream looks for it in the kernel's
 * log. It does not compare the data, this test does; 8 MiB each instead of 128. About 15 s on a slow machine.
 */
@Upstream(id = "block/028", revision = "a608cb5", guards = "7809167da5c86fd6")
@Needs(modules = "sd_mod", loadable = "scsi_debug", options = "BLK_DEV_INTEGRITY")
public interface Block028ProtectedWrites {

    @BlockTest @Tag("long")
    default void block028_everyKindOfProtectionServesItsData() throws IOException, DriverException, InterruptedException {
        ByteSize size = ByteSize.mib(8);
        IoBuffer written = RandomData.ofSize(size, 28);
        for (int dix = 0; dix <= 1; dix++) {
            for (int dif = 0; dif <= 3; dif++) {
                try (var scsi = new ScsiDebug().size(size).delay(Duration.ZERO).with("dix", dix).with("dif", dif).load()) {
                    write(scsi.disk(), written);
                    assertThat(read(scsi.disk(), size).memory().mismatch(written.memory()))
                            .as("first byte that differs, dix=%d, dif=%d", dix, dif).isEqualTo(-1);
                }
            }
        }
    }

    private static void write(Device disk, IoBuffer data) throws IOException {
        IoBuffer sector = IoBuffer.ofSize(ByteSize.sectors(1));
        try (var channel = disk.openBuffered(Access.READ_WRITE)) {
            for (long at = 0; at < data.size().bytes(); at += sector.size().bytes()) {
                sector.memory().copyFrom(data.memory().asSlice(at, sector.size().bytes()));
                channel.writeFully(at, sector);
            }
            channel.ioctls().flushBuffers();
        }
    }

    private static IoBuffer read(Device disk, ByteSize size) throws IOException {
        IoBuffer data = IoBuffer.ofSize(size);
        try (var channel = disk.openBuffered(Access.READ_ONLY)) {
            channel.readFully(0, data);
        }
        return data;
    }
}
