package org.example.failing;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@Tag("long")
@BlockDevice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SilentGuestTest {
    @Test
    @Order(1)
    void stopsItsOwnJvm() throws Exception {
        new ProcessBuilder("kill", "-STOP", Long.toString(ProcessHandle.current().pid())).start().waitFor();
        Thread.sleep(10_000);
    }

    @Test
    @Order(2)
    void passesAfter() {
    }
}
