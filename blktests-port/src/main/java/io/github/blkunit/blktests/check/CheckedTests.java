package io.github.blkunit.blktests.check;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTests;
import io.github.blkunit.blktests.LoopTests;
import io.github.blkunit.blktests.UblkTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** All ported tests, against the device that the command line chose. */
@ExtendWith(DeviceChoice.class) // before the device comes up
@BlockDevice(driver = ChosenDriver.class, queues = 4)
class CheckedTests implements BlockTests, LoopTests, UblkTests {
    /** Key of the report entry with the kernel's name of the given device. */
    static final String DEVICE = "blkunit.check.node";

    @BeforeEach
    void nameTheDevice(Device device, TestReporter reporter) { reporter.publishEntry(DEVICE, device.name()); }
}
