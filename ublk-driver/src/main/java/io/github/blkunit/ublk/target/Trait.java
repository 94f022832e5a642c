package io.github.blkunit.ublk.target;

/** What a disk says of itself, apart from sizes. */
public enum Trait {
    /** Writes are refused by the block layer. */
    READ_ONLY,
    /** Seeking costs time. */
    ROTATIONAL,
    /** A write is durable only after a flush. */
    VOLATILE_CACHE,
    /** A single write can be made durable; of no effect without {@link #VOLATILE_CACHE}. */
    FORCE_UNIT_ACCESS
}
