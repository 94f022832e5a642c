package org.example.failing;

import io.github.blkunit.BlockDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@Tag("long")
@BlockDevice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutOfMemoryTest {
    /** Magic SysRq f lets the kernel kill the process that has most memory. */
    @Test
    @Order(1)
    void losesItsJvmToTheKernel() throws Exception {
        Files.writeString(Path.of("/proc/sysrq-trigger"), "f");
        Thread.sleep(10_000);
    }

    @Test
    @Order(2)
    void passesAfter() {
    }
}
