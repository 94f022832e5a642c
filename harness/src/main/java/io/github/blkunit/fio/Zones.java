package io.github.blkunit.fio;

import io.github.blkunit.ByteSize;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a job goes about zones. */
public final class Zones {
    private Zones() {}

    /**
     * A zoned block device: writes go to write pointers, full zones are reset.
     *
     * @param maxOpen zones that each copy keeps open at most, 0 for as many as the device allows
     */
    public static JobPart ofDevice(int maxOpen) {
        if (maxOpen < 0) { throw new IllegalArgumentException("open zones must not be negative: maxOpen=" + maxOpen); }
        Map<String, String> options = new LinkedHashMap<>(Map.of("zonemode", "zbd"));
        if (maxOpen > 0) { options.put("job_max_open_zones", Integer.toString(maxOpen)); }
        return () -> options;
    }

    /** An ordinary device: stays in {@code zone} bytes, then skips {@code skip} bytes, and so on. */
    public static JobPart strided(ByteSize zone, ByteSize skip) {
        Map<String, String> options = new LinkedHashMap<>(Map.of("zonemode", "strided"));
        options.put("zonesize", Long.toString(zone.bytes()));
        options.put("zonerange", Long.toString(zone.bytes()));
        options.put("zoneskip", Long.toString(skip.bytes()));
        return () -> options;
    }
}
