package io.github.blkunit.fio;

import java.util.Locale;

/** Which kinds of I/O a job does, and whether in order or at random places. */
public enum Pattern {
    READ, WRITE, TRIM, RANDREAD, RANDWRITE, RANDTRIM,
    /** Reads and writes from the start to the end. */
    RW,
    /** Reads and writes at random places. */
    RANDRW,
    /** Each block is discarded, then written. */
    TRIMWRITE;

    /** As fio calls it. */
    String key() { return name().toLowerCase(Locale.ROOT); }
}
