package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A device on the SCSI bus, present or not. Every answer is read anew. */
public record ScsiDevice(ScsiAddress address) {
    private static final Path DEVICES = Path.of("/sys/bus/scsi/devices");
    private static final Path DISK_DRIVER = Path.of("/sys/bus/scsi/drivers/sd");
    private static final Path HOSTS = Path.of("/sys/class/scsi_host");
    private static final Duration APPEARING = Duration.ofSeconds(30);

    /** Its folder in sysfs. */
    public Path sysfs() { return DEVICES.resolve(address.toString()); }

    /** Whether it is there. */
    public boolean exists() {
        return Files.isDirectory(sysfs());
    }

    /** Has its host look for it, and waits until it is there. */
    public void scan() throws IOException, InterruptedException {
        SysfsFile.write(HOSTS.resolve("host" + address.host()).resolve("scan"), address.withinHost());
        if (!Await.until(TimeScale.deadline(APPEARING), this::exists)) {
            throw new IOException("the host did not find its device: address=" + address + ", waited=" + APPEARING);
        }
    }

    /** Takes it off the bus, and its disk with it. */
    public void delete() throws IOException { set("delete", "1"); }

    /** Sets an attribute of the device. */
    public void set(String attribute, String value) throws IOException {
        SysfsFile.write(sysfs().resolve(attribute), value);
    }

    /** Takes it from the disk driver and gives it back, upon which the disk appears anew. */
    public void rebind() throws IOException, InterruptedException {
        SysfsFile.write(DISK_DRIVER.resolve("unbind"), address.toString());
        SysfsFile.write(DISK_DRIVER.resolve("bind"), address.toString());
        if (!Await.until(TimeScale.deadline(APPEARING), this::hasNode)) {
            throw new IOException("the disk did not come back: address=" + address + ", waited=" + APPEARING);
        }
    }

    /** Whether it is a disk with a node. */
    public boolean hasNode() {
        try {
            return Files.exists(disk().path());
        } catch (IOException e) {
            return false; // no disk yet, or gone while we looked
        }
    }

    /** Its disk. */
    public Device disk() throws IOException {
        for (Path disk : Folders.entries(sysfs().resolve("block"), "*")) {
            return Device.at(Path.of("/dev").resolve(disk.getFileName()));
        }
        throw new IOException("the SCSI device has no disk: address=" + address);
    }
}
