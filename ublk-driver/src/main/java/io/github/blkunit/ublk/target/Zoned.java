package io.github.blkunit.ublk.target;

import java.io.IOException;

/** A {@link BlockTarget} with zones that are written in order. It must itself refuse what the zoned block device model forbids. */
public interface Zoned {
    /** {@return sizes and limits} */
    ZoneLimits zones();

    /** Appends to the zone that starts at {@code zone}. Returns the position where the data went. */
    long append(long zone, Data data) throws IOException;

    /** Opens, closes, finishes or resets the zone at {@code zone}, or resets all: {@code op} is one of the {@code ZONE_} operations but append. */
    void manage(Op op, long zone) throws IOException;

    /** Describes zones, from the one at {@code position} on, until the report is full or there are no more. */
    void report(long position, ZoneReport report) throws IOException;
}
