package io.github.blkunit.ublkserver;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.blkunit.BlockDevice;
import io.github.blkunit.Device;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.ublk.server.DataMode;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.sys.OpenFile;
import io.github.blkunit.ublk.target.BlockTarget;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.FileTarget;
import io.github.blkunit.ublk.target.MemoryTarget;
import io.github.blkunit.ublk.target.Target;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the thread that serves a real disk allocates on the heap, counted by the virtual machine: nothing per request, once the code is compiled or resolved. */
@Tag("vm")
@BlockDevice(driver = NullBlk.class, size = "16M") // only so that the class runs in a machine
class ServingAllocatesNothingIT {
    private static final long SIZE = 16 << 20;
    private static final int REQUESTS = 1000;
    private static final int MOST_BATCHES = 100; // an emulated machine compiles late
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @BeforeAll
    static void load() throws IOException, InterruptedException { Modules.loadUblk(); }

    static Stream<DataMode> copying() {
        return Stream.of(new DataMode.Mapped(), new DataMode.UserCopy(), new DataMode.Batched(new DataMode.Mapped()));
    }

    @ParameterizedTest @MethodSource("copying")
    void a_request_to_memory_allocates_nothing(DataMode mode) throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            serve(Target.of(new MemoryTarget(SIZE, arena)), mode);
        }
    }

    @Test
    void a_request_to_a_file_without_copying_allocates_nothing() throws InterruptedException {
        try (OpenFile file = OpenFile.inMemory("disk", SIZE)) {
            serve(FileTarget.of(file), new DataMode.AutoRegistered());
        }
    }

    @Test
    void a_target_that_allocates_is_found_out() throws InterruptedException {
        try (UblkDevice device = start(Target.of(new Wasteful()), new DataMode.Mapped())) {
            assertThat(allocatedBy(device)).isGreaterThan((long) REQUESTS * Wasteful.BYTES);
        }
    }

    /** Needs a fresh array for every request. */
    private static final class Wasteful implements BlockTarget {
        static final int BYTES = 64;
        private volatile byte[] last = {};

        @Override
        public long size() { return SIZE; }

        @Override
        public void read(long position, Data data) { waste(data); }

        @Override
        public void write(long position, Data data) { waste(data); }

        private void waste(Data data) {
            last = new byte[BYTES];
            if (last.length == 0) data.zero();
        }
    }

    private static void serve(Target target, DataMode mode) throws InterruptedException {
        try (UblkDevice device = start(target, mode)) {
            long allocated = Long.MAX_VALUE;
            for (int batch = 0; batch < MOST_BATCHES && allocated >= REQUESTS; batch++) allocated = allocatedBy(device);
            assertThat(allocated).as("bytes allocated for %d requests, the best of %d batches", REQUESTS, MOST_BATCHES)
                    .isLessThan(
                            REQUESTS);
        }
    }

    private static UblkDevice start(Target target, DataMode mode) throws InterruptedException {
        return UblkDevice.start(target, DeviceSpec.builder().depth(16).maxRequest(64 << 10).dataMode(mode).build());
    }

    /** Less than a byte per request is the rest of the virtual machine; the smallest object has 16. */
    private static long allocatedBy(UblkDevice device) {
        Device disk = Device.at(Path.of(device.info().disk()));
        long thread = server(device.id());
        long before = THREADS.getThreadAllocatedBytes(thread);
        assertThat(Fio.randrw("4k").iodepth(8).requests(REQUESTS).on(disk)).hasNoErrors();
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    private static long server(int device) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("ublk" + device + "-0"))
                .findAny().orElseThrow().threadId();
    }
}
