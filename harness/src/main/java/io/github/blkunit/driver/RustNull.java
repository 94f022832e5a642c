package io.github.blkunit.driver;

import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kernel's null driver in Rust, {@code rnull_mod}, through configfs: completes everything at once, keeps nothing. One hardware queue of 256
 * requests, sizes in whole MiB. Debian's kernels do not have it; the instrumented flavour does ({@code -Dblkunit.kernel=instrumented}), and
 * any kernel since 6.18 that is built with {@code CONFIG_BLK_DEV_RUST_NULL}.
 */
public final class RustNull implements Driver {
    private static final KernelModule MODULE = new KernelModule("rnull_mod");
    private static final Path DISKS = Path.of("/sys/kernel/config/rnull");
    private static final String DISK = "rnullb0";
    private static final Duration GOING = Duration.ofSeconds(20);

    @Override
    public String name() { return "rnull"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        Limits.oneQueue(name(), configuration);
        long mib = Limits.wholeMib(name(), configuration);
        MODULE.load();
        Path node = Path.of("/dev").resolve(DISK);
        RunningDriver disk = Stack.of(node, List.of(() -> remove(node), MODULE::unload));
        try {
            configure(mib, configuration.logicalBlockSize());
        } catch (DriverException e) {
            disk.close();
            throw e;
        }
        return FirstRead.orClose(disk);
    }

    /** The block size is written always: rnull's own default is 4096 bytes, not 512 as elsewhere. */
    private static void configure(long mib, int blockSize) throws DriverException {
        Path folder = DISKS.resolve(DISK);
        Map<String, Long> attributes = new LinkedHashMap<>();
        attributes.put("blocksize", (long) blockSize);
        attributes.put("size", mib);
        attributes.put("power", 1L);
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw new DriverException("cannot make an rnull disk: " + e
                    + " (rnull before kernel 6.18 has no configfs folder)", e);
        }
        for (Map.Entry<String, Long> attribute : attributes.entrySet()) {
            try {
                SysfsFile.write(folder.resolve(attribute.getKey()), attribute.getValue().toString());
            } catch (IOException e) {
                throw new DriverException("rnull refuses " + attribute.getKey() + "=" + attribute.getValue() + ": " + e
                        .getMessage(), e);
            }
        }
    }

    private static void remove(Path node) throws DriverException {
        Path folder = DISKS.resolve(DISK);
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new DriverException("the rnull disk cannot be taken away: folder=" + folder + ": " + e, e);
        }
        if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(GOING), () -> !Files.exists(node))) {
            throw new DriverException("the rnull disk cannot be taken away: node=" + node);
        }
    }
}
