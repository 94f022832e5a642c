package org.example.kernelmodule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What only this driver promises. */
@BlockDevice(driver = ExampleBlk.class, queues = 2, size = "16M")
class ExampleBlkTest {

    @Test
    void has_a_hardware_queue_for_each_asked_for(Device device) throws IOException {
        assertThat(device.hardwareQueues()).isEqualTo(2);
    }

    @Test
    void keeps_what_is_written(Device device) throws IOException {
        try (var disk = device.open(Access.READ_WRITE)) {
            disk.writeFully(4096, IoBuffer.filled(ByteSize.kib(4), 0x5A));
            IoBuffer page = IoBuffer.ofSize(ByteSize.kib(4));
            disk.readFully(4096, page);
            assertThat(page.firstOtherThan(0x5A)).isEqualTo(-1);
        }
    }
}
