package io.github.blkunit.road;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** For {@link EndedRunIT}: a test that is still running when something happens to its run, and one after it. */
@BlockDevice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SleepingFixture {

    @Test @Order(1)
    void sleeps() throws InterruptedException {
        Thread.sleep(600_000);
    }

    @Test @Order(2)
    void isTheNext() {}
}
