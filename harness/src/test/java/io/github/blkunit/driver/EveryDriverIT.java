package io.github.blkunit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One class, many drivers and configurations. That each of them goes without leaving anything behind is checked after each. */
@BlockDevice(size = "64M")
@BlockDevice(size = "64M", queues = 4)
@BlockDevice(driver = NullBlk.class, size = "64M")
@BlockDevice(driver = ScsiDebug.class, size = "64M", queues = 2)
@BlockDevice(driver = Loop.class, size = "64M", logicalBlockSize = 4096)
@BlockDevice(driver = Brd.class, size = "64M")
@BlockDevice(driver = Zram.class, size = "64M")
@BlockDevice(driver = DmLinear.class, size = "64M")
@BlockDevice(driver = DmDelay.class, size = "64M")
@BlockDevice(driver = DmFlakey.class, size = "64M")
@BlockDevice(driver = Nbd.class, size = "64M", queues = 2)
@BlockDevice(driver = NvmeLoop.class, size = "64M", queues = 2)
@Tag("vm") @Tag("long")
class EveryDriverIT {

    @Test
    void has_the_size_asked_for(Device device) throws IOException {
        assertThat(device.size()).isEqualTo(ByteSize.mib(64));
    }

    @Test
    void answers_reads_and_writes_of_its_last_block(Device device) throws IOException {
        ByteSize block = new ByteSize(device.logicalBlockSize());
        long last = device.size().bytes() - block.bytes();
        try (var disk = device.open(Access.READ_WRITE)) {
            disk.writeFully(last, IoBuffer.filled(block, 0x5A));
            disk.readFully(last, IoBuffer.ofSize(block));
        }
    }
}
