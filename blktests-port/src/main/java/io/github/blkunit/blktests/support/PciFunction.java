package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function on the PCI bus and its configuration space, through sysfs. Not tried on hardware: the project's machines have no
 * PCI disk that may be hurt.
 */
public final class PciFunction {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
    private static final Path RESCAN = Path.of("/sys/bus/pci/rescan");
    private static final Duration RETURNING = Duration.ofSeconds(50);

    /** {@code linux/pci_regs.h}. */
    private static final int COMMAND = 0x04;
    private static final int COMMAND_MASTER = 1 << 2;
    private static final int CAPABILITY_LIST = 0x34;
    private static final int CAPABILITY_EXPRESS = 0x10;
    private static final int EXPRESS_LINK_CONTROL = 0x10;
    private static final int LINK_DISABLE = 1 << 4;
    private static final int EXPRESS_SLOT_CAPABILITIES = 0x14;
    private static final int HOT_PLUG = 0x60;

    private final Path folder;

    private PciFunction(Path folder) { this.folder = folder; }

    /** The function that the device hangs on, if it is a PCI device. */
    public static Optional<PciFunction> of(Device device) throws IOException {
        if (!Files.exists(device.sysfs())) { return Optional.empty(); }
        @Nullable
        Path at = device.sysfs().toRealPath();
        while (at != null && at.getNameCount() > 0) {
            if (isFunction(at)) { return Optional.of(new PciFunction(at)); }
            at = at.getParent();
        }
        return Optional.empty();
    }

    /** The bridge above this function, if there is one with PCI Express and a slot that can lose its card. */
    public Optional<PciFunction> hotPlugParent() throws IOException {
        Path parent = folder.getParent();
        if (parent == null || !isFunction(parent)) { return Optional.empty(); }
        PciFunction bridge = new PciFunction(parent);
        int express = bridge.express();
        boolean hotPlug = express != 0 && (bridge.read(express + EXPRESS_SLOT_CAPABILITIES, Short.BYTES) & HOT_PLUG) == HOT_PLUG;
        return hotPlug ? Optional.of(bridge) : Optional.empty();
    }

    /** Lets the function access memory by itself, or not. */
    public void busMaster(boolean on) throws IOException {
        set(COMMAND, COMMAND_MASTER, on);
    }

    /** Takes the link below this bridge down, or lets it come up. */
    public void linkDisabled(boolean disabled) throws IOException {
        set(express() + EXPRESS_LINK_CONTROL, LINK_DISABLE, disabled);
    }

    /** Whether something of this function is mounted. */
    public boolean hasMounts() throws IOException {
        for (String mount : Files.readAllLines(Path.of("/proc/self/mounts"))) {
            String source = mount.split(" ", 2)[0];
            if (!source.startsWith("/dev/")) { continue; }
            Optional<PciFunction> function = of(Device.at(Path.of(source)));
            if (function.isPresent() && function.get().folder.equals(folder)) { return true; }
        }
        return false;
    }

    /** Removes the function and finds it again if its disk is dead; returns when the node is there. */
    public void reviveDisk(Device device) throws IOException, InterruptedException {
        if (Files.exists(device.sysfs()) && device.size().bytes() > 0 && !isDead(device)) { return; }
        SysfsFile.write(folder.resolve("remove"), "1");
        SysfsFile.write(RESCAN, "1");
        if (!Await.<RuntimeException>until(TimeScale.deadline(RETURNING), () -> Files.isWritable(device.path()))) {
            throw new IOException("the disk did not come back: device=" + device + ", function=" + this + ", waited="
                    + RETURNING);
        }
    }

    private static boolean isDead(Device device) throws IOException {
        Path state = device.sysfs().resolve("device/state");
        return Files.exists(state) && SysfsFile.read(state).matches("offline|dead");
    }

    private static boolean isFunction(Path folder) { return ADDRESS.matcher(folder.getFileName().toString()).matches(); }

    /** Where the PCI Express capability starts, 0 if there is none. */
    private int express() throws IOException {
        for (int at = read(CAPABILITY_LIST, 1), seen = 0; at != 0 && seen < 64; at = read(at + 1, 1), seen++) {
            if (read(at, 1) == CAPABILITY_EXPRESS) { return at; }
        }
        return 0;
    }

    private int read(int offset, int bytes) throws IOException {
        try (RandomAccessFile config = new RandomAccessFile(folder.resolve("config").toFile(), "r")) {
            config.seek(offset);
            int value = config.readUnsignedByte();
            return bytes == 1 ? value : value | config.readUnsignedByte() << 8;
        }
    }

    private void set(int offset, int bit, boolean on) throws IOException {
        int value = read(offset, Short.BYTES);
        int changed = on ? value | bit : value & ~bit;
        try (RandomAccessFile config = new RandomAccessFile(folder.resolve("config").toFile(), "rw")) {
            config.seek(offset);
            config.write(new byte[] {(byte) changed, (byte) (changed >> 8)});
        }
    }

    @Override
    public String toString() { return String.valueOf(folder.getFileName()); }
}
