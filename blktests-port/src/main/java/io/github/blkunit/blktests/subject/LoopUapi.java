package io.github.blkunit.blktests.subject;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers of {@code linux/loop.h}. {@code struct loop_config} is file descriptor (4 bytes), block size (4),
 * {@code struct loop_info64} (232), reserved (64).
 */
final class LoopUapi {
    static final long LOOP_CLR_FD = 0x4C01;
    static final long LOOP_GET_STATUS = 0x4C03;
    static final long LOOP_GET_STATUS64 = 0x4C05;
    static final long LOOP_CHANGE_FD = 0x4C06;
    static final long LOOP_SET_CAPACITY = 0x4C07;
    static final long LOOP_SET_DIRECT_IO = 0x4C08;
    static final long LOOP_SET_BLOCK_SIZE = 0x4C09;
    static final long LOOP_CONFIGURE = 0x4C0A;
    static final long LOOP_CTL_GET_FREE = 0x4C82;

    private static final long CONFIG_SIZE = 304;
    private static final long FD = 0;
    private static final long INFO = 8;
    private static final long FLAGS = INFO + 52;
    private static final long FILE_NAME = INFO + 56;
    private static final int FILE_NAME_SIZE = 64;

    private LoopUapi() {}

    /** A {@code struct loop_config}; the driver keeps the name only to show it. */
    static MemorySegment config(Arena arena, int file, int flags, String name) {
        MemorySegment config = arena.allocate(CONFIG_SIZE, Long.BYTES);
        config.set(JAVA_INT, FD, file);
        config.set(JAVA_INT, FLAGS, flags);
        byte[] shown = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), FILE_NAME_SIZE - 1);
        MemorySegment.copy(shown, 0, config, ValueLayout.JAVA_BYTE, FILE_NAME, shown.length);
        return config;
    }
}
