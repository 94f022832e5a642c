package org.example.kernelmodule;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.driver.Brd;
import io.github.blkunit.driver.DmLinear;
import io.github.blkunit.driver.Loop;
import io.github.blkunit.driver.Nbd;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.NvmeLoop;
import io.github.blkunit.driver.ScsiDebug;
import io.github.blkunit.driver.Zram;

/** One class, many drivers and configurations. The tree shows the class once for each line below. */
@BlockDevice(size = "64M")
@BlockDevice(size = "64M", queues = 4)
@BlockDevice(driver = ExampleBlk.class, size = "64M")
@BlockDevice(driver = ExampleBlk.class, size = "64M", queues = 4, logicalBlockSize = 4096)
@BlockDevice(driver = NullBlk.class, size = "64M")
@BlockDevice(driver = ScsiDebug.class, size = "64M")
@BlockDevice(driver = Loop.class, size = "64M")
@BlockDevice(driver = Brd.class, size = "64M")
@BlockDevice(driver = Zram.class, size = "64M")
@BlockDevice(driver = DmLinear.class, size = "64M")
@BlockDevice(driver = Nbd.class, size = "64M")
@BlockDevice(driver = NvmeLoop.class, size = "64M")
class EveryDriverTest implements EveryDriver {}
