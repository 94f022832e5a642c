package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.KernelModule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The hosts of a loaded {@code scsi_debug}. Closing unloads it. */
public final class RunningScsiDebug implements AutoCloseable {
    private static final KernelModule SCSI_DEBUG = new KernelModule("scsi_debug");
    private static final Path ADAPTERS = Path.of("/sys/bus/pseudo/drivers/scsi_debug");
    private static final Duration APPEARING = Duration.ofSeconds(30);

    private final List<ScsiDevice> devices;

    private RunningScsiDebug(List<ScsiDevice> devices) { this.devices = devices; }

    static RunningScsiDebug load(ScsiDebug wanted) throws DriverException, InterruptedException {
        if (SCSI_DEBUG.isLoaded()) { throw new DriverException("scsi_debug is loaded already; unload it first"); }
        SCSI_DEBUG.load(wanted.parameters().entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toArray(
                String[]::new));
        boolean up = false;
        try {
            if (!Await.until(TimeScale.deadline(APPEARING), () -> isComplete(wanted))) {
                throw new DriverException("not all devices came: " + wanted + ", wanted=" + wanted.expectedDevices() + ", got="
                        + devices());
            }
            Udev.settle();
            up = true;
            return new RunningScsiDebug(devices());
        } catch (IOException e) {
            throw new DriverException("scsi_debug's devices cannot be looked at: " + e, e);
        } finally {
            if (!up) { SCSI_DEBUG.unload(); }
        }
    }

    /** All devices, in the order of their addresses. */
    public List<ScsiDevice> all() { return devices; }

    /** The only device, or the first. */
    public ScsiDevice first() { return devices.getFirst(); }

    /** The only disk, or the first. */
    public Device disk() throws IOException { return first().disk(); }

    private static boolean isComplete(ScsiDebug wanted) throws IOException {
        List<ScsiDevice> found = devices();
        return found.size() == wanted.expectedDevices() && (!wanted.isDisk() || found.stream().allMatch(ScsiDevice::hasNode));
    }

    private static List<ScsiDevice> devices() throws IOException {
        List<ScsiDevice> found = new ArrayList<>();
        for (Path adapter : Folders.entries(ADAPTERS, "adapter*")) {
            for (Path host : Folders.entries(adapter, "host*")) {
                for (Path target : Folders.entries(host, "target*")) {
                    for (Path unit : Folders.entries(target, "[0-9]*:*")) {
                        found.add(new ScsiDevice(ScsiAddress.parse(unit.getFileName().toString())));
                    }
                }
            }
        }
        found.sort(Comparator.comparing(ScsiDevice::address));
        return List.copyOf(found);
    }

    /** Unloads the module; its devices go with it. */
    @Override
    public void close() throws DriverException { SCSI_DEBUG.unload(); }
}
