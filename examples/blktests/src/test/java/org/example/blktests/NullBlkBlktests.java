package org.example.blktests;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.blktests.BlockTests;
import io.github.blkunit.driver.NullBlk;

/** Group block against the kernel's null driver. */
@BlockDevice(driver = NullBlk.class, queues = 4, size = "4G")
class NullBlkBlktests implements BlockTests {
}
