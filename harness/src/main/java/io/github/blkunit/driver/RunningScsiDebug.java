package io.github.blkunit.driver;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code scsi_debug} with its disks. Closing unloads the module. */
public final class RunningScsiDebug implements RunningDriver {
    private static final Path DRIVER = Path.of("/sys/bus/pseudo/drivers/scsi_debug");
    private static final Path DISKS = Path.of("/sys/class/block");
    private static final Duration APPEARING = Duration.ofSeconds(30);

    /** Where the first disk was: told in messages after it has gone. */
    private @Nullable Path first;

    private RunningScsiDebug() {}

    static RunningScsiDebug await(int disks) throws DriverException, InterruptedException {
        RunningScsiDebug running = new RunningScsiDebug();
        boolean up = false;
        try {
            running.awaitDisks(disks);
            up = true;
            return running;
        } finally {
            if (!up) { running.close(); }
        }
    }

    /**
     * Waits until there are as many disks: hosts, targets and units are scanned beside the writer of {@code add_host}.
     *
     * @throws DriverException if there are fewer after 30 s
     */
    public void awaitDisks(int count) throws DriverException, InterruptedException {
        if (!Await.until(TimeScale.deadline(APPEARING), () -> ready() >= count)) {
            throw new DriverException("not all disks of scsi_debug appeared: expected=" + count + ", there are=" + disks());
        }
        if (count > 0) { first = disks().getFirst().path(); }
    }

    private long ready() throws DriverException {
        return disks().stream().filter(disk -> Files.exists(disk.path())).count();
    }

    /** The disks that there are now, in the order of host, target and unit. */
    public List<Device> disks() throws DriverException {
        record Found(String address, Device device) {}
        List<Found> found = new ArrayList<>();
        try (Stream<Path> links = Files.list(DISKS)) {
            for (Path link : links.filter(path -> path.getFileName().toString().startsWith("sd")).toList()) {
                Path device = realPath(link.resolve("device"));
                if (device != null && isOurs(link)) {
                    found.add(new Found(sortable(device), Device.at(Path.of("/dev").resolve(link.getFileName()))));
                }
            }
        } catch (IOException e) {
            throw new DriverException("cannot list the disks of scsi_debug: " + e, e);
        }
        return found.stream().sorted(Comparator.comparing(Found::address)).map(Found::device).toList();
    }

    /** Host:channel:target:unit with numbers of the same length. */
    private static String sortable(Path device) {
        return Pattern.compile("[0-9]+").matcher(device.getFileName().toString()).replaceAll(number -> String.format("%12s",
                number.group()));
    }

    private static boolean isOurs(Path link) {
        Path real = realPath(link);
        return real != null && real.toString().contains("/pseudo_0/adapter");
    }

    private static @Nullable Path realPath(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException gone) {
            return null; // a disk that went while we were listing
        }
    }

    /** Changes what can be changed while the module is loaded, such as {@code add_host}, {@code opts} or {@code every_nth}. */
    public void set(String attribute, String value) throws DriverException {
        try {
            SysfsFile.write(DRIVER.resolve(attribute), value);
        } catch (IOException e) {
            throw new DriverException("scsi_debug refuses " + attribute + "=" + value + ": " + e.getMessage(), e);
        }
    }

    /** Reads an attribute of the driver, such as {@code num_parts}. */
    public String get(String attribute) throws DriverException {
        try {
            return SysfsFile.read(DRIVER.resolve(attribute));
        } catch (IOException e) {
            throw new DriverException("scsi_debug does not tell " + attribute + ": " + e.getMessage(), e);
        }
    }

    /** The first disk. */
    public Device device() { return Device.of(this); }

    @Override
    public Path node() {
        if (first == null) { throw new IllegalStateException("scsi_debug was loaded without disks"); }
        return first;
    }

    @Override
    public void close() throws DriverException { ScsiDebug.MODULE.unload(); }
}
