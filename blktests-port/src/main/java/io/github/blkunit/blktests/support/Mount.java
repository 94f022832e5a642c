package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A mounted file system. Closing unmounts it.
 *
 * @param folder where it is
 */
public record Mount(Path folder) implements AutoCloseable {
    private static final Duration MOUNTING = Duration.ofSeconds(60);

    /** Mounts the file system on the device, whose type is found out. */
    public static Mount of(Device device, Path folder) throws DriverException, InterruptedException {
        return mount(folder, device.path().toString());
    }

    /** Mounts a new file system in memory. */
    public static Mount tmpfs(Path folder) throws DriverException, InterruptedException {
        return mount(folder, "-t", "tmpfs", "blktests");
    }

    private static Mount mount(Path folder, String... what) throws DriverException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(what));
        command.add(folder.toString());
        new Command(command).runOrFail(MOUNTING);
        return new Mount(folder);
    }

    /** The type of the file system, such as {@code ext4}. */
    public String type() throws DriverException, InterruptedException {
        return Command.of("findmnt", "--noheadings", "--output", "FSTYPE", "--mountpoint", folder.toString()).runOrFail(MOUNTING)
                .strip();
    }

    @Override
    public void close() throws DriverException {
        try {
            Command.of("umount", folder.toString()).runOrFail(MOUNTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("interrupted while unmounting: folder=" + folder, e);
        }
    }
}
