package io.github.blkunit.blktests.block;

import static io.github.blkunit.blktests.support.Refusal.assertRefused;

import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Setting;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Path;

/**
 * block/036: BLKRRPART says so when the partition table cannot be read.
 *
 * <p>Upstream names no fix that it guards. Against the given device, all of whose requests fail meanwhile; needs a kernel with
 * {@code CONFIG_FAIL_MAKE_REQUEST}. Less than a second.
 */
@Upstream(id = "block/036", revision = "a608cb5")
@Needs(folders = "/sys/kernel/debug/fail_make_request")
public interface Block036PartitionReadFails {
    /** The kernel's settings for all devices that are made to fail. */
    Path INJECTION = Path.of("/sys/kernel/debug/fail_make_request");

    @BlockTest @Quick
    default void block036_anUnreadablePartitionTableIsReported(Device device) throws IOException {
        Zoned.assumeNotZoned(device);
        try (var disk = device.openBuffered(Access.READ_ONLY);
                var _ = Setting.set(INJECTION.resolve("probability"), "100");
                var _ = Setting.set(INJECTION.resolve("times"), "9999999");
                var _ = Setting.set(INJECTION.resolve("verbose"), "0");
                var _ = Setting.set(device.sysfs().resolve("make-it-fail"), "1")) {
            assertRefused(Errno.EIO, "BLKRRPART while every request fails", () -> disk.ioctls().rereadPartitions());
        }
    }
}
