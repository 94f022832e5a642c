package org.example.kernelmodule;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.Kernel;
import io.github.blkunit.MachinePerTest;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every test springs one bug of the driver and is to be red for the kernel's own words; {@code reads_on} is to be green beside them. */
@MachinePerTest
@BlockDevice(driver = ExampleBlk.class, size = "16M")
@Tag("planted")
class PlantedBugsTest {

    @Test
    void reads_on(Device device) throws IOException { read(device); }

    @Test
    void warns(Device device) throws IOException { spring("warn", device); }

    @Test
    void corrupts_a_list(Device device) throws IOException { spring("list", device); }

    @Test
    void sleeps_in_atomic_context(Device device) throws IOException { spring("sleep", device); }

    @Test
    void leaks_memory(Device device) throws IOException { spring("leak", device); }

    @Test
    void never_completes_a_request(Device device) throws IOException { spring("stuck", device); }

    @Test
    void loops_forever(Device device) throws IOException { spring("loop", device); }

    @Test
    void hits_a_BUG(Device device) throws IOException { spring("bug", device); }

    @Test
    void follows_a_null_pointer(Device device) throws IOException { spring("null", device); }

    @Test
    void panics(Device device) throws IOException { spring("panic", device); }

    /** Only lockdep sees it: {@code -Dblkunit.kernel=lockdep}. */
    @Test
    @Kernel(options = "CONFIG_PROVE_LOCKING")
    void takes_locks_in_both_orders(Device device) throws IOException { spring("order", device); }

    /** Only KASAN sees it: {@code -Dblkunit.kernel=kasan}. */
    @Test
    @Kernel(options = "CONFIG_KASAN")
    void reads_freed_memory(Device device) throws IOException { spring("freed", device); }

    private static void spring(String bug, Device device) throws IOException {
        ExampleBlk.plant(bug);
        read(device);
    }

    private static void read(Device device) throws IOException {
        try (var disk = device.open(Access.READ_ONLY)) {
            disk.readFully(0, IoBuffer.ofSize(ByteSize.kib(4)));
        }
    }
}
