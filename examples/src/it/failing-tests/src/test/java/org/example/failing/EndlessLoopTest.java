package org.example.failing;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@BlockDevice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndlessLoopTest {
    static volatile boolean goOn = true;

    @Test
    @Order(1)
    void loops() {
        while (goOn) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Order(2)
    void passesAfter() {
    }
}
