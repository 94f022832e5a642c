package io.github.blkunit.blktests.support;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** The partitions of a disk, as the kernel shows them now. */
public final class Partitions {
    /** {@code linux/blkpg.h}. */
    private static final long BLKPG = 0x1269;
    private static final int BLKPG_ADD_PARTITION = 1;
    private static final long ARGUMENT_SIZE = 24;
    private static final long PARTITION_SIZE = 152;

    private Partitions() {}

    /** Numbers of the partitions that have a folder below the disk's in sysfs. */
    public static SortedSet<Integer> inSysfs(Device disk) throws IOException {
        return numbers(disk, disk.sysfs().toRealPath());
    }

    /** Numbers of the partitions that have a node. */
    public static SortedSet<Integer> nodes(Device disk) throws IOException {
        return numbers(disk, Path.of("/dev"));
    }

    /** A partition of the disk, there or not. */
    public static Device of(Device disk, int number) {
        return Device.at(Path.of("/dev").resolve(prefix(disk) + number));
    }

    /** BLKPG: tells the kernel of a partition, whatever the table on the disk says. */
    public static void add(Device disk, int number, PartitionTable.Extent extent) throws IOException {
        try (var channel = disk.openBuffered(Access.READ_ONLY); Arena arena = Arena.ofConfined()) {
            MemorySegment partition = arena.allocate(PARTITION_SIZE, Long.BYTES);
            partition.set(JAVA_LONG, 0, ByteSize.sectors(extent.firstSector()).bytes());
            partition.set(JAVA_LONG, 8, ByteSize.sectors(extent.sectors()).bytes());
            partition.set(JAVA_INT, 16, number);
            MemorySegment argument = arena.allocate(ARGUMENT_SIZE, Long.BYTES);
            argument.set(JAVA_INT, 0, BLKPG_ADD_PARTITION);
            argument.set(JAVA_INT, 8, (int) PARTITION_SIZE);
            argument.set(ADDRESS, 16, partition);
            channel.ioctl("BLKPG", BLKPG, argument);
        }
    }

    private static SortedSet<Integer> numbers(Device disk, Path folder) throws IOException {
        String prefix = prefix(disk);
        SortedSet<Integer> numbers = new TreeSet<>();
        for (Path entry : Folders.entries(folder, prefix + "*")) {
            String rest = entry.getFileName().toString().substring(prefix.length());
            if (rest.matches("\\d+")) { numbers.add(Integer.valueOf(rest)); }
        }
        return numbers;
    }

    /** The kernel puts a p between name and number if the name ends with a digit. */
    static String prefix(Device disk) {
        String name = disk.name();
        return Character.isDigit(name.charAt(name.length() - 1)) ? name + "p" : name;
    }
}
