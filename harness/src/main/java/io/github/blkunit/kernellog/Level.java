package io.github.blkunit.kernellog;

/** What a report means for the test during which it came. */
public enum Level {
    /** The kernel is dead: the test fails, the machine is discarded. */
    FATAL,
    /** The kernel complains of itself: the test fails, even if its assertions passed. */
    SPLAT,
    /** The block layer complains of a device: reported with the test, which may well have wanted it. */
    BLOCK,
    /** Known, and of no meaning. */
    IGNORE
}
