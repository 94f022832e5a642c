package org.example.blktests;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.blktests.BlockTests;
import io.github.blkunit.driver.ScsiDebug;

/** Group block against the kernel's simulated SCSI disk. */
@BlockDevice(driver = ScsiDebug.class, queues = 4, size = "256M")
class ScsiDebugBlktests implements BlockTests {
}
