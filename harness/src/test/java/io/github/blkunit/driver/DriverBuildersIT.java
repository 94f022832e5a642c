package io.github.blkunit.driver;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.Kernel;
import io.github.blkunit.driver.ScsiDebug.Zones;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that tests make for themselves. */
@BlockDevice(driver = Brd.class, size = "32M")
@Tag("vm") @Tag("long")
class DriverBuildersIT {
    private static final ByteSize PAGE = ByteSize.kib(4);

    @Test
    void null_blk_says_what_it_can_do() throws Exception {
        assertThat(NullBlk.features()).contains("blocksize", "memory_backed", "zoned", "badblocks");
    }

    @Test
    void a_null_disk_has_zones() throws Exception {
        try (var disk = NullBlk.configfs().size(ByteSize.mib(64)).zoned(NullZones.of(ByteSize.mib(4)).conventional(2)).create()) {
            assertThat(disk.device().queue("zoned")).isEqualTo("host-managed");
            assertThat(disk.device().queue("nr_zones")).isEqualTo("16");
        }
    }

    @Test
    void bad_blocks_fail_until_they_are_good_again() throws Exception {
        try (var disk = NullBlk.configfs().size(ByteSize.mib(8)).memoryBacked().create(); var io = disk.device().open(
                Access.READ_WRITE)) {
            disk.addBadBlocks(8, 15);
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> io.readFully(4096, IoBuffer.ofSize(PAGE)))
                    .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EIO));
            io.readFully(8192, IoBuffer.ofSize(PAGE));
            disk.removeBadBlocks(8, 15);
            io.readFully(4096, IoBuffer.ofSize(PAGE));
        }
    }

    @Test
    void null_blk_can_be_loaded_with_disks_of_its_own() throws Exception {
        Path first;
        try (var module = NullBlk.module().devices(2).size(ByteSize.gib(1)).queues(2).sharedTags().load()) {
            assertThat(module.disks()).hasSize(2).allSatisfy(disk -> assertThat(disk.hardwareQueues()).isGreaterThanOrEqualTo(2));
            first = module.node();
        }
        assertThat(first).doesNotExist();
    }

    @Test
    void a_parameter_that_the_kernel_lacks_is_named() {
        assertThatExceptionOfType(DriverException.class).isThrownBy(() -> NullBlk.module().with("no_such_parameter", "1").load())
                .withMessageContainingAll("null_blk has no such parameter: no_such_parameter", "blkunit.kernel");
    }

    @Test
    void scsi_debug_makes_several_disks() throws Exception {
        try (var scsi = ScsiDebug.module().size(ByteSize.mib(16)).sectorSize(4096).targets(2).delay(ofMillis(0)).load()) {
            assertThat(scsi.disks()).hasSize(2).allSatisfy(disk -> assertThat(disk.logicalBlockSize()).isEqualTo(4096));
        }
    }

    @Test
    void scsi_debug_makes_a_zoned_disk() throws Exception {
        try (var scsi = ScsiDebug.module().size(ByteSize.mib(32)).zoned(Zones.HOST_MANAGED, ByteSize.mib(4)).load()) {
            assertThat(scsi.device().queue("zoned")).isEqualTo("host-managed");
        }
    }

    @Test
    void a_loop_device_shows_a_part_of_a_file(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("disk");
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(ByteSize.mib(4).bytes());
        }
        try (var loop = LoopDevice.over(file).part(ByteSize.mib(1).bytes(), ByteSize.mib(2)).logicalBlockSize(4096).readOnly()
                .attach()) {
            assertThat(loop.device().size()).isEqualTo(ByteSize.mib(2));
            assertThat(loop.device().logicalBlockSize()).isEqualTo(4096);
        }
    }

    @Test
    void device_mapper_fails_delays_and_flakes(Device base) throws Exception {
        try (var error = DeviceMapper.zero(ByteSize.mib(1)).then(ByteSize.mib(1), "error").create(); var io = error.device().open(
                Access.READ_ONLY)) {
            io.readFully(0, IoBuffer.ofSize(PAGE));
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> io.readFully(ByteSize.mib(1).bytes(), IoBuffer
                    .ofSize(PAGE)));
        }
        try (var slow = DeviceMapper.delay(base, ofMillis(300)).create(); var io = slow.device().open(Access.READ_ONLY)) {
            long start = System.nanoTime();
            io.readFully(0, IoBuffer.ofSize(PAGE));
            assertThat(System.nanoTime() - start).isGreaterThan(ofMillis(250).toNanos());
        }
        try (var bad = DeviceMapper.flakey(base, ZERO, ofMinutes(10), "error_reads").create(); var io = bad.device()
                .open(Access.READ_ONLY)) {
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> io.readFully(0, IoBuffer.ofSize(PAGE)));
        }
    }

    @Test @Kernel(atLeast = "6.0")
    void runs_on_a_kernel_that_is_new_enough() {
        assertThat(RunningKernel.isAtLeast("6.0")).isTrue();
    }

    @Test @Kernel(value = "instrumented", options = "CONFIG_BLK_DEV_NULL_BLK_FAULT_INJECTION")
    void null_blk_times_out_on_request() throws Exception {
        try (var disk = NullBlk.configfs().size(ByteSize.mib(8)).timeouts(FaultAttributes.first(1)).create(); var io = disk
                .device().open(Access.READ_ONLY)) {
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> io.readFully(0, IoBuffer.ofSize(PAGE)))
                    .satisfies(e -> assertThat(e).hasMessageContaining("ETIMEDOUT"));
        }
    }

    @Test
    void the_machine_tells_what_is_left_behind() throws Exception {
        MachineState before = MachineState.now();
        try (var disk = NullBlk.configfs().size(ByteSize.mib(8)).create()) {
            assertThat(before.leftBehind(MachineState.now())).containsExactly("block devices: " + disk.device().name());
        }
        before.requireNothingMore();
    }

    @Test
    void a_file_that_is_no_module_is_refused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("no.ko"), "no");
        assertThatExceptionOfType(DriverException.class).isThrownBy(() -> ModuleFile.at(file)).withMessageContaining("no.ko");
        assertThatExceptionOfType(DriverException.class).isThrownBy(() -> ModuleFile.resource(DriverBuildersIT.class,
                "/absent.ko"))
                .withMessageContaining("no such module on the class path: resource=/absent.ko");
    }
}
