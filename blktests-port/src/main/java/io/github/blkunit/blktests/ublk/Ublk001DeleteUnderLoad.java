package io.github.blkunit.blktests.ublk;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.TimeScale;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.UblkTest;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.Ublk;
import io.github.blkunit.blktests.subject.Ublk.Crash;
import io.github.blkunit.blktests.subject.UblkRounds;
import io.github.blkunit.blktests.support.UblkLoad;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * ublk/001: a live ublk device can be deleted while requests are under way; nothing hangs, and server and nodes are gone.
 *
 * <p>On devices of its own, null and loop, with random readers on every CPU; about 6 s. The readers' errors count for nothing: their
 * disk goes. Upstream names no fix that it guards.
 */
@Upstream(id = "ublk/001", revision = "a608cb5")
@Needs(modules = "ublk_drv", programs = "fio")
public interface Ublk001DeleteUnderLoad {

    @UblkTest @Quick
    default void ublk001_aLiveDeviceCanBeDeletedUnderLoad(Ublk ublk, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        for (Ublk.Target target : UblkRounds.in(folder)) {
            try (var disk = ublk.add(target, Crash.ENDS_IT); var load = UblkLoad.on(disk.device())) {
                load.awaitRequests();

                disk.delete();

                assertThat(disk.awaitServersEnd(TimeScale.deadline(ofSeconds(20)))).as(
                        "target %s: the server ends when its device is deleted", target).isTrue();
                assertThat(disk.device().path()).as("target %s: the node", target).doesNotExist();
            }
        }
    }
}
