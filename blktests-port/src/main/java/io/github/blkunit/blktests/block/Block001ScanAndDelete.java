package io.github.blkunit.blktests.block;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.ScsiDebug;
import io.github.blkunit.blktests.support.ScsiDevice;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Workers;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;

/**
 * block/001: SCSI hosts can look for their devices and delete them again, on several hosts at once and over and over, with
 * disks and with optical drives; no device is lost and nobody waits forever.
 *
 * <p>Guards 165a5e22fafb "block: Move bdi_unregister() to del_gendisk()". On hosts of its own; half of the time with each kind of
 * device, 3 s in all unless {@link Timeout} says otherwise. Upstream waits for a lost device without end, this test 30 s.
 */
@Upstream(id = "block/001", revision = "a608cb5", guards = "165a5e22fafb")
@Needs(modules = {"sd_mod", "sr_mod"}, loadable = "scsi_debug", options = "BLK_DEV_SD")
public interface Block001ScanAndDelete {

    @BlockTest @Timed
    default void block001_devicesComeAndGoOnSeveralHostsAtOnce() throws IOException, DriverException, InterruptedException {
        for (ScsiDebug.Type type : ScsiDebug.Type.values()) {
            try (var scsi = new ScsiDebug().hosts(4).type(type).load(); var workers = new Workers()) {
                for (ScsiDevice device : scsi.all()) {
                    workers.repeat("scans for " + device.address() + " and deletes it", () -> {
                        device.scan();
                        device.delete();
                    });
                }
                assertThat(workers.runFor(Timeout.partOrElse(2, ofMillis(1500)))).as("rounds of the slowest host, type %s", type)
                        .isPositive();
            }
        }
    }
}
