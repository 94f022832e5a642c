package io.github.blkunit.fio;

import java.util.Locale;

/** The kinds of I/O that fio reports apart. */
public enum Direction {
    READ, WRITE, TRIM;

    /** As fio's JSON calls it. */
    String key() { return name().toLowerCase(Locale.ROOT); }
}
