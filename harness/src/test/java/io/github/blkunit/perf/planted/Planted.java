package io.github.blkunit.perf.planted;

import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningDriver;
import io.github.blkunit.driver.UblkServer;
import java.util.List;

/**
 * A null driver with a fault that the options of its server's JVM name, so that one class is both sides of a gate:
 * {@code blkunit perf run --as-build --driver io.github.blkunit.perf.planted.Planted --reference io.github.blkunit.perf.planted.Planted
 * --java-options -Dplanted=burn:14000}. What there is: {@link Fault}.
 */
public final class Planted implements Driver {
    @Override
    public String name() { return "planted"; }

    @Override
    public RunningDriver up(DeviceConfiguration wanted) throws DriverException, InterruptedException {
        return UblkServer.start(PlantedServer.class, List.of(Long.toString(wanted.size().bytes()), Integer.toString(wanted
                .queues()), Integer.toString(wanted.depth())));
    }
}
