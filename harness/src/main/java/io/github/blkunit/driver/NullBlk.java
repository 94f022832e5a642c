package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;
import io.github.blkunit.SysfsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The kernel's own null driver, {@code null_blk}. As a driver of a test class: completes everything at once, keeps nothing. For disks with other
 * manners there are {@link #configfs} and {@link #module}.
 */
public final class NullBlk implements Driver {
    private static final Path FEATURES = Path.of("/sys/kernel/config/nullb/features");
    static final KernelModule MODULE = new KernelModule("null_blk");

    /** A disk to be made through configfs; nothing happens before {@link NullDisk#create}. */
    public static NullDisk configfs() {
        return new NullDisk();
    }

    /** The module to be loaded with parameters; nothing happens before {@link NullModule#load}. */
    public static NullModule module() {
        return new NullModule();
    }

    /**
     * What this kernel's null_blk can do: the names of its configfs attributes. Loads the module if need be, without disks.
     *
     * @throws DriverException if the module is missing or lists nothing
     */
    public static Set<String> features() throws DriverException, InterruptedException {
        MODULE.load("nr_devices=0");
        try {
            return Arrays.stream(SysfsFile.read(FEATURES).split("[,\\s]+")).filter(name -> !name.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new DriverException("null_blk does not say what it can do: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() { return "null_blk"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        Limits.wholeMib(name(), configuration);
        // Without poll_queues=0 there would be one hardware queue more than asked for.
        RunningNullDisk disk = configfs().size(configuration.size()).queues(configuration.queues()).depth(configuration.depth())
                .logicalBlockSize(configuration.logicalBlockSize()).pollQueues(0).create();
        return FirstRead.orClose(disk);
    }

    static long mib(ByteSize size) {
        long mib = size.bytes() >> 20;
        if (mib << 20 != size.bytes()) { throw new IllegalArgumentException("null_blk takes whole MiB only: size=" + size); }
        return mib;
    }
}
