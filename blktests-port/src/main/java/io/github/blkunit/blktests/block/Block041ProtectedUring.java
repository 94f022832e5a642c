package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Destructive;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.BlockSizes;
import io.github.blkunit.blktests.support.FioVersion;
import io.github.blkunit.blktests.support.MetadataFormat;
import io.github.blkunit.blktests.support.NvmeMetadata;
import io.github.blkunit.blktests.support.Setting;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import java.io.IOException;

/**
 * block/041: io_uring writes data together with protection information that the application brings.
 *
 * <p>Upstream names no fix that it guards. Against the given device, which must be NVMe with metadata apart from the data; fio
 * from 3.40 on writes for 3 s with an application tag of its own.
 */
@Upstream(id = "block/041", revision = "a608cb5")
@Needs(options = {"IO_URING", "BLK_DEV_INTEGRITY"}, programs = {"fio", "nvme"})
public interface Block041ProtectedUring {

    @BlockTest @Destructive
    default void block041_writesCarryTheirProtection(Device device) throws IOException, DriverException, InterruptedException {
        FioVersion.assumeAtLeast(3, 40);
        NvmeMetadata.assumeSeparate(device);
        var format = MetadataFormat.of(device);
        assumeTrue(format.isPresent() && format.get().hasIntegrity(), () -> device + " does not support integrity");
        int blockSize = Integer.parseInt(BlockSizes.smallest(device));
        int metadata = blockSize / format.get().interval() * format.get().size();
        var writes = Fio.write(Integer.toString(blockSize)).named("protected").iodepth(8).size(ByteSize.mib(1)).option(
                "md_per_io_size", Integer.toString(metadata)).option("pi_act", "0").option("pi_chk", "APPTAG").option("apptag",
                        "0x1234")
                .runtime(ofSeconds(3));
        try (var _ = Setting.ioUringAllowed()) {
            assertThat(writes.on(device)).hasNoErrors().iops(Direction.WRITE).isGreaterThan(0);
        }
    }
}
