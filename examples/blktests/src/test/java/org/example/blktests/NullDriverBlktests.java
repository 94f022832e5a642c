package org.example.blktests;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.blktests.BlockTests;
import io.github.blkunit.blktests.LoopTests;
import io.github.blkunit.blktests.UblkTests;

/** The ported blktests against a driver: here blkunit's own, in your repository {@code @BlockDevice(driver = YourDriver.class)}. */
@BlockDevice(queues = 4, size = "4G")
class NullDriverBlktests implements BlockTests, LoopTests, UblkTests {
}
