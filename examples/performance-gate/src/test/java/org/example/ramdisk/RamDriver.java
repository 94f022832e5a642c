package org.example.ramdisk;

import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningDriver;
import io.github.blkunit.driver.UblkServer;
import java.util.List;

/** Tells blkunit how to bring the RAM disk up. */
public final class RamDriver implements Driver {

    @Override
    public String name() { return "ramdisk"; }

    @Override
    public RunningDriver up(DeviceConfiguration wanted) throws DriverException, InterruptedException {
        return UblkServer.start(RamDisk.class, List.of(Long.toString(wanted.size().bytes()), Integer.toString(wanted.queues()),
                Integer.toString(wanted.depth())));
    }
}
