package io.github.blkunit.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.Device;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's first test class does, in a real machine, against the Java driver. */
@Tag("vm")
@Tag("launchers")
@BlockDevice(queues = 4)
class DeviceRoadIT {

    @Test
    void theDeviceHasItsFourQueues(Device device) throws IOException {
        assertThat(device.path().toString()).startsWith("/dev/ublkb");
        assertThat(device.hardwareQueues()).isEqualTo(4);
    }

    @Test
    void theKernelIsTheGuests() throws IOException {
        assertThat(Files.readString(Path.of("/proc/cmdline"))).contains("panic=-1");
    }

    @ParameterizedTest @ValueSource(longs = {0, 4096, 1 << 20})
    void readsZeroes(long offset, Device device) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(4096);
        try (FileChannel channel = FileChannel.open(device.path())) {
            assertThat(channel.read(block, offset)).isEqualTo(4096);
        }
        assertThat(block.array()).containsOnly(0);
    }
}
