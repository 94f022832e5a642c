package io.github.blkunit.blktests.check;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTests;
import io.github.blkunit.blktests.LoopTests;
import io.github.blkunit.blktests.UblkTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** All ported tests two times in one machine, against the device that the command line chose. */
@ExtendWith(DeviceChoice.class) // before the device comes up
@BlockDevice(driver = ChosenDriver.class, queues = 4)
class CheckedTwice {
    @BeforeEach
    void nameTheDevice(Device device, TestReporter reporter) { reporter.publishEntry(CheckedTests.DEVICE, device.name()); }

    @Nested
    class OneRound implements BlockTests, LoopTests, UblkTests {}

    @Nested
    class OtherRound implements BlockTests, LoopTests, UblkTests {}
}
