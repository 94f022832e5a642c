package io.github.blkunit.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One combination.
 *
 * @param mode how bytes travel: map, user_copy, zero_copy, auto_reg or batch
 * @param blockSize as fio takes it
 * @param depth requests in flight per job
 * @param jobs copies of the load, and hardware queues of the device
 */
public record BenchCell(String mode, String blockSize, int depth, int jobs) {
    /** Every data mode that both servers have. */
    public static final List<String> MODES = List.of("map", "user_copy", "zero_copy", "auto_reg", "batch");

    public BenchCell {
        if (!MODES.contains(mode))
            throw new IllegalArgumentException("unknown data mode: mode=" + mode + " (use one of " + MODES + ")");
    }

    /** All combinations; those that one start of the servers can be used for follow each other. */
    public static List<BenchCell> matrix(List<String> modes, List<String> blockSizes, List<Integer> depths, List<Integer> jobs) {
        List<BenchCell> cells = new ArrayList<>();
        for (String mode : modes)
            for (int copies : jobs)
                for (String size : blockSizes) for (int depth : depths) cells.add(new BenchCell(mode, size, depth, copies));
        return cells;
    }

    /** {@return as the guest's script takes it} */
    public String word() {
        return mode + ":" + blockSize + ":" + depth + ":" + jobs;
    }

    @Override
    public String toString() { return mode + " " + blockSize + " depth " + depth + " jobs " + jobs; }
}
