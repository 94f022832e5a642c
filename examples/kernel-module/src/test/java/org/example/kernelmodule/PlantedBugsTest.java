package org.example.kernelmodule;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every test springs one bug of the driver and should be red for the kernel's own words; {@code reads_on} should be green beside them. */
@BlockDevice(driver = ExampleBlk.class, size = "16M")
@Tag("planted")
class PlantedBugsTest {

    @ParameterizedTest @ValueSource(strings = {"warn", "list", "sleep", "leak", "stuck", "loop", "bug", "null", "panic"})
    void springs(String bug, Device device) throws IOException {
        ExampleBlk.plant(bug);
        read(device);
    }

    @Test
    void reads_on(Device device) throws IOException { read(device); }

    private static void read(Device device) throws IOException {
        try (var disk = device.open(Access.READ_ONLY)) {
            disk.readFully(0, IoBuffer.ofSize(ByteSize.kib(4)));
        }
    }
}
