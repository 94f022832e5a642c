package org.example.blktests;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.blktests.BlockTests;
import io.github.blkunit.driver.Loop;

/** Group block against a file as a disk. */
@BlockDevice(driver = Loop.class, size = "1G")
class LoopBlktests implements BlockTests {
}
