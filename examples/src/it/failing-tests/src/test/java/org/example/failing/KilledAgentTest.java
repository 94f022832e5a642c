package org.example.failing;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@BlockDevice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledAgentTest {
    @Test
    @Order(1)
    void killsItsOwnJvm() throws Exception {
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
        Thread.sleep(10_000);
    }

    @Test
    @Order(2)
    void passesAfter() {
    }
}
