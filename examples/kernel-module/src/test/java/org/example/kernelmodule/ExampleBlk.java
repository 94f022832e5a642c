package org.example.kernelmodule;

import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.ModuleFile;
import io.github.blkunit.driver.RunningDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings {@code exampleblk} up: the module travels with the test class path. */
public final class ExampleBlk implements Driver {
    private static final Path PLANT = Path.of("/sys/module/exampleblk/parameters/plant");

    @Override
    public String name() { return "exampleblk"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        return ModuleFile.resource(ExampleBlk.class, "/exampleblk.ko").load("queues=" + configuration.queues(), "depth="
                + configuration.depth(),
                "size_mib=" + (configuration.size().bytes() >> 20), "logical_block_size=" + configuration.logicalBlockSize())
                .device(Path.of("/dev/exampleblk0"));
    }

    /** Arms a bug, such as {@code warn}, for the next request. */
    static void plant(String bug) throws IOException {
        Files.writeString(PLANT, bug);
    }
}
