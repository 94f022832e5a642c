package io.github.blkunit.fio;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes fio cost as little as it can, as {@code t/io_uring} of fio's sources does: what remains is the device. Registered buffers and
 * files, no map of visited blocks, no time stamps per request (so there are no latencies), batches of submissions and completions.
 * For {@link Engine#IO_URING}.
 */
public final class Peak {
    private Peak() {}

    /**
     * Depth 128, batches of 32.
     *
     * @see #batches
     */
    public static JobPart mode() { return batches(128, 32); }

    /**
     * Another depth and batch size.
     *
     * @param depth requests kept in flight per copy, at least {@code batch}
     * @param batch requests submitted with one system call, at least 1
     */
    public static JobPart batches(int depth, int batch) {
        if (batch < 1 || depth < batch) {
            throw new IllegalArgumentException("a batch is at least 1 and at most the depth: depth=" + depth + ", batch="
                    + batch);
        }
        Map<String, String> options = new LinkedHashMap<>();
        options.put("iodepth", Integer.toString(depth));
        options.put("iodepth_batch", Integer.toString(batch));
        options.put("iodepth_batch_complete_min", "1");
        options.put("iodepth_batch_complete_max", Integer.toString(batch));
        for (String on : new String[] {"fixedbufs", "registerfiles", "nonvectored", "norandommap", "gtod_reduce"}) {
            options.put(on, "1");
        }
        options.put("randrepeat", "0");
        options.put("disk_util", "0");
        return () -> options;
    }

    /** Waits for completions by polling instead of interrupts; the device needs poll queues, or the kernel answers EOPNOTSUPP. */
    public static JobPart polled() {
        return () -> Map.of("hipri", "1");
    }
}
