package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** XFS with upstream's choice of sizes. */
public final class Xfs {
    private static final Duration MAKING = Duration.ofMinutes(2);
    private static final int USUAL_BLOCK = 4096;

    private Xfs() {}

    /** Makes one on the disk, whose content is lost, and mounts it; the folder is made. */
    public static Mount mountNew(Device disk, Path folder) throws IOException, DriverException, InterruptedException {
        String block = BlockSizes.smallest(disk);
        String log = Integer.parseInt(block) > USUAL_BLOCK ? "128m" : "64m";
        Command.of("mkfs.xfs", "-f", "-b", "size=" + block, "-l", "size=" + log, disk.path().toString()).runOrFail(MAKING);
        return Mount.of(disk, Files.createDirectories(folder));
    }
}
