package io.github.blkunit;

import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.driver.RunningDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A block device of this machine, usually the one under test. Holds a path and nothing else: every answer is read anew from
 * the kernel, from any thread, and an {@link IOException} says which file did not answer.
 */
public final class Device {
    private static final Path SYSFS = Path.of("/sys/class/block");

    private final Path node;
    private final Path sysfsRoot;

    private Device(Path node, Path sysfsRoot) {
        this.node = node;
        this.sysfsRoot = sysfsRoot;
    }

    /** The device with this node. Nothing is looked at yet: the node need not exist. */
    public static Device at(Path node) {
        return new Device(node, SYSFS);
    }

    /** The device that a driver has brought up. */
    public static Device of(RunningDriver driver) { return at(driver.node()); }

    /** As {@link #at}, with another folder in the place of {@code /sys/class/block}. */
    static Device at(Path node, Path sysfsRoot) {
        return new Device(node, sysfsRoot);
    }

    /** The node, such as {@code /dev/ublkb0}. */
    public Path path() { return node; }

    /** The kernel's name, such as {@code ublkb0}: that of the node, links followed. */
    public String name() {
        try {
            return String.valueOf(node.toRealPath().getFileName());
        } catch (IOException e) {
            return String.valueOf(node.getFileName()); // The device is gone, or a fake; its name is still asked for in messages.
        }
    }

    /** The device's folder in sysfs. */
    public Path sysfs() { return sysfsRoot.resolve(name()); }

    /** The capacity as the kernel sees it now. */
    public ByteSize size() throws IOException {
        return ByteSize.sectors(SysfsFile.readLong(sysfs().resolve("size")));
    }

    /** The smallest unit the device can address, in bytes. */
    public int logicalBlockSize() throws IOException {
        return (int) queue().number("logical_block_size");
    }

    /** The number of hardware queues: folders below {@code /sys/block/NAME/mq}. */
    public int hardwareQueues() throws IOException {
        return hardwareQueueNumbers().size();
    }

    private Set<Integer> hardwareQueueNumbers() throws IOException {
        Set<Integer> numbers = new TreeSet<>();
        try (var folders = Files.newDirectoryStream(queue().disk().resolve("mq"), "[0-9]*")) {
            for (Path folder : folders) { numbers.add(Integer.valueOf(folder.getFileName().toString())); }
        }
        return numbers;
    }

    /** The request queue's attributes: {@code /sys/block/NAME/queue}, of the whole disk if this is a partition. */
    public QueueAttributes queue() {
        boolean partition = Files.exists(sysfs().resolve("partition"));
        return new QueueAttributes(partition ? sysfs().resolve("..").normalize() : sysfs());
    }

    /** The queue attribute's text, such as {@code queue("nr_requests")}, without the line's end. */
    public String queue(String attribute) throws IOException {
        return queue().get(attribute);
    }

    /** Sets a queue attribute. Returns when the kernel has accepted it. */
    public void queue(String attribute, String value) throws IOException {
        queue().set(attribute, value);
    }

    /** Opens the device for I/O past the page cache (O_DIRECT). The caller closes the channel. */
    public DeviceChannel open(Access access) throws IOException {
        return DeviceChannel.direct(node, access);
    }

    /** Opens the device for I/O through the page cache. The caller closes the channel. */
    public DeviceChannel openBuffered(Access access) throws IOException {
        return DeviceChannel.buffered(node, access);
    }

    /** Equal if the node is the same path. */
    @Override
    public boolean equals(Object other) { return other instanceof Device device && device.node.equals(node); }

    @Override
    public int hashCode() { return node.hashCode(); }

    @Override
    public String toString() { return node.toString(); }
}
