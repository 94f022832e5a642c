package org.example.kernelmodule;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What every block driver owes its users. */
interface EveryDriver {

    @Test
    default void has_the_size_asked_for(Device device) throws IOException {
        assertThat(device.size()).isEqualTo(ByteSize.mib(64));
    }

    @Test
    default void answers_reads_and_writes_in_whole_blocks(Device device) throws IOException {
        ByteSize block = new ByteSize(device.logicalBlockSize());
        try (var disk = device.open(Access.READ_WRITE)) {
            disk.writeFully(device.size().bytes() - block.bytes(), IoBuffer.filled(block, 0x5A));
            disk.readFully(device.size().bytes() - block.bytes(), IoBuffer.ofSize(block));
        }
    }

    @Test
    default void serves_fio_without_errors(Device device) {
        assertThat(Fio.randread("4k").iodepth(8).runtime(ofSeconds(1)).on(device)).hasNoErrors();
    }
}
