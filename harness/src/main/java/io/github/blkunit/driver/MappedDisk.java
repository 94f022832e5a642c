package io.github.blkunit.driver;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running device-mapper disk. Closing removes it; what is below stays. */
public final class MappedDisk implements RunningDriver {
    private static final Path DISKS = Path.of("/sys/block");
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;
    private final Path node;

    private MappedDisk(String name, Path node) {
        this.name = name;
        this.node = node;
    }

    static MappedDisk create(DeviceMapper table) throws DriverException, InterruptedException {
        String name = "blkunit-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        // devtmpfs makes the node; waiting for udev's rules would make this depend on them.
        Command.of("dmsetup", "create", name, "--noudevrules", "--noudevsync", "--table", table.toString()).runOrFail(DEADLINE);
        Path node = nodeOf(name);
        MappedDisk disk = new MappedDisk(name, node == null ? Path.of("/dev/mapper").resolve(name) : node);
        if (node == null || !Await.until(TimeScale.deadline(DEADLINE), () -> Files.exists(node))) {
            disk.close();
            throw new DriverException("the device-mapper disk did not appear: name=" + name + ", node=" + node + ", table="
                    + table);
        }
        return disk;
    }

    /** The disk as a device. */
    public Device device() { return Device.of(this); }

    @Override
    public Path node() { return node; }

    /** Sends a message to the target at a sector, such as {@code addbadblock 60} to dust; returns what it answers. */
    public String message(long sector, String text) throws DriverException, InterruptedException {
        return Command.of("dmsetup", "message", name, Long.toString(sector), text).runOrFail(DEADLINE).strip();
    }

    /** What the targets say of themselves. */
    public String status() throws DriverException, InterruptedException {
        return Command.of("dmsetup", "status", name).runOrFail(DEADLINE).strip();
    }

    /** Holds new requests back; returns when those under way are done. */
    public void suspend() throws DriverException, InterruptedException {
        Command.of("dmsetup", "suspend", "--noudevsync", name).runOrFail(DEADLINE);
    }

    /** Lets requests go on, with a table that was {@link #replaceTable loaded} meanwhile. */
    public void resume() throws DriverException, InterruptedException {
        Command.of("dmsetup", "resume", "--noudevsync", name).runOrFail(DEADLINE);
    }

    /** Loads another table, which counts from the next {@link #resume}. */
    public void replaceTable(DeviceMapper table) throws DriverException, InterruptedException {
        Command.of("dmsetup", "load", name, "--table", table.toString()).runOrFail(DEADLINE);
    }

    @Override
    public void close() throws DriverException {
        String[] said = {""};
        boolean gone = Await.<RuntimeException>uninterruptibly(TimeScale.deadline(DEADLINE), () -> nodeOf(name) == null
                || (remove(said) && nodeOf(name) == null));
        if (!gone) {
            throw new DriverException("the device-mapper disk cannot be removed: name=" + name + ", node=" + node
                    + ", dmsetup said: " + said[0]);
        }
    }

    private boolean remove(String[] said) {
        boolean interrupted = Thread.interrupted();
        try {
            Command.Output output = Command.of("dmsetup", "remove", "--noudevsync", name).run(DEADLINE);
            said[0] = output.text().strip();
            return output.ok();
        } catch (IOException e) {
            said[0] = String.valueOf(e.getMessage());
            return false;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) { Thread.currentThread().interrupt(); }
        }
    }

    private static @Nullable Path nodeOf(String name) {
        try (Stream<Path> disks = Files.list(DISKS)) {
            return disks.filter(disk -> isNamed(disk, name)).findFirst().map(disk -> Path.of("/dev").resolve(disk.getFileName()))
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isNamed(Path disk, String name) {
        try {
            Path file = disk.resolve("dm/name");
            return Files.exists(file) && SysfsFile.read(file).equals(name);
        } catch (IOException gone) {
            return false; // went while we were looking
        }
    }
}
