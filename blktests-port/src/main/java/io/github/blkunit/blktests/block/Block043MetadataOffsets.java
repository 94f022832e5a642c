package io.github.blkunit.blktests.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Destructive;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.MetadataFormat;
import io.github.blkunit.blktests.support.MetadataIo;
import io.github.blkunit.blktests.support.NvmeMetadata;
import io.github.blkunit.blktests.support.Setting;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;

/**
 * block/043: io_uring takes metadata from any offset in a buffer and with any seed, and large requests, which are split, keep
 * data and metadata together.
 *
 * <p>Upstream names no fix that it guards. Against the given device, which must be NVMe with metadata apart from the data; its
 * first 16 MiB are lost. 512 writes and reads of 8 MiB; seconds.
 */
@Upstream(id = "block/043", revision = "a608cb5")
@Needs(options = {"IO_URING", "BLK_DEV_INTEGRITY"}, programs = "nvme")
public interface Block043MetadataOffsets {
    /** Offsets and seeds that are tried. */
    int ROUNDS = 512;

    @BlockTest @Quick @Destructive
    default void block043_metadataComesBackFromAnyOffset(Device device) throws IOException, DriverException,
            InterruptedException {
        NvmeMetadata.assumeSeparate(device);
        var format = MetadataFormat.of(device);
        assertThat(format).as("FS_IOC_GETLBMD_CAP of %s", device).isPresent();
        try (var _ = Setting.ioUringAllowed(); var io = MetadataIo.on(device, format.get())) {
            for (int round = 0; round < ROUNDS; round++) { io.checkRoundTrip(round); }
            io.zeroAll();
        }
    }
}
