package io.github.blkunit.ublk.target;

/** What a request asks for. */
public enum Op {
    /** Fill the data. */
    READ,
    /** Keep the data. */
    WRITE,
    /** Make durable what has been answered before. */
    FLUSH,
    /** The range is not needed any more; only advice. */
    DISCARD,
    /** The range reads as zeroes from now on. */
    WRITE_ZEROES
}
