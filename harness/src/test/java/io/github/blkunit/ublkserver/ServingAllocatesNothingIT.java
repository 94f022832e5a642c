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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the thread that serves a real disk allocates on the heap, counted by the virtual machine: nothing per request, once the code is compiled or resolved. */
@Tag("vm")
@BlockDevice(driver = NullBlk.class, size = "16M") // only so that the class runs in a machine
class ServingAllocatesNothingIT {
    private static final long SIZE = 16 << 20;
    private static final int REQUESTS = 1000;
    private static final int MOST_BATCHES = 30;
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

    static Stream<DataMode> notCopying() { return Stream.of(new DataMode.ZeroCopy(), new DataMode.AutoRegistered()); }

    @ParameterizedTest @MethodSource("notCopying")
    void a_request_to_a_file_allocates_nothing(DataMode mode) throws InterruptedException {
        try (OpenFile file = OpenFile.inMemory("disk", SIZE)) {
            serve(FileTarget.of(file), mode);
        }
    }

    private static void serve(Target target, DataMode mode) throws InterruptedException {
        try (UblkDevice device = UblkDevice.start(target, DeviceSpec.builder().depth(16).maxRequest(64 << 10).dataMode(mode)
                .build())) {
            Device disk = Device.at(Path.of(device.info().disk()));
            long thread = server(device.id());
            long allocated = Long.MAX_VALUE;
            for (int batch = 0; batch < MOST_BATCHES && allocated >= REQUESTS; batch++) allocated = allocatedBy(disk, thread);
            assertThat(allocated).as("bytes allocated for %d requests, the best of %d batches", REQUESTS, MOST_BATCHES)
                    .isLessThan(
                            REQUESTS);
        }
    }

    /** Less than a byte per request is the rest of the virtual machine; the smallest object has 16. */
    private static long allocatedBy(Device disk, long thread) {
        long before = THREADS.getThreadAllocatedBytes(thread);
        assertThat(Fio.randrw("4k").iodepth(8).requests(REQUESTS).on(disk)).hasNoErrors();
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    private static long server(int device) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("ublk" + device + "-0"))
                .findAny().orElseThrow().threadId();
    }
}
