package io.github.blkunit.blktests.faults;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.blktests.BlockTests;
import io.github.blkunit.blktests.LoopTests;
import io.github.blkunit.blktests.UblkTests;
import io.github.blkunit.driver.Brd;
import io.github.blkunit.driver.RunningDriver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;

/** The ported tests, each with a fault that it has to find. */
@BlockDevice(driver = Brd.class)
@Tag("vm")
class PlantedFaults implements BlockTests, LoopTests, UblkTests {
    private static volatile String running = "";
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final Deque<AutoCloseable> KEPT = new ArrayDeque<>();

    /** Whether the running test is this one: {@code loop003}. */
    static boolean at(String id) {
        return running.startsWith(id + "_");
    }

    /** False for the first time that the running test asks. */
    static boolean again() { return ASKED.getAndIncrement() > 0; }

    /** Closed after the running test. */
    static <T extends RunningDriver> T keep(T device) {
        KEPT.push(device);
        return device;
    }

    @BeforeEach
    void plant(TestInfo test) throws Exception {
        running = test.getTestMethod().orElseThrow().getName();
        ASKED.set(0);
        if (running.startsWith("block")) { KEPT.push(Deeds.of(running.substring("block".length(), "block000".length()))); }
    }

    @AfterEach
    void takeAway() throws Exception {
        while (!KEPT.isEmpty()) { KEPT.pop().close(); }
    }
}
