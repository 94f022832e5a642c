package io.github.blkunit.blktests.support;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DriverException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Simulated SCSI hosts of {@code scsi_debug} before they are made: what is not set has the kernel's default, one host with one
 * disk of 8 MiB. Immutable: every method returns a changed copy.
 *
 * <pre>{@code
 * try (var scsi = new ScsiDebug().size(ByteSize.mib(32)).load()) { scsi.disk().open(Access.READ_WRITE) ... }
 * }</pre>
 */
public final class ScsiDebug {
    private final Map<String, String> parameters;

    /** Hosts with the kernel's defaults. */
    public ScsiDebug() { this(Collections.emptyMap()); }

    private ScsiDebug(Map<String, String> parameters) { this.parameters = parameters; }

    /** SCSI's peripheral device types. */
    public enum Type {
        DISK(0), OPTICAL(5);

        private final int number;

        Type(int number) { this.number = number; }
    }

    /** Hosts, each with devices of its own. */
    public ScsiDebug hosts(int count) {
        return with("add_host", count);
    }

    /** Devices per host: logical units of its only target. */
    public ScsiDebug units(int count) {
        return with("max_luns", count);
    }

    /** What the devices are. */
    public ScsiDebug type(Type type) { return with("ptype", type.number); }

    /** Memory behind the devices, in whole MiB, and their capacity unless {@link #virtualSize} says otherwise. */
    public ScsiDebug size(ByteSize size) {
        return with("dev_size_mb", size.bytes() >> 20);
    }

    /** Capacity in whole GiB; more than the memory behind it repeats that memory. */
    public ScsiDebug virtualSize(ByteSize size) {
        return with("virtual_gb", size.bytes() >> 30);
    }

    /** Logical block size in bytes. */
    public ScsiDebug logicalBlockSize(int bytes) {
        return with("sector_size", bytes);
    }

    /** Knows WRITE SAME (16) and (10) with UNMAP, after which the blocks read as zero: the disk can discard. */
    public ScsiDebug unmapsByWriteSame() {
        return with("lbpws", 1).with("lbpws10", 1);
    }

    /** How long a command takes; zero means at once, in the submitter's context. */
    public ScsiDebug delay(Duration delay) {
        return delay.isZero() ? with("delay", 0) : with("ndelay", delay.toNanos());
    }

    /** Any parameter of the module. */
    public ScsiDebug with(String parameter, long value) {
        if (!parameter.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a parameter of scsi_debug: '" + parameter + "'");
        }
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(parameter, Long.toString(value));
        return new ScsiDebug(changed);
    }

    /**
     * Loads the module and returns when all devices are there, disks with their nodes.
     *
     * @throws DriverException if the module is loaded already or missing, or a device does not come; nothing is left behind
     */
    public RunningScsiDebug load() throws DriverException, InterruptedException { return RunningScsiDebug.load(this); }

    Map<String, String> parameters() { return parameters; }

    int expectedDevices() { return number("add_host", 1) * number("num_tgts", 1) * number("max_luns", 1); }

    boolean isDisk() { return number("ptype", 0) == 0; }

    private int number(String parameter, int unlessSet) {
        return Integer.parseInt(parameters.getOrDefault(parameter, Integer.toString(unlessSet)));
    }

    @Override
    public String toString() { return "scsi_debug" + parameters; }
}
