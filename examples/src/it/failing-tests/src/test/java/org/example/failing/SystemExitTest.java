package org.example.failing;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@BlockDevice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SystemExitTest {
    @Test
    @Order(1)
    void passesBefore() {
    }

    @Test
    @Order(2)
    void exits() {
        System.exit(3);
    }

    @Test
    @Order(3)
    void passesAfter() {
    }
}
