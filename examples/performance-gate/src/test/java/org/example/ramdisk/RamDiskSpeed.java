package org.example.ramdisk;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.perf.NotSlowerThan;

/**
 * The statistical gate: this driver against its own merge-base build with main, built now, side by side in the same machines. Takes minutes, so
 * it is asked for: {@code mvn verify -Pspeed}.
 */
@BlockDevice(driver = RamDriver.class, size = "64M", depth = 16)
@NotSlowerThan(mergeBaseWith = "main", boots = 3, pairs = 2, rampMillis = 100, windowMillis = 400)
public class RamDiskSpeed {

    /** 64 KiB, so that the cost of moving bytes is what counts. */
    Fio sequentialReads() { return Fio.read("64k").iodepth(8); }
}
