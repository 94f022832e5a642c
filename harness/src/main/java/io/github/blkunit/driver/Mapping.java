package io.github.blkunit.driver;

import io.github.blkunit.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What the device-mapper drivers have in common: a memory-backed null_blk disk below, the mapping on top, taken down together. */
final class Mapping {

    /** What is put on top. */
    @FunctionalInterface
    interface Table {
        DeviceMapper over(Device base) throws IOException;
    }

    private Mapping() {}

    /** A device that answers reads. */
    static RunningDriver answering(String name, DeviceConfiguration configuration, Table table) throws DriverException,
            InterruptedException {
        return FirstRead.orClose(up(name, configuration, table));
    }

    /** A device of which only the node is waited for. */
    static RunningDriver up(String name, DeviceConfiguration configuration, Table table) throws DriverException,
            InterruptedException {
        Limits.oneQueue(name, configuration, configuration.logicalBlockSize());
        RunningNullDisk base = NullBlk.configfs().size(configuration.size()).logicalBlockSize(configuration.logicalBlockSize())
                .memoryBacked()
                .discard().create();
        boolean up = false;
        try {
            MappedDisk top = table.over(base.device()).create();
            up = Files.exists(top.node());
            return Stack.of(top.node(), List.of(top::close, base::close));
        } catch (IOException e) {
            throw new DriverException("cannot put " + name + " over " + base.node() + ": " + e.getMessage(), e);
        } finally {
            if (!up) { base.close(); }
        }
    }
}
