package io.github.blkunit.counts;

import java.util.List;
import java.util.Optional;

/** Counts of made-up runs. */
final class Samples {
    private Samples() {}

    static final BlockCounts BLOCK = new BlockCounts(2000, 1000, 1001, 1000, 900, 100, 20, 1, 0);
    static final ServerCounts SERVER = new ServerCounts(1010, 1005, 1000, 1000, 1030, 0, ServerCounts.UNKNOWN);

    static Counts counts() { return counts(BLOCK, SERVER); }

    static Counts counts(BlockCounts block, ServerCounts server) {
        return new Counts("ublkb0", "randread", List.of("fio", "--name=randread"), block, Optional.of(server));
    }

    static Counts inKernel() { return new Counts("nullb0", "randread", List.of(), BLOCK, Optional.empty()); }
}
