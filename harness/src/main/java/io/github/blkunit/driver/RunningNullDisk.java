package io.github.blkunit.driver;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A disk of {@code null_blk} and its configfs folder. Closing takes both away; the module stays loaded. */
public final class RunningNullDisk implements RunningDriver {
    private static final Path CONFIGFS = Path.of("/sys/kernel/config");
    private static final Path DISKS = CONFIGFS.resolve("nullb");
    private static final int MOST_DISKS = 1000;
    private static final Duration APPEARING = Duration.ofSeconds(20);

    private final Path folder;

    private RunningNullDisk(Path folder) { this.folder = folder; }

    static RunningNullDisk create(Attributes attributes) throws DriverException, InterruptedException {
        RunningNullDisk disk = configure(attributes);
        boolean up = false;
        try {
            disk.power(true);
            if (!Await.until(TimeScale.deadline(APPEARING), () -> Files.exists(disk.node()))) {
                throw new DriverException("the null_blk disk did not appear: node=" + disk.node() + ", attributes=" + attributes);
            }
            up = true;
            return disk;
        } finally {
            if (!up) { disk.close(); }
        }
    }

    static RunningNullDisk configure(Attributes attributes) throws DriverException, InterruptedException {
        NullBlk.MODULE.load("nr_devices=0");
        RunningNullDisk disk = new RunningNullDisk(newFolder());
        boolean configured = false;
        try {
            for (Map.Entry<String, String> attribute : attributes.values().entrySet()) {
                disk.set(attribute.getKey(), attribute.getValue());
            }
            configured = true;
            return disk;
        } finally {
            if (!configured) { disk.close(); }
        }
    }

    @Override
    public Path node() { return Path.of("/dev").resolve(folder.getFileName()); }

    /** The disk as a device. */
    public Device device() { return Device.of(this); }

    /** Changes an attribute of the running disk; the kernel takes few. */
    public void set(String attribute, String value) throws DriverException {
        try {
            SysfsFile.write(folder.resolve(attribute), value);
        } catch (IOException e) {
            throw new DriverException("null_blk refuses " + attribute + "=" + value + ": " + e.getMessage(), e);
        }
    }

    /** Reads an attribute's current value. */
    public String get(String attribute) throws DriverException {
        try {
            return SysfsFile.read(folder.resolve(attribute));
        } catch (IOException e) {
            throw new DriverException("null_blk does not tell " + attribute + ": " + e.getMessage(), e);
        }
    }

    /** Changes the number of hardware queues of the running disk. */
    public void queues(int queues) throws DriverException {
        set("submit_queues", Integer.toString(queues));
    }

    /** Changes the number of hardware queues for polled I/O of the running disk. */
    public void pollQueues(int queues) throws DriverException {
        set("poll_queues", Integer.toString(queues));
    }

    /** Every request that touches one of these sectors (of 512 bytes, both included) fails from now on. */
    public void addBadBlocks(long firstSector, long lastSector) throws DriverException {
        set("badblocks", "+" + firstSector + "-" + lastSector);
    }

    /** These sectors (both included) are good again. */
    public void removeBadBlocks(long firstSector, long lastSector) throws DriverException {
        set("badblocks", "-" + firstSector + "-" + lastSector);
    }

    /** Makes the zone with this sector read-only, or an empty one again if it was. */
    public void toggleReadOnlyZone(long sector) throws DriverException {
        set("zone_readonly", Long.toString(sector));
    }

    /** Makes the zone with this sector offline, or an empty one again if it was. */
    public void toggleOfflineZone(long sector) throws DriverException {
        set("zone_offline", Long.toString(sector));
    }

    /**
     * Makes the disk appear or go; its attributes stay. Going is as pulling its plug: what is only in its cache is lost, what its memory holds is
     * there again afterwards. Returns when the kernel has done it.
     */
    public void power(boolean on) throws DriverException {
        set("power", on ? "1" : "0");
    }

    @Override
    public void close() throws DriverException {
        if (!Files.exists(folder)) { return; }
        @Nullable
        Exception failure = null;
        try {
            Files.delete(folder); // takes the disk away as well, waiting for requests that are under way
        } catch (IOException e) {
            failure = e;
        }
        if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(APPEARING), () -> !Files.exists(folder) && !Files.exists(
                node()))) {
            throw new DriverException("the null_blk disk cannot be taken away: folder=" + folder + ", node=" + node(), failure);
        }
    }

    private static Path newFolder() throws DriverException {
        if (!Files.isDirectory(DISKS)) {
            throw new DriverException("null_blk has no configfs folder: " + DISKS + " (configfs must be mounted at " + CONFIGFS
                    + ")");
        }
        try {
            for (int number = 1; number <= MOST_DISKS; number++) {
                Path folder = DISKS.resolve("nullb" + number);
                if (Files.exists(Path.of("/dev/nullb" + number))) { continue; }
                try {
                    return Files.createDirectory(folder);
                } catch (FileAlreadyExistsException taken) {
                    // somebody else's; the next number may be free
                }
            }
        } catch (IOException e) {
            throw new DriverException("cannot make a null_blk disk: " + e, e);
        }
        throw new DriverException("no free null_blk disk: nullb1 to nullb" + MOST_DISKS + " exist");
    }
}
