package io.github.blkunit.ublk.target;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.sys.UblkException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bytes that {@link Data} objects have moved, each in a place of its own in a shared file, so that somebody else can add them up without this process doing
 * anything for it. One plain store per move, and none at all unless system property {@value #PROPERTY} names a folder; the file is
 * {@code blkunit-ublk-PID.counters} there: native longs, unused ones 0.
 */
final class CopyCounters {
    static final String PROPERTY = "blkunit.ublk.counters";
    static final int OFF = -1;

    private static final int PLACES = 1 << 16;
    private static final MemorySegment PAGE = map(System.getProperty(PROPERTY, ""));
    private static final AtomicInteger NEXT = new AtomicInteger();

    private CopyCounters() {}

    /** {@return a new place, or {@link #OFF} where nobody counts} Once there are no more, the objects share the last one and its figure is wrong. */
    static int place() {
        return PAGE.byteSize() == 0 ? OFF : Math.min(NEXT.getAndIncrement(), PLACES - 1);
    }

    /** Publishes a total. */
    static void set(int place, long bytes) {
        if (place >= 0) PAGE.set(JAVA_LONG, (long) place * Long.BYTES, bytes);
    }

    private static MemorySegment map(String folder) {
        if (folder.isBlank()) return MemorySegment.NULL;
        Path file = Path.of(folder, "blkunit-ublk-" + ProcessHandle.current().pid() + ".counters");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) PLACES * Long.BYTES, Arena.global());
        } catch (IOException e) {
            throw new UblkException("cannot make the counters' file: file=" + file + ", " + PROPERTY + "=" + folder + ": " + e);
        }
    }
}
