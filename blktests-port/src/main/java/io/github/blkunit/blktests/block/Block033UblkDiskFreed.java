package io.github.blkunit.blktests.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.ublk.control.ControlDevice;
import java.io.IOException;

/**
 * block/033: a ublk device that was used and deleted is freed; its module can be unloaded.
 *
 * <p>Guards c43332fe028c "blk-cgroup: delay calling blkcg_exit_disk until disk_release". With a device of its own and blkunit's
 * own server, about 5 s. Where the module was loaded before, it stays, and only the device's going is seen.
 */
@Upstream(id = "block/033", revision = "a608cb5", guards = "c43332fe028c")
@Needs(modules = "ublk_drv")
public interface Block033UblkDiskFreed {

    @BlockTest @Quick
    default void block033_aUsedUblkDeviceGoes() throws IOException, DriverException, InterruptedException {
        ByteSize read = ByteSize.mib(512);
        try (var server = new UblkJava().up(new DeviceConfiguration(1, 128, read, 512))) {
            try (var control = ControlDevice.open()) {
                assertThat(control.info(server.id()).id()).isEqualTo(server.id());
            }
            IoBuffer piece = IoBuffer.ofSize(ByteSize.mib(1));
            try (var disk = Device.of(server).open(Access.READ_ONLY)) {
                for (long at = 0; at < read.bytes(); at += piece.size().bytes()) { disk.readFully(at, piece); }
            }
        }
    }
}
