package org.example.kernelmodule;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.driver.Brd;
import io.github.blkunit.driver.DmLinear;
import io.github.blkunit.driver.Loop;
import io.github.blkunit.driver.Nbd;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.NvmeLoop;
import io.github.blkunit.driver.ScsiDebug;
import io.github.blkunit.driver.Zram;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** One class, many drivers and configurations: what every block driver owes its users. The tree shows the class once for each line below. */
@BlockDevice(size = "64M")
@BlockDevice(size = "64M", queues = 4)
@BlockDevice(driver = ExampleBlk.class, size = "64M")
@BlockDevice(driver = ExampleBlk.class, size = "64M", queues = 4, logicalBlockSize = 4096)
@BlockDevice(driver = NullBlk.class, size = "64M")
@BlockDevice(driver = ScsiDebug.class, size = "64M")
@BlockDevice(driver = Loop.class, size = "64M")
@BlockDevice(driver = Brd.class, size = "64M")
@BlockDevice(driver = Zram.class, size = "64M")
@BlockDevice(driver = DmLinear.class, size = "64M")
@BlockDevice(driver = Nbd.class, size = "64M")
@BlockDevice(driver = NvmeLoop.class, size = "64M")
class EveryDriverTest {

    @Test
    void has_the_size_asked_for(Device device) throws IOException {
        assertThat(device.size()).isEqualTo(ByteSize.mib(64));
    }

    @Test
    void answers_reads_and_writes_in_whole_blocks(Device device) throws IOException {
        ByteSize block = new ByteSize(device.logicalBlockSize());
        try (var disk = device.open(Access.READ_WRITE)) {
            disk.writeFully(device.size().bytes() - block.bytes(), IoBuffer.filled(block, 0x5A));
            disk.readFully(device.size().bytes() - block.bytes(), IoBuffer.ofSize(block));
        }
    }

    @Test
    void serves_fio_without_errors(Device device) {
        assertThat(Fio.randread("4k").iodepth(8).runtime(ofSeconds(1)).on(device)).hasNoErrors();
    }
}
