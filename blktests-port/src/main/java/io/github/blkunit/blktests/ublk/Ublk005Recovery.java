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
 * ublk/005: a recoverable device whose server is killed under load waits (QUIESCED), and a new server brings it back (LIVE).
 *
 * <p>On devices of its own, null and loop, with random readers on every CPU; about 10 s. The readers' errors count for nothing: what
 * was under way when the server died may fail. That the disk answers again is checked by a read. Upstream names no fix that it guards.
 */
@Upstream(id = "ublk/005", revision = "a608cb5")
@Needs(modules = "ublk_drv", programs = "fio")
public interface Ublk005Recovery {

    @UblkTest @Quick @Tag("long")
    default void ublk005_anotherServerTakesOverAfterACrash(Ublk ublk, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        for (Ublk.Target target : UblkRounds.in(folder)) {
            try (var killed = ublk.add(target, Crash.LEAVES_IT_TO_THE_NEXT_SERVER); var load = UblkLoad.on(killed.device())) {
                load.awaitRequests();

                Crashes.kill(killed);
                assertThat(Crashes.await(killed, DeviceState.QUIESCED)).as("target %s: state after SIGKILL", target).isEqualTo(
                        DeviceState.QUIESCED);

                try (var recovered = ublk.recover(killed, target)) {
                    assertThat(Crashes.await(recovered, DeviceState.LIVE)).as("target %s: state after recovery", target)
                            .isEqualTo(
                                    DeviceState.LIVE);
                    assertThat(recovered.device()).isEqualTo(killed.device());
                }
                assertThat(killed.device().path()).as("target %s: the new server deletes the device", target).doesNotExist();
            }
        }
    }
}
