package io.github.blkunit.blktests.block;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Destructive;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.DirectLimits;
import io.github.blkunit.blktests.support.DirectVectorCases;
import io.github.blkunit.blktests.support.DirectVectors;
import io.github.blkunit.blktests.support.StoresData;
import io.github.blkunit.blktests.support.Zoned;
import java.io.IOException;
import java.util.List;

/**
 * block/042: direct I/O from odd places: vectors whose pieces start and end anywhere that the device's limits allow are served,
 * and those that break a limit, or point nowhere, are refused as a whole.
 *
 * <p>Upstream names no fix that it guards. Against the given device, whose first megabytes are lost; seconds. Upstream wants a
 * device that stores data; on one that does not, this test proves what is served and refused, not the content. Two cases may be
 * refused, as kernels before 6.18 do.
 */
@Upstream(id = "block/042", revision = "a608cb5")
public interface Block042OddVectors {
    /** Limits from which the cases are made. */
    List<String> LIMITS = List.of("max_segments", "dma_alignment", "virt_boundary_mask", "logical_block_size", "max_sectors_kb");

    @BlockTest @Quick @Destructive
    default void block042_vectorsWithinTheLimitsAreServedAndOthersRefused(Device device) throws IOException {
        Zoned.assumeNotZoned(device);
        for (String limit : LIMITS) {
            assumeTrue(device.queue().has(limit), () -> device + " does not have sysfs attribute queue/" + limit);
        }
        var limits = DirectLimits.of(device);
        assumeTrue(limits.areUsable(), () -> "the cases cannot be made from " + limits);
        boolean stores = StoresData.test(device);
        try (var io = DirectVectors.on(device, limits, stores)) {
            DirectVectorCases.of(limits).forEach(io::check);
        }
    }
}
