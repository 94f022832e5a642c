package io.github.blkunit.driver;

import java.nio.file.Path;
import java.util.List;

/** The kernel's RAM disk, module {@code brd}: keeps what is written, in the machine's memory, page by page. One queue, 512-byte blocks. */
public final class Brd implements Driver {
    private static final KernelModule MODULE = new KernelModule("brd");
    private static final Path NODE = Path.of("/dev/ram0");

    @Override
    public String name() { return "brd"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        Limits.oneQueue(name(), configuration, 512);
        MODULE.reload("rd_nr=1", "rd_size=" + (configuration.size().bytes() >> 10));
        return FirstRead.orClose(Stack.of(NODE, List.of(MODULE::unload)));
    }
}
