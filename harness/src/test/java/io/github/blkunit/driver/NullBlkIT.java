package io.github.blkunit.driver;

import static io.github.blkunit.fio.Percentile.P99;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@BlockDevice(driver = NullBlk.class, queues = 4, size = "64M", logicalBlockSize = 4096)
@Tag("vm")
class NullBlkIT {

    @Test
    void the_disk_is_as_asked_for(Device device) throws IOException {
        assertThat(device.hardwareQueues()).isEqualTo(4);
        assertThat(device.size()).isEqualTo(ByteSize.mib(64));
        assertThat(device.logicalBlockSize()).isEqualTo(4096);
    }

    @Test
    void ioctls_agree_with_sysfs(Device device) throws IOException {
        try (var disk = device.open(Access.READ_WRITE)) {
            assertThat(disk.ioctls().size()).isEqualTo(device.size());
            assertThat(disk.ioctls().logicalBlockSize()).isEqualTo(device.logicalBlockSize());
            assertThat(disk.ioctls().readOnly()).isFalse();
            disk.ioctls().zeroOut(0, ByteSize.kib(4));
            disk.ioctls().flushBuffers();
        }
    }

    @Test
    void direct_io_must_be_aligned(Device device) throws IOException {
        try (var disk = device.open(Access.READ_ONLY)) {
            disk.readFully(4096, IoBuffer.ofSize(ByteSize.kib(4)));
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> disk.readFully(512, IoBuffer.ofSize(ByteSize.kib(
                    4))))
                    .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
        }
    }

    @Test
    void fio_reports_what_it_did(Device device) {
        assertThat(Fio.randread("4k").iodepth(8).runtime(ofSeconds(1)).on(device)).hasNoErrors().iops().isGreaterThan(10).clat(
                P99)
                .isLessThan(ofSeconds(10));
    }

    @Test
    void a_disk_of_ones_own_goes_with_its_block() throws Exception {
        Device own;
        try (var disk = new NullDisk().memoryBacked().size(ByteSize.mib(8)).create(); var io = disk.device().open(
                Access.READ_WRITE)) {
            own = disk.device();
            IoBuffer page = IoBuffer.filled(ByteSize.kib(4), 0x5A);
            io.writeFully(0, page);
            io.readFully(0, page.fill(0));
            assertThat(page.firstOtherThan(0x5A)).isEqualTo(-1);
        }
        assertThat(own.path()).doesNotExist();
    }

    @Test
    void an_unknown_attribute_is_named_and_nothing_stays() {
        assertThatExceptionOfType(DriverException.class).isThrownBy(() -> new NullDisk().with("no_such_thing", "1").create())
                .withMessageContainingAll("null_blk refuses no_such_thing=1", "ENOENT (2)");
    }

    @Test
    void a_missing_module_is_named() {
        assertThatExceptionOfType(DriverException.class).isThrownBy(() -> new KernelModule("no_such_module").load())
                .withMessageContaining("kernel module no_such_module cannot be loaded");
    }
}
