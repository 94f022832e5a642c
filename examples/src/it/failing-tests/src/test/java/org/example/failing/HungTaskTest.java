package org.example.failing;

import io.github.blkunit.BlockDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@BlockDevice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HungTaskTest {
    @Test
    @Order(1)
    void waitsForADeviceThatIsSuspended() throws Exception {
        Files.writeString(Path.of("/proc/sys/kernel/hung_task_timeout_secs"), "3");
        Files.writeString(Path.of("/proc/sys/kernel/hung_task_check_interval_secs"), "1");
        // A wait that can be killed, as of a read, or that the block layer interrupts, as of direct I/O, is none that the kernel reports.
        run("modprobe dm_mod; echo 0 8 zero | dmsetup create stuck && dmsetup suspend stuck && dd if=/dev/zero of=/dev/mapper/stuck bs=4k count=1 conv=fsync");
    }

    private static void run(String commands) throws Exception {
        new ProcessBuilder("sh", "-c", commands).inheritIO().start().waitFor();
    }

    @Test
    @Order(2)
    void passesAfter() {
    }
}
