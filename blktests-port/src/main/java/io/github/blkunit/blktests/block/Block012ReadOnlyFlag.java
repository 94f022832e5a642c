package io.github.blkunit.blktests.block;

import static io.github.blkunit.blktests.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Destructive;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.StoresData;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;

/**
 * block/012: BLKROSET makes a device refuse writes with EPERM, twice is as good as once, BLKROGET tells, and taking it back lets
 * writes through again.
 *
 * <p>Against the given device, whose first 2 MiB are lost; well under a second. What was written is read back only from devices
 * that store data, which is tried first: a null device proves the refusals, not the content. Upstream names no fix that it
 * guards.
 */
@Upstream(id = "block/012", revision = "a608cb5")
public interface Block012ReadOnlyFlag {

    @BlockTest @Timed @Destructive
    default void block012_aReadOnlyDeviceRefusesWrites(Device device) throws IOException {
        boolean stores = StoresData.test(device);
        try (var disk = device.open(Access.READ_WRITE)) {
            assertThat(disk.ioctls().readOnly()).as("read-only at first").isFalse();
            write(disk, 0xAA);
            if (stores) { assertEveryByte(device, 0xAA); }
            try {
                disk.ioctls().readOnly(true);
                disk.ioctls().readOnly(true);
                assertThat(disk.ioctls().readOnly()).as("read-only after BLKROSET").isTrue();
                assertRefused(Errno.EPERM, "a write to the read-only device", () -> write(disk, 0xBB));
                if (stores) { assertEveryByte(device, 0xAA); }
            } finally {
                disk.ioctls().readOnly(false);
            }
            assertThat(disk.ioctls().readOnly()).as("read-only after taking it back").isFalse();
            write(disk, 0xCC);
            if (stores) { assertEveryByte(device, 0xCC); }
        }
    }

    private static void write(DeviceChannel disk, int value) throws IOException {
        disk.writeFully(0, IoBuffer.filled(ByteSize.mib(2), value));
        disk.sync();
    }

    private static void assertEveryByte(Device device, int value) throws IOException {
        IoBuffer read = IoBuffer.ofSize(ByteSize.mib(2));
        try (var disk = device.openBuffered(Access.READ_ONLY)) {
            disk.readFully(0, read);
        }
        assertThat(read.firstOtherThan(value)).as("first byte of 2 MiB that is not 0x%x", value).isEqualTo(-1);
    }
}
