package io.github.blkunit.ublkserver;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.ublk.server.DataMode;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.Option;
import io.github.blkunit.ublk.server.Threads;
import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.sys.Mapping;
import io.github.blkunit.ublk.sys.OpenFile;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.target.BlockTarget;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.FileTarget;
import io.github.blkunit.ublk.target.MemoryTarget;
import io.github.blkunit.ublk.target.StripeTarget;
import io.github.blkunit.ublk.target.Target;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written is read again, whichever way the bytes travel. The server runs in this JVM. */
@Tag("vm")
@BlockDevice(driver = NullBlk.class, size = "16M") // only so that the class runs in a machine
class DataModesIT {
    private static final long SIZE = 32 << 20;
    private static final long PAGE = 4096;

    @BeforeAll
    static void load() throws IOException, InterruptedException { Modules.loadUblk(); }

    static Stream<DataMode> copying() {
        return Stream.of(new DataMode.Mapped(), new DataMode.NeedGetData(), new DataMode.UserCopy());
    }

    static Stream<DataMode> notCopying() { return Stream.of(new DataMode.ZeroCopy(), new DataMode.AutoRegistered()); }

    @ParameterizedTest @MethodSource("copying")
    void memory_keeps_what_was_written(DataMode mode) throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            verify(Target.of(new MemoryTarget(SIZE, arena)), spec(mode).threads(new Threads.PerTag(2)).build());
        }
    }

    @ParameterizedTest @MethodSource("notCopying")
    void a_file_in_memory_keeps_what_was_written_without_copying(DataMode mode) throws InterruptedException {
        try (OpenFile file = OpenFile.inMemory("disk", SIZE)) {
            verify(FileTarget.of(file), spec(mode).build());
        }
    }

    @Test
    void stripes_over_two_files_keep_what_was_written() throws InterruptedException {
        try (OpenFile one = OpenFile.inMemory("one", SIZE / 2); OpenFile two = OpenFile.inMemory("two", SIZE / 2)) {
            verify(StripeTarget.of(List.of(one, two), 64 << 10), spec(new DataMode.ZeroCopy()).build());
        }
    }

    @Test
    void requests_out_of_shared_memory_are_not_copied() throws InterruptedException, IOException {
        try (Arena arena = Arena.ofShared(); OpenFile memory = OpenFile.inMemory("shared", 1 << 20)) {
            MemorySegment client = Mapping.shared(memory.fd(), memory.size(), arena);
            MemorySegment elsewhere = arena.allocate(PAGE, PAGE);
            SeesShared target = new SeesShared(new MemoryTarget(SIZE, arena), new AtomicInteger());
            DeviceSpec spec = spec(new DataMode.SharedMemory(memory.fd(), memory.size())).options(Option.NO_PARTITION_SCAN)
                    .build();
            try (UblkDevice device = UblkDevice.start(Target.of(target), spec);
                    DeviceChannel disk = disk(device).open(DeviceChannel.Access.READ_WRITE)) {
                target.shared().set(0);
                MemorySegment written = client.asSlice(2 * PAGE, PAGE).fill((byte) 'b');
                MemorySegment read = client.asSlice(4 * PAGE, PAGE);
                assertThat(Sys.pwrite(disk.descriptor(), written.address(), PAGE, 16 * PAGE)).isEqualTo(PAGE);
                assertThat(Sys.pread(disk.descriptor(), read.address(), PAGE, 16 * PAGE)).isEqualTo(PAGE);
                assertThat(read.mismatch(written)).isEqualTo(-1);
                assertThat(target.shared()).hasValue(2);
                assertThat(Sys.pread(disk.descriptor(), elsewhere.address(), PAGE, 16 * PAGE)).isEqualTo(PAGE);
                assertThat(elsewhere.mismatch(written)).isEqualTo(-1);
                assertThat(target.shared()).as("requests out of shared memory").hasValue(2);
            }
        }
    }

    /** Counts the requests whose bytes are the client's own. */
    private record SeesShared(MemoryTarget memory, AtomicInteger shared) implements BlockTarget {
        @Override
        public long size() { return memory.size(); }

        @Override
        public void read(long position, Data data) {
            count(data);
            memory.read(position, data);
        }

        @Override
        public void write(long position, Data data) {
            count(data);
            memory.write(position, data);
        }

        private void count(Data data) {
            if (!data.isReturned()) shared.incrementAndGet();
        }
    }

    @Test
    void the_size_changes_while_the_disk_is_used() throws InterruptedException, IOException {
        try (Arena arena = Arena.ofShared(); UblkDevice device = UblkDevice.start(Target.of(new MemoryTarget(SIZE, arena)), spec(
                new DataMode.UserCopy()).options(Option.UPDATE_SIZE, Option.NO_PARTITION_SCAN).build())) {
            device.resize(SIZE / 2);
            assertThat(disk(device).size()).isEqualTo(new ByteSize(SIZE / 2));
        }
    }

    private static DeviceSpec.Builder spec(DataMode mode) {
        return DeviceSpec.builder().queues(2).depth(16).maxRequest(128 << 10).dataMode(mode);
    }

    private static Device disk(UblkDevice device) { return Device.at(Path.of(device.info().disk())); }

    private static void verify(Target target, DeviceSpec spec) throws InterruptedException {
        try (UblkDevice device = UblkDevice.start(target, spec)) {
            assertThat(device.downgrades()).isEmpty();
            assertThat(Fio.randwrite("4k").named("verified").option("bsrange", "4k-64k").iodepth(16).size(ByteSize.mib(4)).option(
                    "verify", "crc32c")
                    .option("verify_fatal", "1").on(disk(device))).hasNoErrors();
            assertThat(device.held()).isEmpty();
        }
    }
}
