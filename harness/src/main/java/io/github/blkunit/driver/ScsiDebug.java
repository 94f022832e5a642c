package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;
import io.github.blkunit.SysfsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * SCSI disks without hardware: module {@code scsi_debug}, loaded with parameters. What is not set has the module's default: one disk of 8 MiB with
 * 512-byte sectors that keeps what is written and answers after a jiffy. Immutable: every method returns a changed copy.
 *
 * <p>As a driver of a test class it makes one disk that answers at once. The disks keep all their data in the machine's memory, taken when the
 * module is loaded.
 *
 * <pre>{@code
 * try (var scsi = ScsiDebug.module().size(ByteSize.mib(64)).sectorSize(4096).targets(2).load()) { scsi.disks() ... }
 * }</pre>
 */
public final class ScsiDebug implements Driver {
    static final KernelModule MODULE = new KernelModule("scsi_debug");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private final Attributes parameters;

    /** With the module's defaults. */
    public ScsiDebug() { this(Attributes.NONE); }

    private ScsiDebug(Attributes parameters) { this.parameters = parameters; }

    /** The module to be loaded with parameters; nothing happens before {@link #load}. */
    public static ScsiDebug module() {
        return new ScsiDebug();
    }

    /** How a zoned disk behaves. */
    public enum Zones {
        HOST_AWARE("aware"), HOST_MANAGED("managed");

        private final String value;

        Zones(String value) { this.value = value; }
    }

    /** Capacity of the store that all disks share, in whole MiB: {@code dev_size_mb}. */
    public ScsiDebug size(ByteSize size) {
        return with("dev_size_mb", NullBlk.mib(size));
    }

    /** Capacity that each disk claims, in whole GiB, whatever the store holds: {@code virtual_gb}; the store repeats. */
    public ScsiDebug claimedSize(ByteSize size) {
        return with("virtual_gb", size.bytes() >> 30);
    }

    /** Logical block size in bytes, 512 to 4096: {@code sector_size}. */
    public ScsiDebug sectorSize(int bytes) {
        return with("sector_size", bytes);
    }

    /** Physical block: the logical one times 2 to this power, {@code physblk_exp}. */
    public ScsiDebug physicalBlockExponent(int exponent) {
        return with("physblk_exp", exponent);
    }

    /** Simulated hosts: {@code add_host}; 0 for none until {@link RunningScsiDebug#set} adds some. */
    public ScsiDebug hosts(int hosts) {
        return with("add_host", hosts);
    }

    /** Targets per host: {@code num_tgts}. */
    public ScsiDebug targets(int targets) {
        return with("num_tgts", targets);
    }

    /** Logical units per target: {@code max_luns}. */
    public ScsiDebug units(int units) {
        return with("max_luns", units);
    }

    /** How long a command takes, to the nanosecond: {@code ndelay}; zero answers in the submitter's thread ({@code delay=0}). */
    public ScsiDebug delay(Duration time) {
        return time.isZero() ? with("delay", 0) : with("ndelay", time.toNanos());
    }

    /** How long a command takes, in the kernel's ticks: {@code delay}. */
    public ScsiDebug delayJiffies(int jiffies) {
        return with("delay", jiffies);
    }

    /** Hardware queues: {@code submit_queues}. */
    public ScsiDebug queues(int queues) {
        return with("submit_queues", queues);
    }

    /** Commands under way per queue: {@code max_queue}. */
    public ScsiDebug depth(int depth) {
        return with("max_queue", depth);
    }

    /** Commands under way per host, which has one set of tags then: {@code host_max_queue}. */
    public ScsiDebug hostDepth(int depth) {
        return with("host_max_queue", depth);
    }

    /** Bits of {@code opts}, which say what goes wrong on {@link #everyNth} command; 1 writes every command to the kernel log. */
    public ScsiDebug options(int bits) {
        return with("opts", bits);
    }

    /** Every n-th command is hit by what {@link #options} say: {@code every_nth}. */
    public ScsiDebug everyNth(int commands) {
        return with("every_nth", commands);
    }

    /** Takes discards, as UNMAP and WRITE SAME: {@code lbpu lbpws lbpws10}. */
    public ScsiDebug thinProvisioned() {
        return with("lbpu", 1).with("lbpws", 1).with("lbpws10", 1);
    }

    /** Protection information: {@code dif} type 0 to 3, {@code dix} whether the host sends it. */
    public ScsiDebug protection(int difType, boolean dix) {
        return with("dif", difType).with("dix", dix ? 1 : 0);
    }

    /** A removable medium: {@code removable}. */
    public ScsiDebug removable() {
        return with("removable", 1);
    }

    /** Atomic writes: {@code atomic_wr}. */
    public ScsiDebug atomicWrites() {
        return with("atomic_wr", 1);
    }

    /** A zoned disk with zones of this size in whole MiB: {@code zbc zone_size_mb}. */
    public ScsiDebug zoned(Zones kind, ByteSize zone) {
        return new ScsiDebug(parameters.with("zbc", kind.value)).with("zone_size_mb", NullBlk.mib(zone));
    }

    /** Any parameter of the module. */
    public ScsiDebug with(String parameter, String value) {
        return new ScsiDebug(parameters.with(parameter, value));
    }

    private ScsiDebug with(String parameter, long value) {
        return with(parameter, Long.toString(value));
    }

    /**
     * Loads the module with these parameters, unloading it first if it is there, and returns when its disks have their nodes.
     *
     * @throws DriverException if the module is missing, in use, has no such parameter or refuses a value, or its disks do not come
     */
    public RunningScsiDebug load() throws DriverException, InterruptedException {
        MODULE.requireParameters(parameters.values().keySet());
        MODULE.reload(parameters.asModuleParameters());
        int disks = number("add_host", 1) * number("num_tgts", 1) * number("max_luns", 1);
        return RunningScsiDebug.await(disks);
    }

    private int number(String parameter, int usual) {
        String value = parameters.values().get(parameter);
        return value == null ? usual : Integer.decode(value);
    }

    @Override
    public String name() { return "scsi_debug"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        ByteSize size = configuration.size();
        if (size.bytes() > memory() / 4) {
            throw new DriverException("scsi_debug keeps all of a disk in memory: size=" + size
                    + ", which is more than a quarter of this machine's "
                    + new ByteSize(memory()) + " (ask for less: @BlockDevice(size = \"64M\"))");
        }
        return FirstRead.orClose(module().size(size).sectorSize(configuration.logicalBlockSize()).queues(configuration.queues())
                .depth(configuration.depth()).delay(Duration.ZERO).load());
    }

    private static long memory() throws DriverException {
        try {
            return Long.parseLong(SysfsFile.read(MEMORY).lines().filter(line -> line.startsWith("MemTotal:")).findFirst().orElse(
                    "0")
                    .replaceAll("\\D", "")) << 10;
        } catch (IOException e) {
            throw new DriverException("cannot tell how much memory there is: " + e.getMessage(), e);
        }
    }
}
