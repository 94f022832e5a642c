package io.github.blkunit.driver;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ByteSize;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * How a loop device is to be put in front of a file: LOOP_CONFIGURE's {@code struct loop_config} of {@code linux/loop.h}. What is not set has the
 * kernel's default. Immutable: every method returns a changed copy.
 *
 * @param file what is behind the device
 * @param offset where in the file the device starts
 * @param limit how much of the file it shows; 0 for all
 * @param blockSize logical block size in bytes; 0 for the kernel's choice
 * @param flags LO_FLAGS_*
 */
public record LoopSetup(Path file, long offset, long limit, int blockSize, int flags) {
    private static final int READ_ONLY = 1;
    private static final int AUTOCLEAR = 4;
    private static final int PARTSCAN = 8;
    private static final int DIRECT_IO = 16;

    /** Offsets in {@code struct loop_config}; {@code struct loop_info64} is at 8. */
    private static final long SIZE = 304;
    private static final long FD = 0;
    private static final long BLOCK_SIZE = 4;
    private static final long OFFSET = 32;
    private static final long SIZE_LIMIT = 40;
    private static final long FLAGS = 60;

    static LoopSetup of(Path file) {
        return new LoopSetup(file, 0, 0, 0, 0);
    }

    /** Shows a part of the file, both in whole sectors. */
    public LoopSetup part(long offset, ByteSize limit) {
        return new LoopSetup(file, offset, limit.bytes(), blockSize, flags);
    }

    /** Logical block size in bytes. */
    public LoopSetup logicalBlockSize(int bytes) {
        return new LoopSetup(file, offset, limit, bytes, flags);
    }

    /** Refuses writes. */
    public LoopSetup readOnly() { return flag(READ_ONLY); }

    /** Detaches itself when nobody has it open any more. */
    public LoopSetup autoClear() {
        return flag(AUTOCLEAR);
    }

    /** Looks for partitions. */
    public LoopSetup partitionScan() {
        return flag(PARTSCAN);
    }

    /** Goes past the page cache of the file; the kernel falls back on the cache where that is not possible. */
    public LoopSetup directIo() {
        return flag(DIRECT_IO);
    }

    private LoopSetup flag(int flag) {
        return new LoopSetup(file, offset, limit, blockSize, flags | flag);
    }

    boolean writes() {
        return (flags & READ_ONLY) == 0;
    }

    MemorySegment config(Arena arena, int descriptor) {
        MemorySegment config = arena.allocate(SIZE, Long.BYTES);
        config.set(JAVA_INT, FD, descriptor);
        config.set(JAVA_INT, BLOCK_SIZE, blockSize);
        config.set(JAVA_LONG, OFFSET, offset);
        config.set(JAVA_LONG, SIZE_LIMIT, limit);
        config.set(JAVA_INT, FLAGS, flags);
        return config;
    }

    /**
     * Puts a free loop device in front of the file. Loads {@code loop} if need be.
     *
     * @throws DriverException if the module is missing or refuses something
     */
    public LoopDevice attach() throws DriverException, InterruptedException { return LoopDevice.attach(this); }
}
