package io.github.blkunit.blktests.ublk;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.UblkTest;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.UblkLoad;
import io.github.blkunit.blktests.support.UblkStates;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.ublk.control.DeviceState;
import java.io.IOException;

/**
 * ublk/005: a recoverable device whose server is killed under load waits (QUIESCED), and a new server brings it back (LIVE).
 *
 * <p>On a device of its own, with random readers on every CPU; about 10 s. The readers' errors count for nothing: what was under
 * way when the server died may fail. That the disk answers again is checked by a read. Upstream does the same once more with a
 * loop target. It names no fix that it guards.
 */
@Upstream(id = "ublk/005", revision = "a608cb5")
@Needs(modules = "ublk_drv", programs = "fio")
public interface Ublk005Recovery {

    @UblkTest @Quick
    default void ublk005_anotherServerTakesOverAfterACrash() throws IOException, DriverException, InterruptedException {
        var driver = new UblkJava();
        try (var killed = driver.serve(UblkLoad.DEVICE, "--recoverable"); var load = UblkLoad.on(killed)) {
            load.awaitRequests();

            assertThat(killed.process().destroyForcibly()).as("SIGKILL was sent").isTrue();
            assertThat(UblkStates.await(killed.id(), DeviceState.QUIESCED, ofSeconds(20))).isEqualTo(DeviceState.QUIESCED);

            try (var recovered = driver.recover(killed)) {
                assertThat(UblkStates.await(killed.id(), DeviceState.LIVE, ofSeconds(20))).isEqualTo(DeviceState.LIVE);
                assertThat(recovered.node()).isEqualTo(killed.node());
            }
            assertThat(killed.node()).as("the new server deletes the device").doesNotExist();
        }
    }
}
