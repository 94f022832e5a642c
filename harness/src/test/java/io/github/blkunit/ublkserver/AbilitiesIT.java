package io.github.blkunit.ublkserver;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.fio.Engine;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.fio.Verify;
import io.github.blkunit.fio.Zones;
import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceRequest;
import io.github.blkunit.ublk.control.Features;
import io.github.blkunit.ublk.server.DataMode;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.Option;
import io.github.blkunit.ublk.server.Placement;
import io.github.blkunit.ublk.server.Recovery;
import io.github.blkunit.ublk.server.Threads;
import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.OpenFile;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IntegrityFormat;
import io.github.blkunit.ublk.target.MemoryTarget;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.target.ProtectedFileTarget;
import io.github.blkunit.ublk.target.Target;
import io.github.blkunit.ublk.target.ZonedMemoryTarget;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a device can do besides moving bytes, each once on a real kernel. The server runs in this JVM. */
@Tag("vm")
@BlockDevice(driver = NullBlk.class, size = "16M") // only so that the class runs in a machine
class AbilitiesIT {
    private static final int MIB = 1 << 20;
    private static final long SIZE = 16 * MIB;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @BeforeAll
    static void load() throws IOException, InterruptedException { Modules.loadUblk(); }

    private static DeviceSpec.Builder spec(DataMode mode) {
        return DeviceSpec.builder().queues(2).depth(8).maxRequest(64 << 10).dataMode(mode);
    }

    private static Device disk(UblkDevice device) { return Device.at(Path.of(device.info().disk())); }

    private static Fio writes() { return Fio.randwrite("4k").iodepth(8).size(ByteSize.mib(1)).with(Verify.CRC32C); }

    static Stream<Threads> mappings() { return Stream.of(new Threads.PerQueues(1), new Threads.PerTag(3)); }

    @ParameterizedTest @MethodSource("mappings")
    void threads_share_queues_or_tags(Threads threads) throws InterruptedException {
        try (Arena arena = Arena.ofShared(); UblkDevice device = UblkDevice.start(Target.of(new MemoryTarget(SIZE, arena)), spec(
                new DataMode.UserCopy()).threads(threads).build())) {
            assertThat(writes().on(disk(device))).hasNoErrors();
            assertThat(Thread.getAllStackTraces().keySet()).map(Thread::getName).filteredOn(name -> name.matches("ublk" + device
                    .id() + "-\\d+")).hasSize(threads instanceof Threads.PerTag ? 3 : 1);
        }
    }

    @ParameterizedTest @EnumSource
    void threads_run_where_they_are_told_to(Placement placement) throws InterruptedException, IOException {
        try (UblkDevice device = UblkDevice.start(new NullTarget(Geometry.of(SIZE, 512)), spec(new DataMode.Mapped())
                .queues(1).placement(
                        placement).build())) {
            int cpus = allowedCpus("ublk" + device.id() + "-0");
            assertThat(cpus).isEqualTo(placement == Placement.ONE_CPU ? 1 : Runtime.getRuntime().availableProcessors());
        }
    }

    private static int allowedCpus(String thread) throws IOException {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                if (!Files.readString(task.resolve("comm")).strip().equals(thread)) continue;
                String allowed = Files.readAllLines(task.resolve("status")).stream().filter(line -> line.startsWith(
                        "Cpus_allowed:"))
                        .findFirst().orElseThrow();
                return new BigInteger(allowed.split("\\s+", 2)[1].replace(",", ""), 16).bitCount();
            }
        }
        throw new AssertionError("no such thread: " + thread);
    }

    @Test
    void one_thread_serves_two_queues_in_batches() throws InterruptedException {
        try (Arena arena = Arena.ofShared(); UblkDevice device = UblkDevice.start(Target.of(new MemoryTarget(SIZE, arena)), spec(
                new DataMode.Batched(new DataMode.UserCopy())).threads(new Threads.PerQueues(1)).build())) {
            assertThat(writes().on(disk(device))).hasNoErrors();
        }
    }

    @Test
    void a_zoned_disk_is_written_zone_by_zone() throws InterruptedException, IOException {
        try (Arena arena = Arena.ofShared(); UblkDevice device = UblkDevice.start(Target.of(new ZonedMemoryTarget(MIB / 4, 16,
                64 << 10, arena)), spec(new DataMode.UserCopy()).queues(1).build())) {
            Device disk = disk(device);
            assertThat(disk.queue("zoned")).isEqualTo("host-managed");
            assertThat(disk.queue("nr_zones")).isEqualTo("16");
            // not io_uring: its non-blocking writes are refused while the zone has another one, and its workers change the order
            assertThat(writes().ioengine(Engine.LIBAIO).with(Zones.ofDevice(0)).on(disk)).hasNoErrors();
        }
    }

    @Test
    void protection_information_is_kept_and_checked() throws InterruptedException, IOException {
        IntegrityFormat format = new IntegrityFormat(64, 512, IntegrityFormat.Checksum.CRC64_NVME, 48, 0, true, true);
        Path beside = Files.createTempFile("metadata", ".img");
        try (RandomAccessFile file = new RandomAccessFile(beside.toFile(), "rw")) {
            byte[] unwritten = new byte[(int) format.metadataBytes(SIZE)];
            Arrays.fill(unwritten, (byte) 0xff);
            file.write(unwritten);
            try (OpenFile data = OpenFile.inMemory("disk", SIZE); OpenFile metadata = OpenFile.of(beside,
                    OpenFile.Caching.CACHED);
                    UblkDevice device = UblkDevice.start(ProtectedFileTarget.of(data, metadata, Geometry.plain(SIZE, 512),
                            format),
                            spec(new DataMode.UserCopy()).options(Option.NO_PARTITION_SCAN).build())) {
                assertThat(writes().size(ByteSize.mib(1)).on(disk(device))).hasNoErrors();
                file.seek(58); // six bytes of the first block's reference tag
                file.write(new byte[] {1, 2, 3, 4, 5, 6});
                assertThat(Fio.read("4k").size(ByteSize.kib(4)).toleratingErrors().on(disk(device)).errors().total()).as(
                        "reads of the block whose reference tag is wrong").isPositive();
            }
        } finally {
            Files.delete(beside);
        }
    }

    @Test
    void a_disk_in_use_is_not_stopped_and_goes_on() throws InterruptedException, IOException {
        try (Arena arena = Arena.ofShared(); UblkDevice device = UblkDevice.start(Target.of(new MemoryTarget(SIZE, arena)), spec(
                new DataMode.Mapped()).options(Option.SAFE_STOP).build())) {
            try (DeviceChannel open = disk(device).open(DeviceChannel.Access.READ_ONLY)) {
                assertThatThrownBy(device::tryStop).isInstanceOfSatisfying(SystemCallException.class, e -> assertThat(e.errno())
                        .isEqualTo(Errno.EBUSY));
                open.ioctls();
            }
            assertThat(writes().on(disk(device))).hasNoErrors();
            device.tryStop();
            assertThat(Path.of(device.info().disk())).doesNotExist();
        }
    }

    @Test
    void a_detached_disk_stays_and_is_recovered() throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            Target target = Target.of(new MemoryTarget(SIZE, arena));
            DeviceSpec spec = spec(new DataMode.UserCopy()).recovery(Recovery.REISSUE).options(Option.QUIESCE).build();
            int id;
            try (UblkDevice device = UblkDevice.start(target, spec)) {
                id = device.id();
                assertThat(writes().on(disk(device))).hasNoErrors();
                device.detach(LIMIT);
            }
            try (UblkDevice device = UblkDevice.recover(target, id, spec)) {
                assertThat(writes().with(Verify.CRC32C.only()).on(disk(device))).hasNoErrors();
            }
        }
    }

    @Test
    void a_device_is_deleted_without_waiting_for_it() {
        try (ControlDevice control = ControlDevice.open()) {
            int id = control.add(new DeviceRequest(DeviceRequest.ANY_ID, 1, 8, 64 << 10, Features.NONE)).id();
            control.deleteAsync(id);
            assertThatThrownBy(() -> control.info(id)).isInstanceOfSatisfying(SystemCallException.class, e -> assertThat(e
                    .errno())
                    .isEqualTo(Errno.ENODEV));
        }
    }
}
