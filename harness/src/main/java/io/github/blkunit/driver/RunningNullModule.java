package io.github.blkunit.driver;

import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** {@code null_blk} with the disks that it made when it was loaded. Closing unloads the module. */
public final class RunningNullModule implements RunningDriver {
    private static final Duration APPEARING = Duration.ofSeconds(20);

    private final KernelModule module;
    private final List<Device> disks;

    private RunningNullModule(KernelModule module, List<Device> disks) {
        this.module = module;
        this.disks = disks;
    }

    static RunningNullModule await(KernelModule module, int devices) throws DriverException, InterruptedException {
        List<Device> disks = IntStream.range(0, devices).mapToObj(number -> Device.at(Path.of("/dev/nullb" + number))).toList();
        RunningNullModule running = new RunningNullModule(module, disks);
        boolean up = false;
        try {
            if (!Await.until(TimeScale.deadline(APPEARING), () -> disks.stream().allMatch(disk -> Files.exists(disk.path())))) {
                throw new DriverException("not all disks of null_blk appeared: expected=" + disks);
            }
            up = true;
            return running;
        } finally {
            if (!up) { running.close(); }
        }
    }

    /** All of them, {@code nullb0} first; empty if none was asked for. */
    public List<Device> disks() { return disks; }

    /** The first disk's node. */
    @Override
    public Path node() { return disks.getFirst().path(); }

    @Override
    public void close() throws DriverException { module.unload(); }
}
