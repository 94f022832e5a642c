package io.github.blkunit.blktests.subject;

/** Flags of LOOP_CONFIGURE: {@code LO_FLAGS_*} of {@code linux/loop.h}. */
public enum LoopFlag {
    /** Writes are refused. */
    READ_ONLY(1),
    /** The partition table is read, now and at every BLKRRPART. */
    SCAN_PARTITIONS(8),
    /** The file is read and written past the page cache. */
    DIRECT_IO(16);

    private final int bit;

    LoopFlag(int bit) { this.bit = bit; }

    int bit() { return bit; }
}
