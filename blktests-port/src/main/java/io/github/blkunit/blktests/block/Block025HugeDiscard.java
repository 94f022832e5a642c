package io.github.blkunit.blktests.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.ScsiDebug;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;

/**
 * block/025: a discard of more than 2 TiB of a disk with 4 KiB sectors succeeds: it is neither misaligned nor does its length
 * overflow.
 *
 * <p>Guards 1adfc5e4136f "block: make sure discard bio is aligned with logical block size" and 4800bf7bc8c72 "block: fix 32 bit
 * overflow in __blkdev_issue_discard()". On a SCSI disk of its own with 2049 GiB; seconds. 64 MiB of memory instead of
 * upstream's 512 stand behind it.
 */
@Upstream(id = "block/025", revision = "a608cb5", guards = {"1adfc5e4136f", "4800bf7bc8c72"})
@Needs(modules = "sd_mod", loadable = "scsi_debug")
public interface Block025HugeDiscard {

    @BlockTest
    default void block025_aDiscardBeyondTwoTebibytesSucceeds() throws IOException, DriverException, InterruptedException {
        var huge = new ScsiDebug().virtualSize(ByteSize.gib(2049)).logicalBlockSize(4096).with("lbpws10", 1).size(ByteSize.mib(
                64));
        try (var scsi = huge.load(); var disk = scsi.disk().open(Access.READ_WRITE)) {
            assertThat(disk.ioctls().size()).isEqualTo(ByteSize.gib(2049));
            disk.ioctls().discard(0, disk.ioctls().size());
        }
    }
}
