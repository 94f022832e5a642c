package io.github.blkunit.blktests.ublk;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.UblkTest;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.UblkLoad;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.UblkJava;
import java.io.IOException;

/**
 * ublk/001: a live ublk device can be deleted while requests are under way; nothing hangs, and server and nodes are gone.
 *
 * <p>On a device of its own, with random readers on every CPU; about 6 s. The readers' errors count for nothing: their disk goes.
 * Upstream does the same once more with a loop target. It names no fix that it guards.
 */
@Upstream(id = "ublk/001", revision = "a608cb5")
@Needs(modules = "ublk_drv", programs = "fio")
public interface Ublk001DeleteUnderLoad {

    @UblkTest @Quick
    default void ublk001_aLiveDeviceCanBeDeletedUnderLoad() throws IOException, DriverException, InterruptedException {
        try (var server = new UblkJava().serve(UblkLoad.DEVICE); var load = UblkLoad.on(server)) {
            load.awaitRequests();

            server.deleteDevice();

            assertThat(server.awaitEnd(ofSeconds(20))).as("the server ends when its device is deleted").isTrue();
            assertThat(server.node()).doesNotExist();
        }
    }
}
