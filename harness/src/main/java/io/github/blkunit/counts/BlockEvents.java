package io.github.blkunit.counts;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import java.io.IOException;
import java.util.Map;

/** The block layer's tracepoints for one device. */
final class BlockEvents {
    /** udev looks at a device whenever a writer closes it: nothing that the test has asked for. */
    private static final String NOT_UDEV = " && comm != \"(udev-worker)\"";
    private static final Map<String, String> FILTERED = Map.of("block_bio_queue", NOT_UDEV, "block_getrq", NOT_UDEV,
            "block_split", NOT_UDEV,
            "block_bio_backmerge", NOT_UDEV, "block_bio_frontmerge", NOT_UDEV, "block_rq_merge", NOT_UDEV, "block_rq_issue", "",
            "block_rq_complete", "", "block_rq_requeue", "", "block_rq_error", "");

    private BlockEvents() {}

    static void start(TraceInstance trace, Device device) {
        String which = "dev == " + number(device);
        FILTERED.forEach((event, more) -> trace.count("block/" + event, "dev" + (event.equals("block_getrq") ? ":vals=nr_sector"
                : ""),
                which + more));
    }

    static BlockCounts read(TraceInstance trace) {
        return new BlockCounts(hits(trace, "block_bio_queue"), hits(trace, "block_getrq"), hits(trace, "block_rq_issue"),
                hits(trace, "block_rq_complete"), hits(trace, "block_bio_backmerge") + hits(trace, "block_bio_frontmerge"),
                hits(trace, "block_rq_merge"), hits(trace, "block_split"), hits(trace, "block_rq_requeue"), hits(trace,
                        "block_rq_error"));
    }

    private static long hits(TraceInstance trace, String event) { return trace.read("block/" + event).hits(); }

    /** As the kernel stores it: 12 bits major, 20 bits minor. */
    private static long number(Device device) {
        try {
            String[] parts = SysfsFile.read(device.sysfs().resolve("dev")).split(":", 2);
            return Long.parseLong(parts[0]) << 20 | Long.parseLong(parts[1]);
        } catch (IOException | NumberFormatException e) {
            throw new CountsException("the device has no number to count by: device=" + device + ": " + e.getMessage(), e);
        }
    }
}
