package io.github.blkunit.ublk.target;

/** What a request asks for. Zone operations come only to devices that declare {@linkplain Geometry#zones zones}. */
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
    WRITE_ZEROES,
    /** Open the zone at the offset explicitly. */
    ZONE_OPEN,
    /** Close the zone at the offset. */
    ZONE_CLOSE,
    /** Make the zone at the offset full. */
    ZONE_FINISH,
    /** Keep the data at the write pointer of the zone at the offset, and {@linkplain Request#ok(long) say where}. */
    ZONE_APPEND,
    /** Empty every zone. */
    ZONE_RESET_ALL,
    /** Empty the zone at the offset. */
    ZONE_RESET,
    /** Fill the data with descriptions of zones, from the one at the offset on; see {@link ZoneReport}. */
    REPORT_ZONES;

    /** {@return whether bytes come from the client} */
    public boolean takesBytes() {
        return this == WRITE || this == ZONE_APPEND;
    }

    /** {@return whether bytes go to the client} */
    public boolean givesBytes() { return this == READ || this == REPORT_ZONES; }

    /** {@return whether there are bytes at all} */
    public boolean carriesBytes() { return takesBytes() || givesBytes(); }
}
