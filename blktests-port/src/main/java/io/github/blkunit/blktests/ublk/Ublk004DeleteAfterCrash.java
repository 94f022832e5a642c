package io.github.blkunit.blktests.ublk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.UblkTest;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.Crashes;
import io.github.blkunit.blktests.subject.Ublk;
import io.github.blkunit.blktests.subject.Ublk.Crash;
import io.github.blkunit.blktests.subject.UblkRounds;
import io.github.blkunit.blktests.support.UblkLoad;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * ublk/004: a device can be deleted at once after its server was killed under load, while the kernel still ends its requests.
 *
 * <p>On devices of its own, null and loop, with random readers on every CPU, whose errors count for nothing; about 6 s. Upstream names
 * no fix that it guards.
 */
@Upstream(id = "ublk/004", revision = "a608cb5")
@Needs(modules = "ublk_drv", programs = "fio")
public interface Ublk004DeleteAfterCrash {

    @UblkTest @Quick @Tag("long")
    default void ublk004_aDeviceCanBeDeletedAtOnceAfterItsServerWasKilled(Ublk ublk, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        for (Ublk.Target target : UblkRounds.in(folder)) {
            try (var disk = ublk.add(target, Crash.ENDS_IT); var load = UblkLoad.on(disk.device())) {
                load.awaitRequests();

                Crashes.kill(disk);
                disk.delete();

                assertThat(disk.device().path()).as("target %s: the node", target).doesNotExist();
            }
        }
    }
}
