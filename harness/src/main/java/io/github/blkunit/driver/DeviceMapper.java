package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A device-mapper disk before it is made: a table of targets. Immutable.
 *
 * <pre>{@code
 * try (var slow = DeviceMapper.delay(base, ofMillis(20)).create()) { ... slow.device() ... }
 * }</pre>
 *
 * @param table lines as {@code dmsetup} takes them: start and length in sectors, target, its arguments
 */
public record DeviceMapper(List<String> table) {
    private static final KernelModule DM = new KernelModule("dm_mod");

    public DeviceMapper { table = List.copyOf(table); }

    /** Everything goes to the base device as it is. */
    public static DeviceMapper linear(Device base) throws IOException {
        return over(base, "linear", "%s 0");
    }

    /** Everything goes to the base device after a while, in whole milliseconds. */
    public static DeviceMapper delay(Device base, Duration time) throws IOException {
        return over(base, "delay", "%s 0 " + time.toMillis());
    }

    /** Reads, writes and flushes go to the base device after a while of their own, in whole milliseconds. */
    public static DeviceMapper delay(Device base, Duration reads, Duration writes, Duration flushes) throws IOException {
        return over(base, "delay", "%1$s 0 " + reads.toMillis() + " %1$s 0 " + writes.toMillis() + " %1$s 0 " + flushes
                .toMillis());
    }

    /**
     * In turn good and bad: for a while everything works, then for a while everything fails, or what the features say.
     *
     * @param up whole seconds of good time
     * @param down whole seconds of bad time
     * @param features what is bad instead of an error, such as {@code drop_writes}
     */
    public static DeviceMapper flakey(Device base, Duration up, Duration down, String... features) throws IOException {
        String words = features.length == 0 ? "" : " " + features.length + " " + String.join(" ", features);
        return over(base, "flakey", "%s 0 " + up.toSeconds() + " " + down.toSeconds() + words);
    }

    /** Blocks of the base device can be made bad by {@link MappedDisk#message}; the kernel needs {@code dm-dust}. */
    public static DeviceMapper dust(Device base, int blockSize) throws IOException {
        return over(base, "dust", "%s 0 " + blockSize);
    }

    /** Everything fails with EIO. */
    public static DeviceMapper error(ByteSize size) {
        return new DeviceMapper(List.of("0 " + size.sectors() + " error"));
    }

    /** Reads zeroes, forgets writes. */
    public static DeviceMapper zero(ByteSize size) {
        return new DeviceMapper(List.of("0 " + size.sectors() + " zero"));
    }

    /** Another target behind the last: the table grows. */
    public DeviceMapper then(ByteSize size, String targetAndArguments) {
        List<String> longer = new ArrayList<>(table);
        longer.add(end() + " " + size.sectors() + " " + targetAndArguments);
        return new DeviceMapper(longer);
    }

    private long end() {
        long end = 0;
        for (String line : table) {
            List<String> words = List.of(line.split(" ", 3));
            end = Math.max(end, Long.parseLong(words.get(0)) + Long.parseLong(words.get(1)));
        }
        return end;
    }

    private static DeviceMapper over(Device base, String target, String arguments) throws IOException {
        return new DeviceMapper(List.of("0 " + base.size().sectors() + " " + target + " " + String.format(arguments, base
                .path())));
    }

    /**
     * Makes the disk and returns when its node is there. Loads {@code dm_mod} if need be; the kernel loads the targets.
     *
     * @throws DriverException if the kernel or {@code dmsetup} refuses the table; the message has it
     */
    public MappedDisk create() throws DriverException, InterruptedException {
        DM.load();
        return MappedDisk.create(this);
    }

    /** As {@code dmsetup} reads it from standard input or {@code --table}. */
    @Override
    public String toString() { return String.join("\n", table); }
}
