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
import io.github.blkunit.ublk.control.DeviceState;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * ublk/006: a device that was recovered after a crash survives the next crash, too: its new server is killed, and it can be deleted at
 * once.
 *
 * <p>On devices of its own, null and loop, with random readers on every CPU, whose errors count for nothing; about 10 s. Upstream names
 * no fix that it guards.
 */
@Upstream(id = "ublk/006", revision = "a608cb5")
@Needs(modules = "ublk_drv", programs = "fio")
public interface Ublk006SecondCrash {

    @UblkTest @Quick @Tag("long")
    default void ublk006_aRecoveredDeviceCanBeDeletedAfterAnotherCrash(Ublk ublk, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        for (Ublk.Target target : UblkRounds.in(folder)) {
            try (var killed = ublk.add(target, Crash.LEAVES_IT_TO_THE_NEXT_SERVER); var load = UblkLoad.on(killed.device())) {
                load.awaitRequests();
                Crashes.kill(killed);
                assertThat(Crashes.await(killed, DeviceState.QUIESCED)).as("target %s: state after the first SIGKILL", target)
                        .isEqualTo(DeviceState.QUIESCED);

                try (var recovered = ublk.recover(killed, target)) {
                    assertThat(Crashes.await(recovered, DeviceState.LIVE)).as("target %s: state after recovery", target)
                            .isEqualTo(
                                    DeviceState.LIVE);
                    Crashes.kill(recovered);
                    recovered.delete();
                    assertThat(recovered.device().path()).as("target %s: the node", target).doesNotExist();
                }
            }
        }
    }
}
